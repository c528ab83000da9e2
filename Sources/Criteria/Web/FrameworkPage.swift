import Kernel
import Platform
import Scoring

/// One framework as the bill it is: where it comes from, how totals are made, and the familiar table of a decision.
///
/// It is also the method page of every ranking made under it. Each criterion has an anchor, `#c-1.2.3`.
struct FrameworkPage {
    private let sheet: ScoreSheet
    private let words: Words
    private let wording: Wording
    private var framework: Framework { sheet.framework }

    init(_ sheet: ScoreSheet, _ words: Words) {
        self.sheet = sheet
        self.words = words
        wording = Wording(words, sheet.framework)
    }

    var page: Page {
        let issue = [framework.issued.number, framework.issued.date.map { words.numbers.date($0) }, framework.issued.body].compactMap { $0 }
        return Page(
            words(framework.title), kicker: issue.isEmpty ? nil : issue.joined(separator: " · "), lead: lead,
            crumbs: [Crumb(words("criteria.navigation"), "/criteria")], room: "criteria",
            content: """
                <p>\(.status(framework, words))</p>
                \(warnings)
                \(.figures(figures))
                \(.downloads([Download(words("criteria.download.text"), "/criteria/\(framework.identity)/text")], words))
                \(.section(words("criteria.section.fields"), id: "fields", fields))
                \(framework.note.map { .notice(.information, words("criteria.page.note"), "<p>\(words($0))</p>") })
                \(.section(words("criteria.section.origin"), id: "origin", .definitions(SettingsText(framework, words).origin)))
                \(.section(words("criteria.section.settings"), id: "settings", .definitions(SettingsText(framework, words).rules)))
                \(if: !framework.bands.isEmpty, .section(words("criteria.section.bands"), id: "bands", bands))
                \(.section(words("criteria.section.criteria"), id: "criteria", criteria))
                \(extras("bonus", table: "bonus-table", framework.bonus.criteria, cap: framework.bonus.cap))
                \(extras("penalty", table: "penalty-table", framework.penalty.criteria, cap: framework.penalty.cap.map { -$0 }))
                \(if: !framework.laws.isEmpty, .section(words("criteria.section.laws"), id: "laws", laws))
                \(if: !framework.reasons.isEmpty, .section(words("criteria.section.reasons"), id: "reasons", reasons))
                \(if: !framework.examples.isEmpty, .section(words("criteria.section.examples"), id: "examples", examples))
                """)
    }

    private var lead: String {
        let survey = framework.maximum(of: .survey)
        return words(
            survey == .zero ? "criteria.page.lead" : "criteria.page.parts",
            [
                "block": words(framework.block.title), "fields": words.numbers.count(framework.fields.count),
                "leaves": words.numbers.count(framework.leaves.count), "total": words.points(framework.total),
                "direct": words.points(framework.maximum(of: .direct)), "survey": words.points(survey),
            ])
    }

    private var warnings: HTML {
        """
        \(if: framework.status == .sample, .notice(.warning, words("criteria.page.sample"), "<p>\(words("criteria.page.sample.text"))</p>"))\
        \(if: framework.isPartial, .notice(.warning, words("criteria.page.partial"), "<p>\(words("criteria.page.partial.text"))</p>"))
        """
    }

    private var figures: [Figure] {
        let examples = framework.criteria.reduce(framework.examples.count) { $0 + $1.examples.count }
        return [
            Figure(words("criteria.figure.total"), "\(words.points(framework.total))"),
            Figure(words("criteria.figure.fields"), "\(words.numbers.count(framework.fields.count))"),
            Figure(words("criteria.figure.leaves"), "\(words.numbers.count(framework.leaves.count))"),
            Figure(words("criteria.figure.examples"), "\(words.numbers.count(examples))", note: words("criteria.figure.examples.note")),
        ]
    }

    private var fields: HTML {
        .table(
            id: "fields-table", caption: words("criteria.section.fields.caption"), isCaptionHidden: true,
            columns: [
                Column(words("criteria.column.code"), .code) { "\($0.code)" },
                Column(words("criteria.column.field"), .head) { "<a href=\"\(CriteriaTable.anchor($0.code))\">\(words($0.title))</a>" },
                Column(words("criteria.column.maximum"), .number) { "\(words.points($0.maximum))" },
                Column(words("criteria.column.share"), .number) { "\(wording.percent(share($0)))" },
                Column(words("criteria.column.leaves"), .number) { "\(words.numbers.count($0.leaves.count))" },
                Column(words("criteria.column.weight"), .aside) {
                    .meter(share($0), label: "\(words($0.title)): \(wording.percent(share($0)))", isLoss: false)
                },
            ],
            rows: framework.fields)
    }

