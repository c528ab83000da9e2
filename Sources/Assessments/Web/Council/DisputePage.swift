import Kernel
import Platform
import Scoring

/// One disputed leaf: both arguments, what hangs on it, the own points, and what the council agreed on.
struct DisputePage {
    private let round: Round
    private let dispute: ListDisputes.Line
    private let context: Context
    private let words: Words
    private let leaf: LeafWords
    private var line: LeafLine { dispute.line }

    init(_ round: Round, _ dispute: ListDisputes.Line, _ framework: Framework, _ context: Context) {
        self.round = round
        self.dispute = dispute
        self.context = context
        words = context.words
        leaf = LeafWords(words, framework)
    }

    private var address: Link { RoundLink.dispute(round, unit: line.unit, criterion: line.leaf.code) }

    /// The form of what was agreed on.
    func conclusion(_ form: Form? = nil) -> JudgementForm {
        JudgementForm(line, leaf.framework, words, present: line.entries[.council], form)
    }

    /// One of the two forms was refused.
    func page(vote: Form? = nil, conclusion typed: Form? = nil, refused error: (any DomainError)? = nil) -> Page {
        let form = conclusion(typed)
        let concluding = typed == nil ? form.fields : form.fields.telling(error.map(form.placed), words)
        let voting = typed == nil ? voteFields(vote).telling(error.map(Self.placed), words) : voteFields(nil)
        let paper = EvidencePanel(line, context)
        var page = Page(
            "\(line.leaf.code). \(words(line.criterion.title))", kicker: words(line.unit.name), lead: Effect(words).text(dispute),
            crumbs: RoundLink.crumbs(words, round) + [Crumb(words("assessments.council.title"), RoundLink.council(round))],
            room: "assessments", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(done)\(.errorSummary(voting + concluding, words))
                <div class="split work"><div>\(.section(words("assessments.council.arguments"), LeafStory(line, leaf).claim))\
                \(own(voting))\(others)\(agreement(form, concluding))</div><div>\(paper.html)</div></div>
                \(.section(words("assessments.appraisal.rule"), LeafStory(line, leaf).rule))
                """)
        page.framesFiles = paper.hasFrame
        return page
    }

    /// Faults of points stand at the points.
    private static func placed(_ error: any DomainError) -> any DomainError {
        guard let faults = error as? Faults else { return error }
        return Faults(
            faults.faults.map { fault in
                var fault = fault
                fault.place.field = "vote_points"
                return fault
            })
    }

    private var done: HTML {
        guard let done = context.query["done"], ["voted", "closed", "concluded"].contains(done) else { return HTML() }
        return .notice(.success, words("assessments.council.done.\(done)"))
    }

    // MARK: the own points

    private var vote: Vote? { dispute.voting.votes.first { $0.by.person == context.actor.person } }

    private func voteFields(_ form: Form?) -> [Field] {
        [
            Field(
                "vote_points", words("assessments.council.points"),
                .text(form?["vote_points"] ?? vote.map { leaf.typed("\($0.points)") } ?? ""),
                hint: words("assessments.appraisal.points.hint", ["maximum": words.exact(line.criterion.maximum)]), isRequired: true),
            Field("vote_reasons", words("assessments.council.reasons"), .area(form?["vote_reasons"] ?? vote?.comment ?? "", rows: 3)),
        ]
    }

    private func own(_ fields: [Field]) -> HTML {
        guard context.actor.has(.councilMember) else { return HTML() }
        let title = words("assessments.council.own")
        if let refusal = line.refusals[.vote] {
            return .section(title, .notice(.information, words(refusal.code, refusal.details)))
        }
        if dispute.voting.isClosed {
            return .section(title, .notice(.information, words("assessments.voting_closed", ["criterion": line.leaf.code])))
        }
        let action: Link = "/assessments/rounds/\(round.code)/council/\(line.unit.code)/\(line.leaf.code)/vote"
        return .section(
            title,
            """
            <p>\(words("assessments.council.own.text"))</p>
            \(.form(.post, to: action, fields, submit: words(vote == nil ? "assessments.council.vote" : "assessments.council.vote.again"), by: context.actor))
            """)
    }

    private var others: HTML {
        let count = words(
            dispute.voting.members.isEmpty ? "assessments.council.voted" : "assessments.council.voted_of",
            ["count": words.numbers.count(dispute.voting.votes.count), "members": words.numbers.count(dispute.voting.members.count)])
        let isOpen = dispute.voting.isClosed || line.entries[.council] != nil
        return .section(
            words("assessments.council.votes"),
            """
            <p>\(count)\(if: !isOpen, " \(words("assessments.council.hidden"))")</p>
            \(if: isOpen, VoteTable(words).table(dispute.votes, id: "votes"))
            """)
    }

    // MARK: what was agreed on

    private func agreement(_ form: JudgementForm, _ told: [Field]) -> HTML {
        guard context.actor.has(.councilSecretary) else { return HTML() }
        let title = words("assessments.council.conclusion")
        if let refusal = line.refusals[.conclude] {
            return .section(title, .notice(.information, words(refusal.code, refusal.details)))
        }
        let base: Link = "/assessments/rounds/\(round.code)/council/\(line.unit.code)/\(line.leaf.code)/conclusion"
        let close: Link = "/assessments/rounds/\(round.code)/council/\(line.unit.code)/\(line.leaf.code)/close"
        return .section(
            title,
            """
            \(if: !dispute.voting.isClosed && line.entries[.council] == nil, """
                <p>\(words("assessments.council.close.text"))</p>
                \(.form(.post, to: close, [], submit: words("assessments.council.close"), by: context.actor))
                """)
            \(form.html(
                to: base, told: told, version: line.entries[.council]?.version ?? 0, submit: words("assessments.council.conclude"),
                previews: false, by: context.actor))
            """)
    }
}

/// The points of the members, as a table.
struct VoteTable {
    private let words: Words

    init(_ words: Words) { self.words = words }

    func table(_ votes: [Vote], id: String) -> HTML {
        .table(
            id: id, caption: words("assessments.council.votes"), isCaptionHidden: true,
            columns: [
                Column(words("assessments.council.member"), .head) { "\($0.by.name)" },
                Column(words("assessments.council.points"), .number) { "\(words.exact($0.points))" },
                Column(words("assessments.council.reasons")) { "\($0.comment)" },
            ] as [Column<Vote>], rows: votes, empty: words("assessments.council.no_votes"))
    }
}
