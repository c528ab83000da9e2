import Kernel
import Platform
import Scoring

/// One field of one unit: every leaf with its rule, its evidence and its answer (US-2).
struct FieldPage {
    let screen: ShowField.Screen
    let context: Context
    /// The leaf whose form was sent back.
    var refused: (leaf: String, LeafCard.Refused)?
    var computed: PreviewPoints.Preview?

    private var words: Words { context.words }
    private var leafWords: LeafWords { LeafWords(words, screen.framework) }
    private var address: UnitAddress { UnitAddress(screen.round, screen.unit) }
    private var claimable: [LeafLine] { screen.lines.filter { $0.leaf.channel == .claimed } }
    private var mayClaim: Bool { screen.lines.contains { $0.may(.claim) } }

    func page() -> Page {
        let cards = screen.lines.map(card)
        let error = refused?.1.error
        var page = Page(
            leafWords.field(screen.field, screen.title), kicker: "\(words(screen.unit.name)) · \(words(screen.round.title))", lead: lead,
            crumbs: .unit(screen.round, screen.unit, words), room: "assessments", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(cards.flatMap(\.wrong), words))\
                \(context.told)\
                \(fields)
                \(proposals)
                <div class="leaves" data-texts="\(texts)" data-language="\(words.language.rawValue)">
                \(each: cards, \.card)</div>
                \(going)
                """)
        if mayClaim { page.scripts = [.claims] }
        return page
    }

    private func card(_ line: LeafLine) -> LeafCard {
        let isRefused = refused?.leaf == line.leaf.code
        return LeafCard(
            line: line, address: address, leafWords: leafWords, actor: context.actor, refused: isRefused ? refused?.1 : nil,
            computed: isRefused ? computed : nil)
    }

    private var lead: String {
        let done = claimable.count { $0.entries.claim != nil }
        let points = claimable.compactMap { $0.entries.claim?.points }.reduce(Points.zero) { $0 + $1 }
        return words(
            "assessments.field.lead",
            ["done": "\(done)", "all": "\(claimable.count)", "points": leafWords.points(points)])
            + " " + StageText.sentence(screen.stage, screen.lastDay, words)
    }

    /// The other fields, for going on.
    private var fields: HTML {
        """
        <nav aria-label="\(words("assessments.fields"))"><details><summary>\(words("assessments.fields"))</summary>
        <ul>\(each: screen.fields, { field in
            """
            <li><a href="\(address.field(field.code))"\(attribute: "aria-current", field.code == screen.field ? "page" : nil)>\
            \(leafWords.field(field.code, field.title))</a></li>
            """
        })</ul></details></nav>
        """
    }

    private var proposals: HTML {
        guard screen.lines.contains(where: { $0.proposal != nil && $0.entries.claim == nil && $0.may(.claim) }) else { return HTML() }
        return """
            <form method="post" action="\(address.proposals)">\(.token(context.actor))
            <input type="hidden" name="field" value="\(screen.field)">
            <p>\(words("assessments.claim.fill_text"))</p>
            <div class="actions"><button>\(words("assessments.claim.fill"))</button></div></form>
            """
    }

    private var going: HTML {
        let codes = screen.fields.map(\.code)
        let next = codes.firstIndex(of: screen.field).flatMap { codes.indices.contains($0 + 1) ? screen.fields[$0 + 1] : nil }
        return """
            <p>\(next.map { next in
                """
                <a class="button" href="\(address.field(next.code))">\(words("assessments.field.next", [
                    "field": leafWords.field(next.code, next.title),
                ]))</a>
                """ as HTML
            })</p>
            <p><a href="\(address.page)">\(words("assessments.field.sheet"))</a></p>
            """
    }

    /// What the script says, for it holds no words of its own.
    private var texts: String {
        let keys = [
            "computing": "assessments.script.computing", "incomplete": "assessments.script.incomplete", "lost": "assessments.script.lost",
            "mine": "assessments.script.mine", "points": "assessments.script.points", "saved": "assessments.script.saved",
            "saving": "assessments.script.saving", "signedOut": "assessments.script.signed_out", "theirs": "assessments.script.theirs",
            "unsaved": "assessments.script.unsaved", "notApplicable": "assessments.absence.not_applicable",
        ]
        return AuditValue.map(keys.mapValues { .text(words($0, ["points": "{points}", "time": "{time}"])) }).description
    }
}

/// Where a round stands, and until when.
enum StageText {
    static func sentence(_ stage: Stage, _ lastDay: CalendarDate?, _ words: Words) -> String {
        guard let lastDay else { return words("assessments.stage_is", ["stage": words(stage.text)]) }
        return words("assessments.stage_until", ["stage": words(stage.text), "date": words.numbers.date(lastDay)])
    }

    /// How many days are left, in words; nil where no deadline is near or passed.
    static func left(_ lastDay: CalendarDate, at now: Timestamp, _ words: Words) -> String {
        let days = DaysLeft(until: lastDay, at: now).days
        switch days {
        case ..<0: return words("assessments.days.late", ["days": "\(-days)"])
        case 0: return words("assessments.days.today")
        default: return words("assessments.days.left", ["days": "\(days)"])
        }
    }
}