    private func share(_ field: Criterion) -> Ratio { Ratio(field.maximum.micro, framework.total.micro) }

    private var criteria: HTML {
        let total: HTML = """
            <tr><th scope="row" colspan="2">\(words("criteria.total"))</th><td class="num">\(words.points(framework.total))</td></tr>
            """
        return CriteriaTable(sheet, words).table(
            id: "criteria-table", caption: words("criteria.section.criteria.caption", ["title": words(framework.title)]), framework.fields,
            foot: total)
    }

    /// `cap` is told without its sign.
    private func extras(_ id: StaticString, table: StaticString, _ criteria: [Criterion], cap: Points?) -> HTML? {
        guard !criteria.isEmpty else { return nil }
        let key = "criteria.section.\(id)"
        return .section(
            words(key), id: id,
            """
            \(cap.map { "<p>\(words("\(key).cap", ["cap": words.points($0)]))</p>" as HTML })
            \(CriteriaTable(sheet, words).table(id: table, caption: words("\(key).caption"), criteria))
            """)
    }

    private var bands: HTML {
        let bounds = framework.bands.map(\.bound)
        return .table(
            id: "bands-table", caption: words("criteria.section.bands.caption.\(framework.settings.bandsOn.rawValue)"),
            columns: [
                Column(words("criteria.bands.name"), .head) { (index: Int) in "\(words(framework.bands[index].title))" },
                Column(words("criteria.bands.range")) { index in
                    "\(range(from: bounds[index], below: index == 0 ? nil : bounds[index - 1]))"
                },
            ],
            rows: framework.bands.indices)
    }

    /// The values between a lower bound and the one above it.
    private func range(from lower: LowerBound?, below upper: LowerBound?) -> String {
        var details: [String: String] = [:]
        details["low"] = lower.map(bound)
        details["high"] = upper.map(bound)
        let end = upper.map { $0.inclusive ? "below" : "to" }
        let start = lower.map { $0.inclusive ? "from" : "above" }
        let parts = [start, end].compactMap { $0 }
        return words("criteria.range.\(parts.isEmpty ? "all" : parts.joined(separator: "_"))", details)
    }

    private func bound(_ bound: LowerBound) -> String {
        switch framework.settings.bandsOn {
        case .percent: wording.percent(bound.value)
        case .points: bound.value.exactNumber.map { words.numbers.plain($0) } ?? "\(bound.value)"
        }
    }

    private var laws: HTML {
        .table(
            id: "laws-table", caption: words("criteria.section.laws.caption"), isCaptionHidden: true,
            columns: [
                Column(words("criteria.laws.title"), .head) { "<span id=\"law-\($0.key)\">\(words($0.title))</span>" },
                Column(words("criteria.laws.valid")) { "\(words.validity($0.valid))" },
                Column(words("criteria.laws.source")) { "\($0.source ?? "–")" },
            ],
            rows: framework.laws)
    }

    private var reasons: HTML {
        .definitions(framework.reasons.map { (term: $0.code, text: "\(wording.reason($0.code))") })
    }

    private var examples: HTML {
        .table(
            id: "examples-table", caption: words("criteria.section.examples.caption"), isCaptionHidden: true,
            columns: [
                Column(words("criteria.examples.note"), .head) { "<span lang=\"vi\">\($0.note ?? "–")</span>" },
                Column(words("criteria.examples.points"), .number) { "\($0.points.map { words.points($0) } ?? "–")" },
                Column(words("criteria.examples.maximum"), .number) { "\($0.maximum.map { words.points($0) } ?? "–")" },
                Column(words("criteria.examples.percent"), .number) { "\($0.percent.map { wording.percent($0) } ?? "–")" },
                Column(words("criteria.examples.band")) { "\(band($0.band))" },
            ],
            rows: framework.examples)
    }

    private func band(_ code: String?) -> String { framework.bands.first { $0.code == code }.map { words($0.title) } ?? "–" }
}
