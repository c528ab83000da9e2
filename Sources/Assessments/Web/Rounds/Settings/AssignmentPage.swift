import Kernel
import Platform

/// The page on which a round's appraisers are named.
struct AssignmentPage {
    /// Which of the page's forms was refused.
    enum Part { case table, substitute, replacement }

    private let screen: ShowAssignments.Screen
    private let context: Context
    private let words: Words
    private let error: (any DomainError)?
    private let part: Part
    private let form: Form?
    private var round: Round { screen.round }

    init(_ screen: ShowAssignments.Screen, _ context: Context, refused error: (any DomainError)?, in part: Part, _ form: Form?) {
        self.screen = screen
        self.context = context
        words = context.words
        self.error = error
        self.part = part
        self.form = form
    }

    /// The name under which the appraisers of a place are sent.
    static func name(_ place: ShowAssignments.Place) -> String { "place.\(place.block).\(place.field)" }

    var page: Page {
        let substitute = telling(substituteFields, .substitute)
        let replacement = telling(replacementFields, .replacement)
        return Page(
            words("assessments.round.appraisers.title"), kicker: words(round.title), lead: words("assessments.round.appraisers.lead"),
            crumbs: RoundLink.crumbs(words, round) + [Crumb(words("assessments.round.settings"), RoundLink.settings(round))],
            room: "assessments", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.done(context))\
                \(.errorSummary(substitute + replacement, words))\
                \(if: part == .table && error != nil, .notice(.warning, error.map { words($0.code, $0.details) } ?? ""))\
                \(if: screen.appraisers.isEmpty, .notice(.warning, words("assessments.round.appraisers.nobody")))\
                \(if: round.status == .decided, .notice(.information, words("assessments.already_decided", ["round": round.code])), else: forms(substitute, replacement))
                """)
    }

    private func telling(_ fields: [Field], _ part: Part) -> [Field] { part == self.part ? fields.telling(error, words) : fields }

    private func forms(_ substitute: [Field], _ replacement: [Field]) -> HTML {
        """
        <form class="wide" method="post" action="\(RoundLink.settings(round, .appraisers))" novalidate>
        \(.token(context.actor))\(table)
        <div class="actions"><button>\(words("assessments.round.appraisers.submit"))</button></div>
        </form>
        \(.section(words("assessments.round.substitutes"), """
            <p>\(words("assessments.round.substitutes.lead"))</p>
            \(substitutes)
            \(.form(.post, to: "/assessments/rounds/\(round.code)/settings/appraisers/substitute", substitute, submit: words("assessments.round.substitutes.submit"), by: context.actor))
            """))
        \(if: !screen.assignments.isEmpty, .section(words("assessments.round.replace"), """
            <p>\(words("assessments.round.replace.lead"))</p>
            \(.form(.post, to: "/assessments/rounds/\(round.code)/settings/appraisers/replace", replacement, submit: words("assessments.round.replace.submit"), by: context.actor))
            """))
        """
    }

    private var table: HTML {
        .table(
            id: "places", caption: words("assessments.round.appraisers.caption"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("assessments.progress.block")) { "\(words($0.blockTitle))" },
                Column(words("assessments.round.field"), .head) { "\(words.field($0.field, $0.title))" },
                Column(words("assessments.round.appraisers")) { selects($0) },
            ] as [Column<ShowAssignments.Place>], rows: screen.places)
    }

    /// A choice for each who is assigned and one more, at least two.
    private func selects(_ place: ShowAssignments.Place) -> HTML {
        let name = Self.name(place)
        let present = part == .table ? form?.all(name).filter { !$0.isEmpty } : nil
        let chosen = present ?? screen.appraisers(of: place).map(\.person)
        let places: [String?] = chosen + Array(repeating: nil, count: max(1, 2 - chosen.count))
        return HTML(
            joining: places.enumerated().map { number, person -> HTML in
                let label = words(
                    "assessments.round.appraisers.label",
                    ["number": "\(number + 1)", "field": words.field(place.field, place.title), "block": words(place.blockTitle)])
                return "<select name=\"\(name)\" aria-label=\"\(label)\">\(options(chosen: person))</select>"
            }, separator: " ")
    }

    private func options(chosen: String?) -> HTML {
        """
        <option value="">\(words("assessments.round.appraisers.none"))</option>\(each: people, { choice in
            "<option value=\"\(choice.value)\"\(flag: "selected", choice.value == chosen)>\(choice.text)</option>"
        })
        """
    }

    /// People by name, with the unit where they work: it is the one they must not appraise.
    private var people: [Choice] {
        screen.appraisers.map { one in
            let home = one.home.flatMap { screen.homes[$0] }.map { words($0) }
            return Choice(one.person, home.map { "\(one.name) – \($0)" } ?? one.name)
        }
    }

    private var substitutes: HTML {
        let own = screen.assignments.filter { $0.unit != nil }
        guard !own.isEmpty else { return HTML() }
        return .table(
            id: "substitutes", caption: words("assessments.round.substitutes"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("assessments.progress.unit"), .head) { one in
                    "\(screen.units.first { $0.id == one.unit }.map { words($0.name) })"
                },
                Column(words("assessments.round.field")) { one in
                    "\(words.field(one.field, screen.places.first { $0.block == one.block && $0.field == one.field }?.title))"
                },
                Column(words("assessments.round.appraisers")) { "\($0.appraiser.name)" },
            ] as [Column<Assignment>], rows: own)
    }

    private func value(_ name: String, _ part: Part) -> String? { self.part == part ? form?[name] : nil }

    private var substituteFields: [Field] {
        var fields: [Choice] = []
        for place in screen.places where !fields.contains(where: { $0.value == place.field }) {
            fields.append(Choice(place.field, words.field(place.field, place.title)))
        }
        return [
            Field(
                "unit", words("assessments.progress.unit"),
                .select(screen.units.map { Choice($0.code, words($0.name)) }, chosen: value("unit", .substitute))),
            Field("field", words("assessments.round.field"), .select(fields, chosen: value("field", .substitute))),
            Field(
                "person", words("assessments.round.appraisers.one"),
                .select([Choice("", words("assessments.round.appraisers.none"))] + people, chosen: value("person", .substitute)),
                hint: words("assessments.round.substitutes.hint")),
        ]
    }

    private var replacementFields: [Field] {
        let assigned = Set(screen.assignments.map(\.appraiser.person))
        return [
            Field(
                "from", words("assessments.round.replace.from"),
                .select(people.filter { assigned.contains($0.value) }, chosen: value("from", .replacement))),
            Field("to", words("assessments.round.replace.to"), .select(people, chosen: value("to", .replacement))),
            Field(
                "reason", words("assessments.round.reason"), .area(value("reason", .replacement) ?? "", rows: 2), isRequired: true),
        ]
    }
}
