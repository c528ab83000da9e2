import Kernel
import Office
import Platform

/// The rows of a list that were not taken, as a file to be mended and sent again.
enum FaultyRows {
    /// The first ones with their places, as a page or a command shows them.
    static func faults(_ scan: ImportScan, _ file: ImportFile) -> [Fault] {
        var cursor = file.reader.rows()
        return scan.faults.prefix(FaultLog.limit).map { fault in
            Fault(
                fault.fault.kind.code, at: file.place(line: Int(fault.line), fault.fault.column),
                ["value": value(fault, file, &cursor), "column": fault.fault.column.name])
        }
    }

    /// CSV: the row's number, the heading, the code and the sentence of what is wrong, then the row as it was.
    static func csv(_ scan: ImportScan, _ file: ImportFile, _ words: Words) -> [UInt8] {
        var writer = CSVWriter(.spreadsheet)
        writer.add((["row", "column", "code", "reason"] + file.header).map { .text($0) })
        var cursor = file.reader.rows()
        for fault in scan.faults {
            let place = file.place(line: Int(fault.line), fault.fault.column)
            let value = value(fault, file, &cursor)
            let reason = words(fault.fault.kind.code, ["value": value, "column": fault.fault.column.name])
            let told: [OutputCell] = [
                .text("\(place.line)"), .text(place.field ?? ""), .text(fault.fault.kind.word), .text(reason),
            ]
            writer.add(told + file.header.indices.map { .text(cursor.text($0)) })
        }
        return writer.bytes
    }

    /// What stands in the faulty field; leaves the cursor on the row.
    private static func value(_ fault: ImportScan.Fault, _ file: ImportFile, _ cursor: inout CSVCursor) -> String {
        cursor.move(to: CSVPosition(offset: Int(fault.offset), line: Int(fault.line)))
        guard (try? cursor.next()) == true, let place = file.columns[fault.fault.column] else { return "" }
        return String(cursor.text(place).prefix(60))
    }
}
