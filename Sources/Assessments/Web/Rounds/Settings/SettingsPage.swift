import Criteria
import Kernel
import Platform
import Scoring

/// A round for whoever runs it: what keeps it from opening, and the ways to change it.
struct SettingsPage {
    private let screen: ShowRound.Screen
    private let context: Context
    private let words: Words
    private let faults: [Fault]
    private var round: Round { screen.round }

    /// `faults` are those by which an opening was refused just now.
    init(_ screen: ShowRound.Screen, _ context: Context, refused faults: [Fault] = []) {
        self.screen = screen
        self.context = context
        words = context.words
        self.faults = faults
    }

    var page: Page {
        Page(
            words("assessments.round.settings"), kicker: words(round.title), lead: lead, crumbs: RoundLink.crumbs(words, round),
            room: "assessments", status: faults.isEmpty ? 200 : 422, isIndexed: false,
            content: """
                \(.done(context))\
                \(if: round.status == .preparing, opening)
                \(.ways(words("assessments.round.change"), ways))
                \(.section(words("assessments.round.deadlines"), deadlines))
                \(.section(words("assessments.round.blocks"), blocks))
                \(if: !screen.reopenings.isEmpty, .section(words("assessments.round.reopenings"), ReopeningTable(round, words).table(screen.reopenings)))
                \(if: round.decision != nil, .section(words("assessments.round.decision"), decision))
                """)
    }

    private var lead: String {
        words(
            "assessments.round.settings.lead",
            [
                "kind": words("assessments.round.kind.\(round.kind.rawValue)"), "period": words.numbers.period(round.period),
                "stage": words.stage(screen.stage, until: round.deadlines.end(of: screen.stage)?.lastDay),
            ])
    }

    private var ways: [Crumb] {
        let parts: [SettingsPart] =
            switch round.status {
            case .preparing: [.deadlines, .appraisers, .copy]
            case .open: [.deadlines, .appraisers, .reopen, .survey, .copy]
            case .decided: [.copy]
            }
        let ways = parts.map { Crumb(words("assessments.round.\($0.rawValue).title"), RoundLink.settings(round, $0)) }
        guard screen.mayDecide, round.status == .open else { return ways }
        return ways + [Crumb(words("assessments.round.decision.make"), RoundLink.settings(round, .decision))]
    }

    /// The check before opening (PI-14): everything at once, each with the way to mend it.
    private var opening: HTML {
        let open = screen.openingFaults
        let title = words("assessments.round.opening")
        guard open.isEmpty else {
            return .notice(
                .warning, words("assessments.round.opening.faults", ["count": words.numbers.count(open.count)]),
                "<ul>\(each: open.prefix(FaultLog.limit), fault)</ul>")
        }
        return .section(
            title,
            """
            <p>\(words("assessments.round.opening.ready"))</p>
            \(.form(.post, to: "/assessments/rounds/\(round.code)/settings/open", [], submit: title, by: context.actor))
            """)
    }

    private func fault(_ fault: Fault) -> HTML {
        let part: SettingsPart? =
            switch fault.code {
            case "assessments.opening.deadline_passed": .deadlines
            case "assessments.opening.no_appraiser", "assessments.opening.only_own_appraiser": .appraisers
            default: nil
            }
        let way = part.map { part -> HTML in
            " <a href=\"\(RoundLink.settings(round, part))\">\(words("assessments.round.\(part.rawValue).title"))</a>"
        }
        return "<li>\(words.message(named(fault)))\(way)</li>"
    }

    /// A fault with the titles of block and field in the place of their codes.
    private func named(_ fault: Fault) -> Fault {
        guard let block = screen.blocks.first(where: { $0.block.code == fault.details["block"] }) else { return fault }
        var named = fault
        named.details["block"] = words(block.sheet.framework.block.title)
        if let field = fault.details["field"] {
            named.details["field"] = words.field(field, block.sheet.framework.fields.first { $0.code == field }?.title)
        }
        return named
    }

    private var deadlines: HTML {
        .definitions(
            zip(Deadlines.names, round.deadlines.days).map { name, day in
                (words("assessments.round.deadline.\(name)"), "\(day.map { words.numbers.date($0) } ?? "–")")
            })
    }

    private var blocks: HTML {
        .table(
            id: "blocks", caption: words("assessments.round.blocks"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("assessments.progress.block"), .head) { "\(words($0.sheet.framework.block.title))" },
                Column(words("assessments.round.frameworks")) { block in
                    "<a href=\"\(block.sheet.framework.link)\">\(words(block.sheet.framework.title))</a> <span class=\"why\">\(block.block.framework)</span>"
                },
                Column(words("assessments.round.units"), .number) { "\(words.numbers.count(members($0).count))" },
                Column(words("assessments.round.ranked"), .number) { "\(words.numbers.count(members($0).count(where: \.isRanked)))" },
            ] as [Column<ShowRound.Block>], rows: screen.blocks)
    }

    private func members(_ block: ShowRound.Block) -> [RoundUnit] { screen.units.filter { $0.block == block.block.code } }

    private var decision: HTML {
        guard let decision = round.decision else { return HTML() }
        let entries: [(term: String, text: HTML)] = [
            (words("assessments.round.decision.number"), "\(decision.number)"),
            (words("assessments.round.decision.date"), "\(words.numbers.date(decision.date))"),
            (words("assessments.round.decision.signer"), "\(decision.signer)"),
            (words("assessments.round.decision.digest"), "<code>\(decision.digest)</code>"),
        ]
        return .definitions(entries)
    }
}

/// The exceptions that were granted in a round, for everybody to see (PI-78).
struct ReopeningTable {
    private let round: Round
    private let words: Words

    init(_ round: Round, _ words: Words) {
        self.round = round
        self.words = words
    }

    func table(_ reopenings: [(unit: RoundUnit, reopening: Reopening)]) -> HTML {
        .table(
            id: "reopenings", caption: words("assessments.round.reopenings"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("assessments.progress.unit"), .head) {
                    "<a href=\"\(UnitAddress(round, $0.unit).page)\">\(words($0.unit.name))</a>"
                },
                Column(words("assessments.round.reopen.criterion")) {
                    "\($0.reopening.criterion ?? words("assessments.round.reopen.whole"))"
                },
                Column(words("assessments.round.stage")) { "\(words($0.reopening.stage.text))" },
                Column(words("assessments.round.reopen.until")) { "\($0.reopening.until.lastDay.map { words.numbers.date($0) })" },
                Column(words("assessments.round.reason")) { entry in
                    """
                    \(entry.reopening.reason)<span class="why">\(entry.reopening.by.name), \(words.numbers.moment(entry.reopening.granted))</span>
                    """
                },
            ] as [Column<(unit: RoundUnit, reopening: Reopening)>], rows: reopenings)
    }
}
