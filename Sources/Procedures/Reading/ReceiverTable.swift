import Kernel
import Office

/// Which units receive which procedures, a pair a row: `code,unit`; of a procedure it names, it names all units.
///
/// A row without a unit says that nobody receives the procedure.
package struct ReceiverTable: Sendable {
    /// One row, and where its cells stand.
    struct Line: Sendable {
        var code: String
        /// Empty: nobody.
        var unit: String
        var codePlace: Place
        var unitPlace: Place
    }

    let lines: [Line]

    package init(_ file: InputFile) throws { try self.init(file.table()) }

    init(_ table: Table) throws(Faults) {
        let log = FaultLog()
        let columns = table.columns(required: ["code", "unit"], log: log)
        try log.check()
        var lines: [Line] = []
        var seen: Set<[String]> = []
        for row in table.rows {
            func cell(_ name: String) -> (text: String, place: Place) {
                let column = columns[name] ?? 0
                let text = row[column].isBlank ? "" : row[column].text.trimmed
                if !row[column].isBlank, row[column].kind != .text {
                    log.add("procedures.cell_not_text", at: table.place(row, column), ["field": name, "text": text])
                }
                return (text, table.place(row, column))
            }
            let (code, unit) = (cell("code"), cell("unit"))
            if !ProcedureCode.isCode(code.text) { log.add("procedures.code_malformed", at: code.place, ["text": code.text]) }
            if !seen.insert([code.text, unit.text]).inserted { log.add("procedures.row_twice", at: code.place) }
            lines.append(Line(code: code.text, unit: unit.text, codePlace: code.place, unitPlace: unit.place))
        }
        if lines.isEmpty { log.add("procedures.list_empty", at: table.place) }
        try log.check()
        self.lines = lines
    }
}
