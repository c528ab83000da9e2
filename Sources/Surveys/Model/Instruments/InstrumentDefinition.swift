import Forms
import Foundation
import Kernel
import Office
import Platform

/// An instrument as its author wrote it, in one of two notations, and read.
package struct InstrumentDefinition: Sendable {
    /// How it was written.
    package enum Notation: String, Sendable, CaseIterable {
        case yaml
        /// A workbook: the sheets of XLSForm (SV-80), and `instrument`, `scales` and `index`.
        case xlsForm = "xlsform"
    }

    package let notation: Notation
    /// The text of YAML, or the sheets of a workbook as JSON.
    package let text: String
    package let content: InstrumentContent

    /// Bytes of a file.
    package static let limit = 2 << 20

    package var digest: String { FileDigest(of: Array(text.utf8)).rawValue }

    /// Reads a file; a workbook is known by its first bytes.
    package init(_ input: InputFile) throws {
        if input.bytes.starts(with: [0x50, 0x4B]) {
            let reader = try XLSXReader(input)
            let sheets = try reader.sheetNames.filter { InstrumentSheets.names.contains($0.lowercased()) }
                .map { try KeptSheet(reader.sheet(named: $0).table(), $0) }
            notation = .xlsForm
            text = try KeptSheet.json(sheets)
            content = try InstrumentSheets(file: input.name, sheets).content()
        } else {
            notation = .yaml
            content = try InstrumentContent.read(OutlineYAML.read(input.bytes, file: input.name))
            text = String(decoding: input.bytes, as: UTF8.self)
        }
    }

    /// Reads what was stored.
    init(_ notation: Notation, _ text: String, named name: String) throws {
        self.notation = notation
        self.text = text
        switch notation {
        case .yaml: content = try InstrumentContent.read(OutlineYAML.read(text, file: name))
        case .xlsForm:
            content = try InstrumentSheets(file: name, JSONDecoder().decode([KeptSheet].self, from: Data(text.utf8))).content()
        }
    }
}

/// A sheet as it is stored.
struct KeptSheet: Codable {
    struct Row: Codable {
        var number: Int
        var cells: [String]
    }
    var name: String
    var header: [String]
    var rows: [Row]

    init(_ table: Table, _ name: String) {
        self.name = name
        header = table.header
        rows = table.rows.map { row in Row(number: row.number, cells: table.header.indices.map { Self.text(row[$0]) }) }
    }

    private static func text(_ cell: Cell) -> String {
        switch cell.kind {
        case .boolean: cell.text == "1" ? "yes" : "no"
        default: (cell.numberAsTyped ?? cell.text).trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    static func json(_ sheets: [KeptSheet]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(sheets), as: UTF8.self)
    }
}

/// The sheets of a workbook as the outline that YAML would give.
///
/// `instrument` has the columns `key`, `vi`, `en`: group, object, languages, consent, least, eligible. `scales` has `scale`, `degrees`,
/// `satisfied`, `silent`, `questions`, with spaces between the words of a cell. `index` has `code`, `within`, `vi`, `en`, `weight`,
/// `pooled`, `questions`; what stands in nothing is the index itself.
struct InstrumentSheets {
    static let names: Set = ["survey", "choices", "settings", "instrument", "scales", "index"]

    private let file: String
    private let sheets: [KeptSheet]

    init(file: String, _ sheets: [KeptSheet]) {
        self.file = file
        self.sheets = sheets
    }

    func content() throws -> InstrumentContent {
        let form = sheets.filter { ["survey", "choices", "settings"].contains($0.name.lowercased()) }
        let questionnaire = try Questionnaire.read(
            xlsForm: form.map { sheet in
                XLSFormSheet(file: file, name: sheet.name, header: sheet.header, rows: sheet.rows.map { .init($0.number, $0.cells) })
            }, file: file)
        return try InstrumentContent.read(
            questionnaire, Outline(.map(head + [scales, index].compactMap { $0 }), at: place("instrument", 0)))
    }

    // MARK: cells

    private struct Line {
        let place: Place
        let cells: [String: String]

        subscript(column: String) -> String { cells[column] ?? "" }
    }

    private func place(_ sheet: String, _ line: Int) -> Place { Place(file: file, line: line, sheet: sheet) }

    private func lines(_ name: String) -> [Line] {
        guard let sheet = sheets.first(where: { $0.name.lowercased() == name }) else { return [] }
        let header = sheet.header.map { $0.lowercased() }
        return sheet.rows.map { row in
            Line(
                place: place(sheet.name, row.number),
                cells: Dictionary(zip(header, row.cells).filter { !$0.0.isEmpty }, uniquingKeysWith: { first, _ in first }))
        }
    }

    // MARK: outlines

    private func text(_ text: String, _ line: Line) -> Outline { Outline(.text(text), at: line.place) }

    private func entry(_ key: String, _ value: Outline) -> Outline.Entry { .init(key: key, keyPlace: value.place, value: value) }

    private func words(_ key: String, _ line: Line) -> Outline.Entry? {
        let words = line[key].split(whereSeparator: { $0 == " " || $0 == "," }).map { text(String($0), line) }
        return words.isEmpty ? nil : entry(key, Outline(.list(words), at: line.place))
    }

    private func plain(_ keys: [String], _ line: Line) -> [Outline.Entry] {
        keys.filter { !line[$0].isEmpty }.map { entry($0, text(line[$0], line)) }
    }

    private var head: [Outline.Entry] {
        var entries: [Outline.Entry] = []
        var rule: [Outline.Entry] = []
        for line in lines("instrument") {
            let key = line["key"]
            switch key {
            case "consent": entries.append(entry(key, Outline(.map(plain(["vi", "en"], line)), at: line.place)))
            case "languages":
                let words = line["vi"].split(separator: " ").map { text(String($0), line) }
                entries.append(entry(key, Outline(.list(words), at: line.place)))
            case "least", "eligible": if !line["vi"].isEmpty { rule.append(entry(key, text(line["vi"], line))) }
            default: entries.append(entry(key, text(line["vi"], line)))
            }
        }
        return entries + [entry("valid", Outline(.map(rule), at: place("instrument", 0)))]
    }

    private var scales: Outline.Entry? {
        let maps = lines("scales").map { line in
            Outline(
                .map(plain(["scale"], line) + ["degrees", "satisfied", "silent", "questions"].compactMap { words($0, line) }),
                at: line.place)
        }
        return maps.isEmpty ? nil : entry("scales", Outline(.list(maps), at: place("scales", 0)))
    }

    private var index: Outline.Entry? {
        let lines = lines("index")
        return lines.first { $0["within"].isEmpty }.map { entry("index", node($0, lines, depth: 0)) }
    }

    private func node(_ line: Line, _ lines: [Line], depth: Int) -> Outline {
        // A circle of parts ends where the reader says that it is too deep.
        let parts = depth > 10 ? [] : lines.filter { $0["within"] == line["code"] }.map { node($0, lines, depth: depth + 1) }
        let list = parts.isEmpty ? nil : entry("parts", Outline(.list(parts), at: line.place))
        let entries = plain(["code", "vi", "en", "weight", "pooled"], line) + [words("questions", line), list].compactMap { $0 }
        return Outline(.map(entries), at: line.place)
    }
}
