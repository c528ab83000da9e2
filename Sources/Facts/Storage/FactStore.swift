import Kernel
import Storage

/// All SQL of `facts_figures` and `facts_statements`.
package enum FactStore {
    /// Puts the tables in the place of what was there.
    static func replace(_ figures: [PublishedFigure], _ statements: [PressStatement], _ db: any Connection) throws {
        try db.run("DELETE FROM facts_statements")
        try db.run("DELETE FROM facts_figures")
        try db.load(
            into: "facts_figures",
            columns: [
                "id", "position", "place", "period", "block", "unit", "metric", "written", "number", "measure", "qualifier", "rank",
                "unit_count",
                "band", "doubt", "source", "rule", "search_text",
            ],
            rows: figures.enumerated().map { position, figure in
                [
                    figure.id.sqlValue, position.sqlValue, figure.place.sqlValue, figure.period.description.sqlValue, figure.block.sqlValue,
                    figure.unit.sqlValue, figure.metric.sqlValue, figure.written.sqlValue, (figure.number?.description).sqlValue,
                    figure.measure.rawValue.sqlValue, figure.qualifier.sqlValue, figure.rank.sqlValue, figure.unitCount.sqlValue,
                    figure.band.sqlValue, figure.doubts.joined(separator: ";").sqlValue, figure.source.sqlValue, figure.rule.sqlValue,
                    SearchText.fold("\(figure.place) \(figure.unit) \(figure.rule) \(figure.source) \(figure.id)").sqlValue,
                ]
            })
        try db.load(
            into: "facts_statements",
            columns: ["id", "position", "rule", "text_vi", "text_en", "formula", "given", "expected", "digits", "holds"],
            rows: statements.enumerated().map { position, statement in
                [
                    statement.id.sqlValue, position.sqlValue, statement.rule.sqlValue, statement.text.vi.sqlValue,
                    statement.text.en.sqlValue,
                    statement.formula.sqlValue, statement.given.map { "\($0.name)=\($0.figure)" }.joined(separator: ";").sqlValue,
                    statement.expected.sqlValue, statement.digits.sqlValue, statement.holds.sqlValue,
                ]
            })
    }

    package static func figureCount(_ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS n FROM facts_figures")?.integer("n") ?? 0
    }

    /// Figures in the order of the table.
    package static func figures(_ db: any Connection) throws -> [PublishedFigure] {
        try db.rows("\(columns) ORDER BY position").map(figure)
    }

    /// Figures of one place, or of all, whose words hold every word of a folded search, with how many there are in all.
    static func search(_ words: [String], place: String?, page: Int, size: Int, _ db: any Connection) throws -> (
        figures: [PublishedFigure], count: Int
    ) {
        var condition: SQL = "WHERE 1 = 1"
        if let place { condition = "\(condition) AND place = \(place)" }
        for word in words { condition = "\(condition) AND search_text LIKE \("%\(word)%")" }
        let count = try db.row("SELECT COUNT(*) AS n FROM facts_figures \(condition)")?.integer("n") ?? 0
        let rows = try db.rows("\(columns) \(condition) ORDER BY position LIMIT \(size) OFFSET \((page - 1) * size)")
        return (try rows.map(figure), count)
    }

    static func places(_ db: any Connection) throws -> [String] {
        try db.rows("SELECT DISTINCT place FROM facts_figures").map { try $0.string("place") }
            .map { ($0, VietnameseOrder.key($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    package static func statements(_ db: any Connection) throws -> [PressStatement] {
        try db.rows("SELECT id, rule, text_vi, text_en, formula, given, expected, digits, holds FROM facts_statements ORDER BY position")
            .map { row in
                try PressStatement(
                    id: row.string("id"), rule: row.string("rule"), text: Bilingual(vi: row.string("text_vi"), en: row.string("text_en")),
                    formula: row.string("formula"),
                    given: row.string("given").split(separator: ";").compactMap { pair in
                        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                        return parts.count == 2 ? PressStatement.Binding(name: parts[0], figure: parts[1]) : nil
                    },
                    expected: row.string("expected"), digits: row.optionalInteger("digits"), holds: row.bool("holds"))
            }
    }

    private static let columns: SQL = """
        SELECT id, place, period, block, unit, metric, written, number, measure, qualifier, rank, unit_count, band, doubt, source, rule
        FROM facts_figures
        """

    private static func figure(_ row: Row) throws -> PublishedFigure {
        guard let period = Period(try row.string("period")), let measure = PublishedFigure.Measure(rawValue: try row.string("measure"))
        else {
            preconditionFailure("a stored figure has a sound period and measure")
        }
        return try PublishedFigure(
            id: row.string("id"), place: row.string("place"), period: period, block: row.string("block"), unit: row.string("unit"),
            metric: row.string("metric"), written: row.string("written"), number: row.optionalString("number").flatMap { Number($0) },
            measure: measure, qualifier: row.string("qualifier"), rank: row.string("rank"), unitCount: row.optionalInteger("unit_count"),
            band: row.string("band"), doubts: row.string("doubt").split(separator: ";").map(String.init), source: row.string("source"),
            rule: row.string("rule"))
    }
}
