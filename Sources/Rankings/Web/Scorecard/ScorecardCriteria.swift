import Criteria
import Kernel
import Platform
import Scoring

/// Every criterion of the set with its points and the reason, a fold for each field.
struct ScorecardCriteria {
    private let card: Scorecard
    private let words: Words
    private let isPaper: Bool
    private let figures: FigureWords
    private let wording: Wording

    init(_ card: Scorecard, _ words: Words, isPaper: Bool) {
        self.card = card
        self.words = words
        self.isPaper = isPaper
        figures = FigureWords(words, card.table.framework)
        wording = Wording(words, card.table.framework)
    }

    var html: HTML {
        let roots = card.sheet.rows.indices.filter { card.sheet.rows[$0].parent == nil }
        let fields = Set(card.sheet.fieldIndexes)
        let extras = roots.filter { !fields.contains($0) && card.rows[$0].points != .zero }
        return """
            <div class="folds">\(each: roots.filter(fields.contains), { fold($0..<card.sheet.rows[$0].end) })</div>
            \(if: !extras.isEmpty, table(words("rankings.criteria.extras"), extras))
            """
    }

    private func fold(_ rows: Range<Int>) -> HTML {
        let field = rows.lowerBound
        let criterion = card.sheet.rows[field].criterion
        let title = "\(criterion.code). \(words(criterion.title))"
        return """
            <details\(flag: "open", isPaper)><summary><span class="num">\(figures.points(card.rows[field].points, of: card.rows[field].maximum))</span>\
            \(title)</summary>
            \(table(title, rows.count == 1 ? Array(rows) : rows.dropFirst().filter(isTold)))
            </details>

            """
    }

    /// Rows below one that was given its points as a whole have nothing to tell.
    private func isTold(_ row: Int) -> Bool {
        if card.rows[row].because != nil { return true }
        var above = card.sheet.rows[row].parent
        while let parent = above {
            if card.rows[parent].because != nil { return false }
            above = card.sheet.rows[parent].parent
        }
        return !card.sheet.rows[row].isLeaf
    }

    private func table(_ title: String, _ rows: [Int]) -> HTML {
        """
        <div class="scroll" role="region" tabindex="0" aria-label="\(title)"><table>
        <caption class="quiet">\(title)</caption>
        <thead><tr><th scope="col" class="num">\(words("rankings.column.points"))</th>\
        <th scope="col">\(words("rankings.criteria.column"))</th></tr></thead>
        <tbody>
        \(each: rows, line)</tbody>
        </table></div>
        """
    }

    private func line(_ row: Int) -> HTML {
        let criterion = card.sheet.rows[row].criterion
        let own = card.rows[row]
        let isSum = own.because == nil
        let points = own.maximum == .zero ? words("rankings.not_applicable") : figures.points(own.points, of: own.maximum)
        return """
            <tr\(if: isSum, " class=\"strong\"")><td class="num">\(points)</td><th scope="row">\(criterion.code). \(words(criterion.title))\
            \(if: criterion.part == .survey && card.sheet.rows[row].isLeaf, " \(.tag(words("rankings.survey.short")))")\
            \(own.because.map { "<span class=\"why\">\(wording.because($0))</span>" as HTML })</th></tr>

            """
    }
}
