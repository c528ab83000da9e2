import Kernel

/// One sheet of a workbook in the notation of XLSForm, as whoever read the file hands it over (SV-80).
package struct XLSFormSheet: Sendable {
    /// One row with its number, so that faults can say where.
    package struct Row: Sendable {
        /// The row of the sheet, from 1.
        package let number: Int
        package let cells: [String]

        package init(_ number: Int, _ cells: [String]) {
            self.number = number
            self.cells = cells
        }
    }

    package let file: String
    package let name: String
    package let header: [String]
    package let rows: [Row]

    package init(file: String, name: String, header: [String], rows: [Row]) {
        self.file = file
        self.name = name
        self.header = header
        self.rows = rows
    }
}

/// One row of a sheet, asked by the names of columns.
struct XLSFormRow {
    let sheet: XLSFormSheet
    let row: XLSFormSheet.Row

    subscript(column: String) -> String {
        guard let index = sheet.header.firstIndex(where: { $0.lowercased() == column }), index < row.cells.count else { return "" }
        return row.cells[index]
    }

    func place(_ column: String? = nil) -> Place { Place(file: sheet.file, line: row.number, field: column, sheet: sheet.name) }

    func written(_ column: String) -> Written? {
        self[column].isEmpty ? nil : Written(text: self[column], place: place(column))
    }

    /// `label::Tiếng Việt (vi)` and `label::English (en)`; where one is not there, `label`, then the other.
    func bilingual(_ column: String) -> Bilingual? {
        func text(_ language: Language) -> String {
            let index = sheet.header.firstIndex { heading in
                let parts = heading.lowercased().split(separator: ":", omittingEmptySubsequences: true).map { $0.trimmed }
                guard parts.count == 2, parts[0] == column else { return false }
                return parts[1] == language.rawValue || parts[1].hasSuffix("(\(language.rawValue))")
            }
            return index.flatMap { $0 < row.cells.count ? row.cells[$0] : nil } ?? ""
        }
        let (vi, en, plain) = (text(.vi), text(.en), self[column])
        guard let source = [vi, plain, en].first(where: { !$0.isEmpty }) else { return nil }
        return Bilingual(vi: source, en: [en, plain, vi].first { !$0.isEmpty } ?? source)
    }

    var isEmpty: Bool { row.cells.allSatisfy(\.isEmpty) }
}

extension StringProtocol {
    /// Without spaces around it.
    var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
