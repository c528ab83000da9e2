import Kernel
import Office
import Platform

/// How surely the stated value of a leaf of a unit is known (PI-61).
package struct MeasuredLeaf: Sendable, Hashable {
    /// Codes of both.
    package let unit: String
    package let criterion: String
    package let interval: MeasuredInterval

    package init(unit: String, criterion: String, interval: MeasuredInterval) {
        self.unit = unit
        self.criterion = criterion
        self.interval = interval
    }
}

/// Reads the columns of a data file that say how surely its values are known; docs/data-files.md, Intervals.
///
/// A file without any of them has no intervals; a row may leave all of them empty.
package struct IntervalFile {
    package static let columns = ["low", "high", "level", "respondents", "method", "sample"]

    package private(set) var lines: [(leaf: MeasuredLeaf, place: Place)] = []

    private let table: Table
    /// By name.
    private let places: [String: Int]

    /// Throws every fault with its row and column.
    package init(_ file: InputFile) throws {
        table = try file.table()
        places = Dictionary(table.header.enumerated().map { ($0.element.lowercased(), $0.offset) }, uniquingKeysWith: { first, _ in first })
        guard Self.columns.contains(where: { places[$0] != nil }) else { return }
        let log = FaultLog()
        for name in ["unit", "criterion"] + Self.columns where places[name] == nil {
            log.add("criteria.interval_column_missing", at: table.place, ["name": name])
        }
        try log.check()
        var known: Set<[String]> = []
        for row in table.rows where Self.columns.contains(where: { !cell(row, $0).isBlank }) {
            let leaf = [cell(row, "unit").text, cell(row, "criterion").text]
            if !known.insert(leaf).inserted { log.add("criteria.interval_twice", at: place(row, "low"), ["criterion": leaf[1]]) }
            guard let interval = interval(row, log) else { continue }
            lines.append((MeasuredLeaf(unit: leaf[0], criterion: leaf[1], interval: interval), place(row, "low")))
        }
        try log.check()
    }

    private func cell(_ row: Table.Row, _ name: String) -> Cell { places[name].map { row[$0] } ?? .blank }
    private func place(_ row: Table.Row, _ name: String) -> Place { table.place(row, places[name] ?? 0) }

    private func interval(_ row: Table.Row, _ log: FaultLog) -> MeasuredInterval? {
        let numbers = ["low", "high", "level", "respondents"].map { number(row, $0, log) }
        let method = MeasuredInterval.Method(rawValue: cell(row, "method").text)
        if method == nil {
            let known = MeasuredInterval.Method.allCases.map(\.rawValue).joined(separator: ", ")
            log.add("criteria.interval_method", at: place(row, "method"), ["text": cell(row, "method").text, "known": known])
        }
        guard let low = numbers[0], let high = numbers[1], let level = numbers[2], let respondents = numbers[3], let method else {
            return nil
        }
        let sound = MeasuredInterval(
            low: low, high: high, level: level, respondents: respondents.isWhole ? Int(respondents.digits) : 0, method: method,
            sample: cell(row, "sample").text)
        if sound == nil { log.add("criteria.interval_unsound", at: place(row, "low")) }
        return sound
    }

    /// A numeric cell as it was typed; text as the separator of the file says that numbers are written.
    private func number(_ row: Table.Row, _ name: String, _ log: FaultLog) -> Number? {
        let cell = cell(row, name)
        let language: Language = if case .csv(.semicolon) = table.origin { .vi } else { .en }
        let number =
            switch cell.kind {
            case .text: NumberReading(cell.text)[language]
            case .number: cell.numberAsTyped.flatMap { Number($0) }
            default: nil as Number?
            }
        if number == nil { log.add("criteria.interval_number", at: place(row, name), ["text": cell.text]) }
        return number
    }
}
