import Kernel
import Platform
import Scoring

/// The sums of a unit's sheet: what it claims, what was judged, and the counts of each field.
struct SheetSummary {
    private let screen: ShowUnitSheet.Screen
    private let words: Words
    private let leafWords: LeafWords

    init(_ screen: ShowUnitSheet.Screen, _ words: Words) {
        self.screen = screen
        self.words = words
        leafWords = LeafWords(words, screen.framework)
    }

    var figures: HTML {
        let claimed = screen.line.cells.map(\.claimed).reduce(0, +)
        let claimable = screen.line.cells.map(\.claimable).reduce(0, +)
        var figures = [
            Figure(
                words("assessments.sheet.claimed"), "\(leafWords.points(screen.claimed.total, of: screen.framework.total))",
                note: words("assessments.sheet.claimed_note")),
            Figure(words("assessments.sheet.done"), "\(claimed) / \(claimable)"),
        ]
        if screen.stage > .appraisal {
            figures.append(
                Figure(words("assessments.sheet.judged"), "\(leafWords.points(screen.judged.total, of: screen.framework.total))"))
        } else {
            figures.append(Figure(words("assessments.sheet.open_count"), "\(screen.openLeaves.count)"))
        }
        return .figures(figures)
    }

    func fields(_ address: UnitAddress) -> HTML {
        let rows = Array(zip(screen.fields, screen.line.cells))
        return .table(
            id: "fields", caption: words("assessments.fields"),
            columns: [
                Column(words("assessments.column.field"), .head) { row in
                    "<a href=\"\(address.field(row.0.code))\">\(leafWords.field(row.0.code, row.0.title))</a>"
                },
                Column(words("assessments.column.points"), .number) { row in
                    "\(leafWords.points(screen.points[row.0.code]?.claimed, of: screen.points[row.0.code]?.maximum ?? .zero))"
                },
                Column(words("assessments.column.claimed"), .number) { "\($0.1.claimed) / \($0.1.claimable)" },
                Column(words("assessments.column.judged"), .number) { "\($0.1.judged) / \($0.1.judgeable)" },
                Column(words("assessments.column.explained"), .number) { "\($0.1.explained)" },
            ], rows: rows)
    }
}
