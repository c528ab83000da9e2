import Foundation
import Kernel
import Office
import Platform

/// A table that is given out as CSV or as a sheet of a workbook.
package struct ResultSheet: Sendable {
    package let name: String
    package let header: [String]
    package let rows: [[OutputCell]]

    package init(name: String, header: [String], rows: [[OutputCell]]) {
        self.name = name
        self.header = header
        self.rows = rows
    }

    /// `name` before the ending is what the file is called.
    func csv(named file: String) -> FileAnswer {
        FileAnswer(name: "\(file).csv", mediaType: "text/csv; charset=utf-8", bytes: CSVWriter.write(header, rows, .machine))
    }

    static func workbook(_ sheets: [ResultSheet], named file: String, at now: Timestamp) throws -> FileAnswer {
        var writer = try XLSXWriter(
            folder: FileManager.default.temporaryDirectory.path, XLSXWriter.Properties(title: file, created: now))
        for sheet in sheets {
            try writer.addSheet(sheet.name, sheet.header.map { XLSXWriter.Column($0, width: ["text", "name"].contains($0) ? 48 : 14) })
            for row in sheet.rows { try writer.add(row) }
        }
        return FileAnswer(
            name: "\(file).xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: try writer.bytes())
    }
}
