import Kernel
import Platform
import Scoring

/// The results of a unit on its page; those of units before and after it are labelled, for they do not compare (PE-N15).
struct UnitResults {
    private let entries: [ListUnitResults.Entry]
    private let words: Words

    init(_ entries: [ListUnitResults.Entry], _ words: Words) {
        self.entries = entries
        self.words = words
    }

    /// Nothing for a unit that was never scored.
    var section: HTML {
        guard !entries.isEmpty else { return HTML() }
        return .section(
            words("rankings.unit_results"), id: "results",
            """
            \(if: entries.contains(where: \.isOthers), "<p>\(words("rankings.unit_results.others"))</p>")
            \(table)
            """)
    }

    private var table: HTML {
        typealias Cell = Column<ListUnitResults.Entry>
        return .table(
            id: "results-table", caption: words("rankings.unit_results"), isCaptionHidden: true, isStacked: true,
            columns: [
                Cell(words("rankings.column.period"), .head) { entry in
                    "<a href=\"\(entry.result.link(in: entry.ranking))\">\(words.numbers.period(entry.ranking.period))</a>"
                },
                Cell(words("rankings.column.ranking")) { entry in
                    """
                    \(words(entry.ranking.title))\
                    \(if: entry.isOthers, "<span class=\"why\">\(words("rankings.unit_results.of", ["unit": words(entry.result.unitName)]))</span>")
                    """
                },
                Cell(words("rankings.column.total"), .number) { FigureWords(words, $0.framework).points($0.result.total).html },
                Cell(words("rankings.column.percent"), .number) { FigureWords(words, $0.framework).percent($0.result.percent).html },
                Cell(words("rankings.column.rank"), .number) { FigureWords(words, $0.framework).rank($0.result.rank).html },
                Cell(words("rankings.column.band")) { FigureWords(words, $0.framework).band($0.result.band).html },
                Cell(words("rankings.nature")) { $0.ranking.nature.tag(words) },
            ],
            rows: entries)
    }
}

extension String {
    fileprivate var html: HTML { "\(self)" }
}
