import Kernel
import Office
import Scoring
import Units

/// Reads a data file, `unit,criterion,input,value,reason`, into a table of figures; all faults at once, nothing half-read.
///
/// The grammar of the file is docs/framework-grammar.md, section 10.
package struct FigureFile {
    /// Units in the order of `--units`, or of their first appearance.
    package private(set) var units: UnitList
    package private(set) var table: FigureTable
    /// For each unit and row of the sheet the line of the file that first spoke of it, 0 where none did.
    private var lines: [Int32]
    private let file: String

    static let columns = ["unit", "criterion", "input", "value", "reason"]

    /// `units` nil takes the units that appear; `numbers` nil guesses from the separator, and refuses what is doubtful.
    ///
    /// `beside` are columns that somebody else reads.
    package static func read(
        _ file: InputFile, for sheet: ScoreSheet, units: UnitList?, numbers: Language?, beside: [String] = []
    ) throws -> FigureFile {
        if file.bytes.starts(with: [0x50, 0x4B]) {
            let table = try XLSXReader(file).sheet(at: 0).table()
            return try FigureFile(table, for: sheet, units: units, numbers: numbers, beside)
        }
        return try FigureFile(CSVReader(file), for: sheet, units: units, numbers: numbers, beside)
    }

    private init(_ reader: CSVReader, for sheet: ScoreSheet, units: UnitList?, numbers: Language?, _ beside: [String]) throws {
        let log = FaultLog()
        let columns = try Self.columns(reader.header, beside, at: Place(file: reader.name, line: reader.headerRow), log)
        let style = numbers.map { NumberStyle.stated($0) } ?? .guessed(reader.separator == .semicolon ? .vi : .en)
        var builder = FigureBuilder(sheet: sheet, units: units, numbers: style, file: reader.name, log: log)
        var rows = reader.rows()
        let held = reader.bytes
        // A column that is not there lies beyond the last, where all is empty.
        let places = columns.map { $0 ?? reader.header.count }
        while try rows.next() {
            if builder.addPlain(rows.fields, places, of: held.span, line: rows.row) { continue }
            builder.add(
                unit: rows.text(places[0]), criterion: rows.text(places[1]), input: rows.text(places[2]), value: rows.text(places[3]),
                reason: rows.text(places[4]), line: rows.row, sheetName: nil, style)
        }
        try log.check()
        self = builder.finish()
    }

    private init(_ source: Table, for sheet: ScoreSheet, units: UnitList?, numbers: Language?, _ beside: [String]) throws {
        let log = FaultLog()
        let columns = try Self.columns(source.header, beside, at: source.place, log)
        let textStyle = numbers.map { NumberStyle.stated($0) } ?? .guessed(.en)
        var builder = FigureBuilder(sheet: sheet, units: units, numbers: textStyle, file: source.place.file, log: log)
        for row in source.rows {
            func cell(_ name: Int) -> Cell { columns[name].map { row[$0] } ?? .blank }
            var isSound = true
            for name in [0, 1, 2, 4] where ![.blank, .text].contains(cell(name).kind) {
                log.add("criteria.data_code_is_number", at: source.place(row, columns[name] ?? 0), ["text": cell(name).text])
                isSound = false
            }
            guard isSound, let value = Self.value(cell(3), input: cell(2).text) else {
                if isSound { log.add("criteria.data_value_kind", at: source.place(row, columns[3] ?? 0), ["text": cell(3).text]) }
                continue
            }
            builder.add(
                unit: cell(0).text, criterion: cell(1).text, input: cell(2).text, value: value.text, reason: cell(4).text, line: row.number,
                sheetName: source.place.sheet, value.isStored ? .canonical : textStyle)
        }
        try log.check()
        self = builder.finish()
    }

    /// A numeric cell as it was typed; text is read like a CSV field.
    ///
    /// A percent cell gives the percentage that it shows.
    private static func value(_ cell: Cell, input: String) -> (text: String, isStored: Bool)? {
        switch cell.kind {
        case .blank: ("", false)
        case .text: (cell.text, false)
        case .boolean: (cell.text, true)
        case .number: cell.numberAsTyped.map { ($0, true) }
        case .percent:
            input == "value"
                ? cell.numberAsTyped.flatMap { Number($0) }.flatMap { try? $0.ratio * Ratio(100, 1) }.flatMap(\.exactNumber).map {
                    ("\($0)", true)
                } : nil
        default: nil
        }
    }

    /// The columns of the file by the order of ``columns``.
    private static func columns(_ header: [String], _ beside: [String], at place: Place, _ log: FaultLog) throws -> [Int?] {
        let names = header.map { $0.lowercased() }
        for (index, name) in names.enumerated() {
            if names.firstIndex(of: name) != index {
                log.add("criteria.data_column_twice", at: place, ["name": name])
            } else if !columns.contains(name), !beside.contains(name) {
                let near = OutlineReader.nearest(to: name, among: columns)
                log.add(
                    "criteria.data_column_unknown", at: place, ["name": name, "near": near ?? ""],
                    hint: near == nil ? nil : "outline.key_unknown.near")
            }
        }
        let found = columns.map { names.firstIndex(of: $0) }
        for (name, index) in zip(columns, found) where index == nil && name != "reason" {
            log.add("criteria.data_column_missing", at: place, ["name": name])
        }
        try log.check()
        return found
    }

    init(units: UnitList, table: FigureTable, lines: [Int32], file: String) {
        self.units = units
        self.table = table
        self.lines = lines
        self.file = file
    }

    /// Figures that came from no file: what a round decided.
    package init(units: UnitList, table: FigureTable, of sheet: ScoreSheet) {
        self.init(units: units, table: table, lines: Array(repeating: 0, count: units.units.count * sheet.rows.count), file: "")
    }

    /// Where the file first spoke of a row of a unit; nil where it never did.
    package func place(unit: Int, row: Int, of sheet: ScoreSheet) -> Place? {
        let line = Int(lines[unit * sheet.rows.count + row])
        return line == 0 ? nil : Place(file: file, line: line, field: "criterion")
    }

    /// The faults of a scoring, each with the line that gave the figures.
    package func faults(_ scores: ScoreTable, of sheet: ScoreSheet) -> [Fault] {
        scores.faults.map { fault in
            let line = Int(lines[fault.unit * sheet.rows.count + fault.row])
            return Fault(
                "scoring.unscored.\(fault.fault.word)", at: Place(file: file, line: line),
                ["unit": units.units[fault.unit].code, "criterion": sheet.rows[fault.row].code])
        }
    }
}
