import Assessments
import Kernel
import Platform
import Scoring
import Units

/// The protocol of a correction: each leaf with both values, each unit whose result changed with both ranks (PI-81).
struct CorrectionTables {
    private let reading: FindPublications.Reading
    private let words: Words

    init(_ reading: FindPublications.Reading, _ words: Words) {
        self.reading = reading
        self.words = words
    }

    /// For a page.
    var page: HTML {
        """
        \(.table(
            id: "corrections", caption: words("rankings.protocol.leaves"), isStacked: true, columns: leafColumns, rows: reading.corrections))
        \(.table(
            id: "moved", caption: words("rankings.protocol.moved"), isStacked: true, columns: movedColumns, rows: reading.moved,
            empty: words("rankings.protocol.none_moved")))
        """
    }

    /// For paper, in the tables of the annex.
    var paper: HTML {
        """
        <p>\(words("rankings.protocol.reason", ["reason": reading.publication.correction?.reason ?? ""]))</p>
        \(plain(words("rankings.protocol.leaves"), leafColumns, reading.corrections))
        \(plain(words("rankings.protocol.moved"), movedColumns, reading.moved))
        """
    }

    private var leafColumns: [Column<LeafCorrection>] {
        [
            Column(words("rankings.column.unit"), .head) { "\(name($0))" },
            Column(words("rankings.column.criterion")) { "\($0.criterion) \(leaf($0).map { words($0.row.criterion.title) })" },
            Column(words("rankings.protocol.before")) { "\(values($0.before, $0))" },
            Column(words("rankings.protocol.after")) { "\(values($0.after, $0))" },
            Column(words("rankings.protocol.points_before"), .number) { "\(words.numbers.exact($0.pointsBefore))" },
            Column(words("rankings.protocol.points_after"), .number) { "\(words.numbers.exact($0.pointsAfter))" },
            Column(words("rankings.protocol.because")) { "\($0.reason)" },
        ]
    }

    private var movedColumns: [Column<FindPublications.Reading.Moved>] {
        [
            Column(words("rankings.column.unit"), .head) { "\($0.name)" },
            Column(words("rankings.protocol.total_before"), .number) { "\(figures($0).points($0.before.total))" },
            Column(words("rankings.protocol.total_after"), .number) { "\(figures($0).points($0.after.total))" },
            Column(words("rankings.protocol.rank_before"), .number) { "\(figures($0).rank($0.before.rank))" },
            Column(words("rankings.protocol.rank_after"), .number) { "\(figures($0).rank($0.after.rank))" },
            Column(words("rankings.column.band")) { "\(figures($0).band($0.after.band))" },
        ]
    }

    private func figures(_ moved: FindPublications.Reading.Moved) -> FigureWords { FigureWords(words, moved.block.framework) }

    private func name(_ correction: LeafCorrection) -> String {
        guard let block = reading.bundle.block(correction.block), let unit = block.index(of: correction.unit) else {
            return correction.unit
        }
        return block.units[unit].name
    }

    private func leaf(_ correction: LeafCorrection) -> (framework: Framework, row: ScoreSheet.Row)? {
        guard let sheet = reading.bundle.block(correction.block)?.sheet, let row = sheet.row(correction.criterion) else { return nil }
        return (sheet.framework, sheet.rows[row])
    }

    private func values(_ values: [String: String], _ correction: LeafCorrection) -> String {
        guard !values.isEmpty, let leaf = leaf(correction) else { return FigureWords.none }
        return LeafWords(words, leaf.framework).statement(values, leaf.row.criterion, leaf.row.inputs)
    }

    private func plain<Row>(_ caption: String, _ columns: [Column<Row>], _ rows: [Row]) -> HTML {
        """
        <table class="data"><caption>\(caption)</caption><thead><tr>\(each: columns, { "<th scope=\"col\">\($0.title)</th>" })</tr></thead>
        <tbody>\(each: rows, { row in "<tr>\(each: columns, { "<td>\($0.cell(row))</td>" })</tr>" })</tbody></table>
        """
    }
}
