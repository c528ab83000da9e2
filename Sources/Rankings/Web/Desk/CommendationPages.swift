import HTTPTypes
import Kernel
import Platform
import Scoring
import Units

/// Whom a publication proposes to commend, and the rule of each block (PI-85).
struct CommendationPages: Sendable {
    private let services: Services
    private let propose: ProposeCommendations

    init(_ services: Services, _ find: FindPublications) {
        self.services = services
        propose = ProposeCommendations(services: services, find: find)
    }

    func add(to routes: inout Routes) {
        let preparing = Access.anyOf(Publishers.preparing)
        let one = "/rankings/desk/:publication/commendations"
        routes.page(one, preparing) { try await list($0) }
        routes.page("\(one)/:block", preparing) { try await rule($0) }
        routes.form("\(one)/:block", preparing) { try await save($0, $1) }
        routes.api("/api/v1/rankings/desk/:publication/commendations", preparing) { try await answer($0) }
        routes.api(.put, "/api/v1/rankings/commendation-rules/:series", preparing) { try await put($0, $1) }
    }

    private func list(_ context: Context) async throws -> Page {
        let (publication, lists) = try await propose(context.path("publication"), by: context.actor)
        return CommendationListPage(publication: publication, lists: lists, context: context).page()
    }

    private func found(_ context: Context) async throws -> (publication: Publication, list: CommendationList) {
        let (publication, lists) = try await propose(context.path("publication"), by: context.actor)
        let block = try context.path("block")
        guard let list = lists.first(where: { $0.block.code == block }) else { throw RouteError.noSuchPage }
        return (publication, list)
    }

    private func rule(_ context: Context) async throws -> Page {
        let (publication, list) = try await found(context)
        return CommendationForm(publication: publication, list: list, context: context).page()
    }

    private func save(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (publication, list) = try await found(context)
        return try await .trying {
            let order = SaveCommendationRule.Order(
                series: list.block.code, collectives: form["collectives"], band: form["band"], rank: form["rank"], rise: form["rise"],
                source: form["source"])
            try await SaveCommendationRule(services)(order, by: context.actor)
            return .go("/rankings/desk/\(publication.code)/commendations?done=rule")
        } again: { error in
            CommendationForm(publication: publication, list: list, context: context, form: form).page(refused: error)
        }
    }

    struct Answer: Encodable {
        struct Line: Encodable {
            let unit, rank, total: String
            let band, risen: String?
            let by: String
            let tied: Bool
        }
        let block: String
        let rule: Rule?
        let proposed: [Line]
    }

    struct Rule: Codable {
        let collectives: Int
        let band: String?
        let rank, rise: Int?
        let source: String
    }

    private func answer(_ context: Context) async throws -> [Answer] {
        try await propose(context.path("publication"), by: context.actor).lists.map { list in
            let classes = list.block.framework.classes
            return Answer(
                block: list.block.code,
                rule: list.rule.map {
                    Rule(collectives: $0.collectives, band: $0.band, rank: $0.rank, rise: $0.rise, source: $0.source)
                },
                proposed: list.lines.map { line in
                    Answer.Line(
                        unit: line.unit, rank: "\(line.rank)", total: "\(line.total)",
                        band: line.band.flatMap { classes.indices.contains($0) ? classes[$0].code : nil },
                        risen: line.risen.map { ($0 < 0 ? "-" : "") + "\(Rank(halves: abs($0)))" },
                        by: line.qualifiesByRank ? "rank" : "rise", tied: line.isTied)
                })
        }
    }

    struct Done: Encodable { let done = true }

    private func put(_ body: Rule, _ context: Context) async throws -> Done {
        func text(_ number: Int?) -> String { number.map { "\($0)" } ?? "" }
        let order = SaveCommendationRule.Order(
            series: try context.path("series"), collectives: "\(body.collectives)", band: body.band ?? "", rank: text(body.rank),
            rise: text(body.rise), source: body.source)
        try await SaveCommendationRule(services)(order, by: context.actor)
        return Done()
    }
}

/// The proposals of all blocks, each with its rule.
private struct CommendationListPage {
    let publication: Publication
    let lists: [CommendationList]
    let context: Context
    private var words: Words { context.words }

    init(publication: Publication, lists: [CommendationList], context: Context) {
        self.publication = publication
        self.lists = lists
        self.context = context
    }

