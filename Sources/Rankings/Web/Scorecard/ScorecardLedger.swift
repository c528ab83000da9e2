import Criteria
import Kernel
import Platform
import Scoring

/// Every point that was lost, the greatest loss first, with why, by which law, and what would win it back (PE-N4).
struct ScorecardLedger {
    private let card: Scorecard
    private let words: Words
    private let isPaper: Bool
    private let figures: FigureWords
    private let wording: Wording
    private let references: CriterionReferences

    init(_ card: Scorecard, _ words: Words, isPaper: Bool) {
        self.card = card
        self.words = words
        self.isPaper = isPaper
        figures = FigureWords(words, card.table.framework)
        wording = Wording(words, card.table.framework)
        references = CriterionReferences(card.table.framework, words)
    }

    var html: HTML {
        let lines =
            card.ledger.losses.filter { $0.row != nil && !$0.isExtra } + card.ledger.lines.filter { $0.isExtra && $0.amount != .zero }
        guard !lines.isEmpty else { return "<p>\(words("rankings.ledger.nothing"))</p>" }
        let sum = card.ledger.total.maximum - card.ledger.total.total
        return """
            <p>\(words("rankings.ledger.text", ["maximum": figures.maximum(card.ledger.total.maximum), "total": figures.points(card.ledger.total.total), "sum": figures.points(sum)]))</p>
            \(.table(
                id: "ledger-table", caption: words("rankings.ledger.caption"), isCaptionHidden: true,
                columns: [
                    Column(words("rankings.column.lost"), .number) { amount($0) },
                    Column(words("rankings.ledger.why"), .head) { why($0) },
                ],
                rows: lines, foot: foot(sum)))
            \(if: isRounded(lines), "<p class=\"hint\">\(words("rankings.ledger.rounded"))</p>")
            """
    }

    private func foot(_ sum: Points) -> HTML {
        """
        <tr><td class="num">\(figures.signed(-sum))</td><th scope="row">\(words("rankings.ledger.sum"))</th></tr>
        """
    }

    /// Whether a printed line is not the exact one, so that the printed lines may not add up (PI-60).
    private func isRounded(_ lines: [Ledger.Line]) -> Bool {
        lines.contains { $0.amount.number.scale > card.table.framework.settings.display.digits }
    }

    private func amount(_ line: Ledger.Line) -> HTML {
        line.amount > .zero
            ? "<span class=\"lost\">\(figures.signed(-line.amount))</span>" : "<span class=\"up\">\(figures.signed(-line.amount))</span>"
    }

    private func why(_ line: Ledger.Line) -> HTML {
        let recovery = wording.recovery(line.because)
        return """
            \(title(line)) <span class="small">\(place(line))</span><span class="why">\(wording.because(line.because))</span>\
            \(if: recovery != nil && line.amount > .zero, "<span class=\"why\"><strong>\(words("rankings.recover"))</strong> \(recovery)</span>")\
            \(if: line.row != nil && !line.isExtra, basis(line))
            """
    }

    /// Where the line stands and what it got: `CKMB.1 · 0,00 / 6`.
    private func place(_ line: Ledger.Line) -> String {
        guard let row = line.row else { return "" }
        let code = card.sheet.rows[row].code
        return line.isExtra ? code : "\(code) · \(figures.points(card.rows[row].points, of: card.rows[row].maximum))"
    }

    private func title(_ line: Ledger.Line) -> String {
        switch line.item {
        case .criterion(let row), .bonus(let row), .penalty(let row): words(card.sheet.rows[row].criterion.title)
        case .conversion: words("rankings.ledger.conversion")
        case .bonusCap: words("rankings.ledger.bonus_cap")
        case .penaltyCap: words("rankings.ledger.penalty_cap")
        }
    }

    /// Law, evidence, indicator and appraiser of a criterion, folded on a screen.
    private func basis(_ line: Ledger.Line) -> HTML {
        guard let row = line.row else { return HTML() }
        let entries = references.entries(card.sheet.rows[row].criterion)
        guard !entries.isEmpty else { return HTML() }
        return """
            <details class="small"\(flag: "open", isPaper)><summary>\(words("rankings.ledger.basis"))</summary>\(.definitions(entries))</details>
            """
    }
}

extension Ledger.Line {
    /// The sheet's row that the line is about, if it is about one.
    var row: Int? {
        switch item {
        case .criterion(let row), .bonus(let row), .penalty(let row): row
        case .conversion, .bonusCap, .penaltyCap: nil
        }
    }

    /// Not of a criterion of the tree: conversion, bonus, penalty.
    var isExtra: Bool { if case .criterion = item { false } else { true } }
}

/// What a criterion rests on, as people read it (PI-12).
struct CriterionReferences {
    private let laws: [String: Framework.Law]
    private let words: Words

    init(_ framework: Framework, _ words: Words) {
        laws = Dictionary(framework.laws.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        self.words = words
    }

    func entries(_ criterion: Criterion) -> [(term: String, text: HTML)] {
        var entries: [(term: String, text: HTML)] = []
        if !criterion.law.isEmpty { entries.append((words("rankings.law"), "\(law(criterion))")) }
        if let evidence = criterion.evidence { entries.append((words("rankings.evidence"), "\(words(evidence))")) }
        if let indicator = indicator(criterion) { entries.append((words("rankings.indicator"), "\(indicator)")) }
        if let guide = criterion.guide { entries.append((words("rankings.guide"), "\(words(guide))")) }
        if let appraiser = criterion.appraiser { entries.append((words("rankings.appraiser"), "\(appraiser)")) }
        return entries
    }

    /// The citations in one line, `Nghị định 61/2018/NĐ-CP, Điều 19.4; …`.
    func law(_ criterion: Criterion) -> String {
        criterion.law.map { citation in
            let title = laws[citation.law].map { words($0.title) } ?? citation.law
            return citation.article.map { "\(title), \($0)" } ?? title
        }.joined(separator: "; ")
    }

    func indicator(_ criterion: Criterion) -> String? {
        criterion.indicator.map { name in Indicators.all.first { $0.name == name }.map { words($0.title) } ?? name }
    }
}
