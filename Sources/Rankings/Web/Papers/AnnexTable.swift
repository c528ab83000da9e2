import Kernel
import Office
import Platform
import Scoring
import Units

/// The annex of a decision for one block: rank, unit, points of both parts, total, percent, class (PI-82); the same lines on
/// paper and in a workbook.
struct AnnexTable {
    let block: ScoredBlock
    let words: Words
    private let figures: FigureWords

    init(_ block: ScoredBlock, _ words: Words) {
        self.block = block
        self.words = words
        figures = FigureWords(words, block.framework)
    }

    /// One column: its heading, how it is set, and its cell for paper and for a workbook.
    private struct AnnexColumn {
        let title: String
        var isNumber = true
        var width = 12
        let text: (Int) -> String
        let cell: (Int) -> OutputCell
    }

    private var columns: [AnnexColumn] {
        let (scores, entries) = (block.scores, block.standings.entries)
        let digits = block.framework.settings.display.digits
        func points(_ key: String, _ value: @escaping (UnitTotal) -> Points) -> AnnexColumn {
            AnnexColumn(
                title: words("rankings.column.\(key)"), text: { figures.points(value(scores.totals[$0])) },
                cell: { .number(value(scores.totals[$0]).number, decimals: digits) })
        }
        var columns = [
            AnnexColumn(
                title: words("rankings.column.rank"), width: 8, text: { figures.rank(entries[$0].rank) },
                cell: { .places(entries[$0].rank?.halves) }),
            AnnexColumn(
                title: words("rankings.column.unit"), isNumber: false, width: 44, text: { block.units[$0].name },
                cell: { .text(block.units[$0].name) }),
        ]
        let hasSurvey = scores.totals.contains { $0.surveyMaximum > .zero }
        if hasSurvey { columns += [points("direct", \.direct), points("survey", \.survey)] }
        if !block.framework.bonus.criteria.isEmpty { columns.append(points("bonus", \.bonus)) }
        if !block.framework.penalty.criteria.isEmpty { columns.append(points("penalty", \.penalty)) }
        columns.append(points("total", \.total))
        columns.append(points("maximum", \.maximum))
        columns.append(
            AnnexColumn(
                title: words("rankings.column.percent"), text: { figures.percent(scores.totals[$0].percent?.ratio) },
                cell: { .percent(scores.totals[$0].percent?.ratio) }))
        if !block.framework.classes.isEmpty {
            columns.append(
                AnnexColumn(
                    title: words("rankings.column.band"), isNumber: false, width: 20, text: { figures.band(entries[$0].band) },
                    cell: { .text(figures.band(entries[$0].band)) }))
        }
        return columns
    }

    var html: HTML {
        let columns = columns
        return """
            <table class="data"><thead><tr>\(each: columns, { "<th scope=\"col\">\($0.title)</th>" })</tr></thead>
            <tbody>\(each: block.standings.order, { unit in
                """
                <tr>\(each: columns, { column in
                    """
                    <td\(attribute: "class", column.isNumber ? "num" : nil)>\(column.text(unit))</td>
                    """
                })</tr>

                """
            })</tbody></table>
            """
    }

    /// The sheet of the block in the form of a state paper.
    func add(to writer: inout XLSXWriter, name: String, above: [XLSXWriter.Heading]) throws {
        let columns = columns
        try writer.addSheet(name, columns.map { XLSXWriter.Column($0.title, width: $0.width) }, above: above)
        for unit in block.standings.order { try writer.add(columns.map { $0.cell(unit) }) }
    }
}
