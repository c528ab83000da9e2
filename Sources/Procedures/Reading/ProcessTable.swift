import Foundation
import Kernel
import Office

/// The steps of internal processes, one a row in their order: `code,step,performer,time` (PR-8).
struct ProcessTable {
    let procedures: [ReadProcedure]

    /// Nil for a table without the column `step`: it is another list.
    init?(_ table: Table) throws(Faults) {
        guard table.header.contains(where: { $0.lowercased() == "step" }) else { return nil }
        let log = FaultLog()
        let columns = table.columns(required: ["code", "step"], optional: ["performer", "time"], log: log)
        try log.check()
        var codes: [String] = []
        var found: [String: ReadProcedure] = [:]
        for row in table.rows {
            func text(_ name: String) -> String {
                guard let column = columns[name], !row[column].isBlank else { return "" }
                return ComposedText.make(row[column].text.trimmed)
            }
            func fault(_ fault: String, _ name: String, _ details: [String: String] = [:]) {
                log.add(fault, at: table.place(row, columns[name] ?? 0), details.merging(["field": name]) { $1 })
            }
            let (code, step) = (text("code"), text("step"))
            if code.isEmpty { fault("procedures.value_missing", "code") }
            if !code.isEmpty, !ProcedureCode.isCode(code) { fault("procedures.code_malformed", "code", ["text": code]) }
            if step.isEmpty { fault("procedures.value_missing", "step") }
            for name in ["step", "performer", "time"] where text(name).count > 500 {
                fault("procedures.text_too_long", name, ["limit": "500"])
            }
            let time = text("time").isEmpty ? nil : StatedTime(printed: text("time"))
            if found[code] == nil { codes.append(code) }
            var read = found[code] ?? ReadProcedure(Procedure(code: code, name: ""), at: table.place(row, columns["code"] ?? 0))
            read.procedure.process.append(ProcessStep(name: step, performer: text("performer"), time: time))
            if let time, time.span == nil {
                read.unread.append(Unread(Unread.Reason(time: time), in: .process, row: read.procedure.process.count, time.printed))
            }
            found[code] = read
        }
        if codes.isEmpty { log.add("procedures.list_empty", at: table.place) }
        try log.check()
        procedures = codes.compactMap { found[$0] }
    }
}
