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
        let points = screen.points.values.map(\.claimed).reduce(Points.zero) { $0 + $1 }
        let maximum = screen.points.filter { $0.key != Leaf.bonus && $0.key != Leaf.penalty }.values.map(\.maximum)
        var figures = [
            Figure(
                words("assessments.sheet.claimed"), "\(leafWords.points(points, of: maximum.reduce(Points.zero) { $0 + $1 }))",
                note: words("assessments.sheet.claimed_note")),
            Figure(words("assessments.sheet.done"), "\(claimed) / \(claimable)"),
        ]
        if screen.stage > .appraisal {
            let judged = screen.judged.score + screen.judged.bonus + screen.judged.penalty
            figures.append(Figure(words("assessments.sheet.judged"), "\(leafWords.points(judged))"))
        } else if !screen.openLeaves.isEmpty {
            figures.append(Figure(words("assessments.sheet.open_count"), "\(screen.openLeaves.count)"))
        }
        return .figures(figures)
    }

    func fields(_ address: UnitAddress) -> HTML {
        let rows = Array(zip(screen.fields, screen.line.cells))
        return .table(
            id: "fields", caption: words("assessments.fields"), isStacked: true,
            columns: [
                Column(words("assessments.column.field"), .head) { row in
                    "<a href=\"\(address.field(row.0.code))\">\(leafWords.field(row.0.code, row.0.title))</a>"
                },
                Column(words("assessments.column.points"), .number) { row in
                    "\(screen.points[row.0.code].map { leafWords.points($0.claimed, of: $0.maximum) } ?? "–")"
                },
                Column(words("assessments.column.claimed"), .number) { "\($0.1.claimed) / \($0.1.claimable)" },
                Column(words("assessments.column.judged"), .number) { "\($0.1.judged) / \($0.1.judgeable)" },
                Column(words("assessments.column.explained"), .number) { "\($0.1.explained)" },
            ], rows: rows)
    }
}
