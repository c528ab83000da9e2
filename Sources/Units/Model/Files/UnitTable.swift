import Foundation
import Kernel
import Office

/// A file of units as it was read: only the columns it has say anything, and an empty cell says that there is nothing.
package struct UnitTable: Sendable {
    package struct Line: Sendable {
        package var record: UnitRecord
        let row: Table.Row
    }

    package let fields: Set<UnitField>
    package private(set) var lines: [Line] = []
    private let table: Table
    private let columns: [String: Int]

    /// Reads a file and throws all faults that can be seen without the units that are there.
    package init(_ file: InputFile) throws { try self.init(file.table()) }

    init(_ table: Table) throws(Faults) {
        let log = FaultLog()
        let optional = UnitField.allCases.filter { !UnitField.required.contains($0) }
        columns = table.columns(required: UnitField.required.map(\.rawValue), optional: optional.map(\.rawValue), log: log)
        try log.check()
        fields = Set(columns.keys.compactMap(UnitField.init))
        self.table = table
        var seen: Set<String> = []
        for row in table.rows {
            let record = read(row, log)
            if !record.code.isEmpty, !seen.insert(record.code).inserted { add("units.code_twice", row, .code, ["code": record.code], log) }
            lines.append(Line(record: record, row: row))
        }
        if lines.isEmpty { log.add("units.list_empty", at: table.place) }
        try log.check()
    }

    /// The place of a cell, for faults that show only beside other rows or units.
    func place(_ line: Line, _ field: UnitField) -> Place { table.place(line.row, columns[field.rawValue] ?? 0) }

    private func add(_ code: String, _ row: Table.Row, _ field: UnitField, _ details: [String: String], _ log: FaultLog) {
        log.add(code, at: table.place(row, columns[field.rawValue] ?? 0), details)
    }

    private func read(_ row: Table.Row, _ log: FaultLog) -> UnitRecord {
        var record = UnitRecord()
        for field in UnitField.allCases {
            guard let column = columns[field.rawValue] else { continue }
            record[field] = value(row[column], field, row, log)
        }
        for field in UnitField.required where record[field].isEmpty && row[columns[field.rawValue] ?? 0].isBlank {
            add("units.cell_empty", row, field, ["field": field.rawValue], log)
        }
        if let opened = record.opened, let closed = record.closed, closed < opened {
            add("units.closed_before_opened", row, .closed, ["code": record.code], log)
        }
        if fields.contains(.unrankedIn), let block = record.unranked.subtracting(record.blocks).min() {
            add("units.unranked_elsewhere", row, .unrankedIn, ["block": block], log)
        }
        return record
    }

    /// The one form of a cell's value; empty when it is blank or wrong.
    private func value(_ cell: Cell, _ field: UnitField, _ row: Table.Row, _ log: FaultLog) -> String {
        guard !cell.isBlank else { return "" }
        let text = cell.text.trimmingCharacters(in: .whitespacesAndNewlines)
        func wrong(_ code: String) -> String {
            add(code, row, field, ["text": text, "field": field.rawValue], log)
            return ""
        }
        switch field {
        case .opened, .closed:
            return (cell.moment?.date ?? CalendarDate(written: text))?.description ?? wrong("units.date_unreadable")
        case _ where cell.kind != .text: return wrong("units.cell_not_text")
        case .code, .parent: return Unit.isCode(text) ? text : wrong("units.code_malformed")
        case .kind: return Unit.Kind(rawValue: text) == nil ? wrong("units.kind_unknown_here") : text
        case .blocks, .unrankedIn:
            let codes = text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == " " }).map(String.init)
            return codes.allSatisfy(Block.isCode) ? UnitRecord.list(codes) : wrong("units.block_malformed")
        case .official, .agency, .oldAgency: return field.scheme?.admits(text) == true ? text : wrong("units.scheme_code_malformed")
        case .nameVI, .nameEN, .source: return text.count <= 500 ? text : wrong("units.text_too_long")
        }
    }
}

extension Unit {
    /// What may be a code: letters and digits, and `-` `.` `_` between them; not a word that the room's addresses use.
    package static func isCode(_ text: String) -> Bool {
        text.utf8.count <= 40 && text.wholeMatch(of: /[A-Za-z0-9]+([-._]+[A-Za-z0-9]+)*/) != nil
            && !["import", "blocks", "list.csv", "list.xlsx"].contains(text)
    }
}