    func page() -> Page {
        Page(
            words("rankings.commendations"), kicker: words(publication.title), lead: words("rankings.commendations.lead"),
            crumbs: [Crumb(words("rankings.desk"), "/rankings/desk"), Crumb(words(publication.title), publication.deskLink)],
            room: "rankings-desk", isIndexed: false,
            content: """
                \(if: context.query["done"] == "rule", .notice(.success, words("rankings.commendations.saved")))
                \(each: lists, { .section(words($0.block.framework.block.title), section($0)) })
                """)
    }

    private func section(_ list: CommendationList) -> HTML {
        let link: Link = "/rankings/desk/\(publication.code)/commendations/\(list.block.code)"
        guard let rule = list.rule else {
            return """
                <p>\(words("rankings.commendations.no_rule"))</p>
                <p><a class="button" href="\(link)">\(words("rankings.commendations.set"))</a></p>
                """
        }
        let figures = FigureWords(words, list.block.framework)
        return """
            <p>\(sentence(rule, list)) <a href="\(link)">\(words("rankings.commendations.change"))</a></p>
            <ol>\(each: list.lines, { "<li>\(line($0, figures))</li>" })</ol>
            \(if: list.lines.isEmpty, "<p class=\"empty\">\(words("rankings.commendations.nobody"))</p>")
            """
    }

    private func sentence(_ rule: CommendationRule, _ list: CommendationList) -> String {
        let classes = list.block.framework.classes
        var parts = [words("rankings.commendations.rule", ["count": words.numbers.count(rule.collectives)])]
        if let band = rule.band {
            parts.append(
                words("rankings.commendations.rule.band", ["band": classes.first { $0.code == band }.map { words($0.title) } ?? band]))
        }
        if let rank = rule.rank { parts.append(words("rankings.commendations.rule.rank", ["rank": "\(rank)"])) }
        if let rise = rule.rise { parts.append(words("rankings.commendations.rule.rise", ["places": "\(rise)"])) }
        parts.append(words("rankings.commendations.rule.source", ["source": rule.source]))
        return parts.joined(separator: " ")
    }

    private func line(_ line: CommendationList.Line, _ figures: FigureWords) -> String {
        let text = words(
            "rankings.commendations.line",
            [
                "unit": line.name, "rank": figures.rank(line.rank), "points": figures.points(line.total), "band": figures.band(line.band),
            ])
        let risen = line.qualifiesByRank ? nil : line.risen.map { words("rankings.places.up", ["places": figures.places($0)]) }
        let tied = line.isTied ? words("rankings.commendations.tied") : nil
        return [text, risen, tied].compactMap { $0 }.joined(separator: " – ")
    }
}

/// The rule of one block.
private struct CommendationForm {
    private let publication: Publication
    private let list: CommendationList
    private let context: Context
    private let form: Form?
    private var words: Words { context.words }

    init(publication: Publication, list: CommendationList, context: Context, form: Form? = nil) {
        self.publication = publication
        self.list = list
        self.context = context
        self.form = form
    }

    func page(refused error: (any DomainError)? = nil) -> Page {
        let rule = list.rule
        func text(_ name: String, _ kept: String?) -> Field.Control { .text(form?[name] ?? kept ?? "") }
        let bands = [Choice("", words("rankings.field.band.any"))] + list.block.framework.classes.map { Choice($0.code, words($0.title)) }
        let fields = [
            Field(
                "collectives", words("rankings.field.collectives"), text("collectives", rule.map { "\($0.collectives)" }), isRequired: true),
            Field("band", words("rankings.field.band"), .select(bands, chosen: form?["band"] ?? rule?.band ?? "")),
            Field("rank", words("rankings.field.rank"), text("rank", rule?.rank.map { "\($0)" }), hint: words("rankings.field.rank.hint")),
            Field("rise", words("rankings.field.rise"), text("rise", rule?.rise.map { "\($0)" }), hint: words("rankings.field.rise.hint")),
            Field(
                "source", words("rankings.field.source"), text("source", rule?.source), hint: words("rankings.field.source.hint"),
                isRequired: true),
        ]
        return .form(
            words("rankings.commendations.form", ["block": words(list.block.framework.block.title)]),
            lead: words("rankings.commendations.form.lead"),
            crumbs: [
                Crumb(words("rankings.desk"), "/rankings/desk"), Crumb(words(publication.title), publication.deskLink),
                Crumb(words("rankings.commendations"), "/rankings/desk/\(publication.code)/commendations"),
            ],
            room: "rankings-desk", to: "/rankings/desk/\(publication.code)/commendations/\(list.block.code)", fields,
            submit: words("rankings.form.edit.submit"), refused: error, by: context.actor, words)
    }
}
