import Foundation
import Kernel
import Office

extension OpenTable {
    /// UTF-8 with a mark, commas, decimal points: what R, Python and spreadsheets read alike (SV-82).
    var csv: [UInt8] { [0xEF, 0xBB, 0xBF] + CSVWriter.write(columns.map(\.name), lines, .machine) }

    private var lines: [[OutputCell]] { (0..<rows).map { row in columns.map { $0.cells[row] } } }

    private static let codebookHeader = ["column", "label_vi", "label_en", "type", "value", "code", "value_vi", "value_en", "missing"]

    /// What each column and each value means: a row for a column, and one for each of its values.
    var codebook: [[OutputCell]] {
        columns.flatMap { column -> [[OutputCell]] in
            let head: [OutputCell] = [
                .text(column.name), .text(column.label.vi), .text(column.label.en), .text(column.kind == .text ? "text" : "number"), .blank,
                .blank, .blank, .blank, .blank,
            ]
            return [head]
                + column.values.map { value in
                    [
                        .text(column.name), .blank, .blank, .blank, .number(value.value), .text(value.code), .text(value.label.vi),
                        .text(value.label.en), .number(column.missing.contains(value.value) ? 1 : 0),
                    ]
                }
        }
    }

    var codebookCSV: [UInt8] { [0xEF, 0xBB, 0xBF] + CSVWriter.write(Self.codebookHeader, codebook, .machine) }

    /// Two sheets: the answers, and what they mean.
    func workbook(created: Timestamp, language: Language) throws -> [UInt8] {
        var writer = try XLSXWriter(
            folder: FileManager.default.temporaryDirectory.path, .init(title: title[language], created: created))
        try writer.addSheet("data", columns.map { .init($0.name) })
        for line in lines { try writer.add(line) }
        try writer.addSheet("codebook", Self.codebookHeader.map { .init($0, width: 24) })
        for line in codebook { try writer.add(line) }
        return try writer.bytes()
    }
}
