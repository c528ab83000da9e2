import Foundation
import Kernel
import Office

/// A list of procedures, one a row, out of a workbook or a CSV file: only the columns it has say anything.
///
/// Columns may come under our names, under the portal's keys or under the headings of the workbooks that ministries publish, above
/// which a title may stand. See ``ProcedureColumn``.
package struct ProcedureTable: Sendable {
    /// The parts that the list says something about: what a difference compares.
    package let fields: Set<ProcedureField>
    /// Where it says something about ways to hand in by columns of their own: about which.
    let ways: StatedWays?
    package private(set) var procedures: [ReadProcedure] = []

    /// Reads a file, or throws all its faults with row and column.
    package init(_ file: InputFile) throws { try self.init(Self.table(file)) }

    init(_ table: Table) throws(Faults) {
        let log = FaultLog()
        let present = Set(table.header.map { $0.lowercased() })
        var names: [ProcedureColumn: String] = [:]
        for column in ProcedureColumn.all {
            names[column] = column.names.first { present.contains($0.lowercased()) }
        }
        let required = [names[.part(.code)] ?? ProcedureField.code.rawValue]
        let numbers = table.columns(required: required, optional: names.values.filter { !required.contains($0) }.sorted(), log: log)
        try log.check()
        let columns = names.compactMapValues { numbers[$0] }
        fields = Set(columns.keys.compactMap(\.field))
        ways = columns[.part(.ways)] == nil ? StatedWays(columns.keys) : nil
        var seen: [String: Int] = [:]
        for row in table.rows {
            var reader = ProcedureRow(table: table, row: row, columns: columns, log: log)
            let procedure = reader.read()
            let code = procedure.procedure.code
            if !code.isEmpty, let first = seen.updateValue(row.number, forKey: code) {
                reader.fault("procedures.code_twice", .part(.code), ["code": code, "first": String(first)])
            }
            procedures.append(procedure)
        }
        if procedures.isEmpty { log.add("procedures.list_empty", at: table.place) }
        try log.check()
    }

    /// The first sheet of a workbook, or a CSV file; the header of a sheet is the first row that names the code of a procedure.
    static func table(_ file: InputFile) throws(OfficeError) -> Table {
        guard file.bytes.starts(with: [0x50, 0x4B]) else { return try file.table() }
        let sheet = try XLSXReader(file).sheet(at: 0)
        let codes = Set(ProcedureColumn.part(.code).names.map { $0.lowercased() })
        let header = sheet.rows.prefix(20).first { row in
            row.cells.contains { codes.contains($0.cell.text.trimmed.lowercased()) }
        }
        return try sheet.table(headerRow: header?.number)
    }
}
