import Kernel
import Scoring
import Storage
import Units

/// All SQL of `rankings_figures`: what was stated of each criterion, from which every point can be computed again.
enum FigureStore {
    /// Stores the whole table of a ranking; `units` gives each line of the table its unit.
    static func insert(_ table: FigureTable, of sheet: ScoreSheet, units: [ID<Unit>], ranking: ID<Ranking>, _ db: any Connection) throws {
        var rows: [[SQLValue]] = []
        for (index, unit) in units.enumerated() {
            for row in sheet.rows.indices {
                let statement = sheet.statement(unit: index, row: row, in: table)
                func add(_ input: String, _ value: String, _ reason: String) {
                    rows.append([ranking.rawValue, unit.rawValue, sheet.rows[row].code, input, value, reason].map { .text($0) })
                }
                if let absence = statement.absence { add(absence.kind.rawValue, "", absence.reason) }
                for value in statement.values { add(value.input, value.text, "") }
            }
        }
        try db.load(into: "rankings_figures", columns: ["ranking_id", "unit_id", "criterion", "input", "value", "reason"], rows: rows)
    }

    /// One stored value or absence, as a data file has it.
    struct Line: Sendable, Hashable {
        var unit: ID<Unit>
        var criterion: String
        var input: String
        var value: String
        var reason: String
    }

    /// Every figure of a ranking, unit by unit and criterion by criterion.
    static func each(_ ranking: ID<Ranking>, _ db: any Connection, _ body: (Line) throws -> Void) throws {
        try db.each(
            """
            SELECT unit_id, criterion, input, value, reason FROM rankings_figures WHERE ranking_id = \(ranking)
            ORDER BY unit_id, criterion, input
            """
        ) { try body(line($0)) }
    }

    /// The figures of all units of a ranking as a table of its sheet, in the order of `units`.
    static func table(of units: [ID<Unit>], ranking: ID<Ranking>, for sheet: ScoreSheet, _ db: any Connection) throws -> FigureTable {
        var reader = FigureReader(units: units, ranking: ranking, sheet: sheet)
        try each(ranking, db) { try reader.add($0) }
        return try reader.finish()
    }

    /// The figures of one unit, as a table of one line.
    static func table(of unit: ID<Unit>, ranking: ID<Ranking>, for sheet: ScoreSheet, _ db: any Connection) throws -> FigureTable {
        var reader = FigureReader(units: [unit], ranking: ranking, sheet: sheet)
        try db.each(
            """
            SELECT unit_id, criterion, input, value, reason FROM rankings_figures
            WHERE ranking_id = \(ranking) AND unit_id = \(unit) ORDER BY criterion, input
            """
        ) { try reader.add(line($0)) }
        return try reader.finish()
    }

    private static func line(_ row: Row) throws -> Line {
        try Line(
            unit: row.id("unit_id"), criterion: row.string("criterion"), input: row.string("input"), value: row.string("value"),
            reason: row.string("reason"))
    }
}

/// Gathers stored lines into the cells of a sheet; all lines of one criterion of one unit come one after another.
private struct FigureReader {
    private let units: [ID<Unit>: Int]
    private let sheet: ScoreSheet
    private let place: Place
    private var table: FigureTable
    private var current: (unit: ID<Unit>, criterion: String)?
    private var statement = Statement()

    init(units: [ID<Unit>], ranking: ID<Ranking>, sheet: ScoreSheet) {
        self.units = Dictionary(units.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        self.sheet = sheet
        place = Place(file: ranking.rawValue)
        table = FigureTable(sheet, units: units.count)
    }

    mutating func add(_ line: FigureStore.Line) throws {
        if current?.unit != line.unit || current?.criterion != line.criterion {
            try close()
            current = (line.unit, line.criterion)
        }
        if let kind = Statement.Absence.Kind(rawValue: line.input) {
            statement.absence = Statement.Absence(kind: kind, reason: line.reason, place: place)
        } else {
            statement.values.append(Statement.Value(input: line.input, text: line.value, place: place))
        }
    }

    mutating func finish() throws -> FigureTable {
        try close()
        return table
    }

    /// A stored figure that the framework does not take is no fault of the reader, but of whoever altered it.
    private mutating func close() throws {
        guard let current else { return }
        defer { statement = Statement() }
        guard let unit = units[current.unit], let row = sheet.row(current.criterion) else {
            throw FiguresUnreadable(ranking: place.file, criterion: current.criterion)
        }
        let faults = table.state(statement, unit: unit, row: row, of: sheet, numbers: .canonical)
        if let fault = faults.first { throw FiguresUnreadable(ranking: place.file, criterion: "\(current.criterion): \(fault.code)") }
    }
}

/// A stored figure does not fit the framework of its ranking: something was altered behind the house's back.
struct FiguresUnreadable: Error, CustomStringConvertible {
    let ranking: String
    let criterion: String

    var description: String { "ranking \(ranking): the stored figure of criterion \(criterion) does not fit the framework" }
}
