import Forms
import Foundation
import Kernel
import Office
import Platform

/// A form as its author wrote it, in one of two notations, and read.
package struct FormDefinition: Sendable {
    /// How it was written.
    package enum Notation: String, Sendable, CaseIterable {
        case yaml
        /// A workbook with the sheets `survey`, `choices` and `settings` (SV-80).
        case xlsForm = "xlsform"
    }

    package let notation: Notation
    /// The text of YAML, or the sheets of a workbook as JSON.
    package let text: String
    package let questionnaire: Questionnaire

    /// Bytes of a file.
    package static let limit = 2 << 20

    /// Reads a file; a workbook is known by its first bytes.
    package init(_ input: InputFile) throws {
        if input.bytes.starts(with: [0x50, 0x4B]) {
            let reader = try XLSXReader(input)
            let sheets = try reader.sheetNames.filter { ["survey", "choices", "settings"].contains($0.lowercased()) }
                .map { try Self.sheet(reader.sheet(named: $0).table(), $0, input.name) }
            notation = .xlsForm
            text = try Self.json(sheets)
            questionnaire = try Questionnaire.read(xlsForm: sheets, file: input.name)
        } else {
            notation = .yaml
            questionnaire = try Questionnaire.read(OutlineYAML.read(input.bytes, file: input.name))
            text = String(decoding: input.bytes, as: UTF8.self)
        }
    }

    /// Reads what was stored.
    init(_ notation: Notation, _ text: String, named name: String) throws {
        self.notation = notation
        self.text = text
        switch notation {
        case .yaml: questionnaire = try Questionnaire.read(OutlineYAML.read(text, file: name))
        case .xlsForm:
            let sheets = try JSONDecoder().decode([Sheet].self, from: Data(text.utf8))
            questionnaire = try Questionnaire.read(
                xlsForm: sheets.map { sheet in
                    XLSFormSheet(file: name, name: sheet.name, header: sheet.header, rows: sheet.rows.map { .init($0.number, $0.cells) })
                }, file: name)
        }
    }

    private struct Sheet: Codable {
        struct Row: Codable {
            var number: Int
            var cells: [String]
        }
        var name: String
        var header: [String]
        var rows: [Row]
    }

    private static func json(_ sheets: [XLSFormSheet]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let plain = sheets.map { sheet in
            Sheet(name: sheet.name, header: sheet.header, rows: sheet.rows.map { .init(number: $0.number, cells: $0.cells) })
        }
        return String(decoding: try encoder.encode(plain), as: UTF8.self)
    }

    private static func sheet(_ table: Table, _ name: String, _ file: String) -> XLSFormSheet {
        XLSFormSheet(
            file: file, name: name, header: table.header,
            rows: table.rows.map { row in
                XLSFormSheet.Row(row.number, table.header.indices.map { text(row[$0]) })
            })
    }

    private static func text(_ cell: Cell) -> String {
        switch cell.kind {
        case .boolean: cell.text == "1" ? "yes" : "no"
        default: (cell.numberAsTyped ?? cell.text).trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }
}
