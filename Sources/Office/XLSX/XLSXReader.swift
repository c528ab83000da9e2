import Kernel

/// A workbook somebody sent: its sheets by name, read one at a time.
///
/// Numbers are handed out as the digits that are stored, never through a float. The whole file is an enemy until read:
/// sizes are counted while it inflates, document types are refused, names of parts are only keys. Macros, links, pictures
/// and formulas are passed over; of a formula its stored value counts.
package struct XLSXReader: Sendable {
    private struct Entry {
        let name: String
        let part: String
    }

    private let file: InputFile
    private let limits: XLSXLimits
    private let sheets: [Entry]
    private let looks: [StylesXML.Look]
    private let texts: [String]
    private let dateSystem: DateSystem

    /// Reads everything but the cells.
    package init(_ file: InputFile, limits: XLSXLimits = XLSXLimits()) throws(OfficeError) {
        self.file = file
        self.limits = limits
        let whole = Place(file: file.name)
        (sheets, looks, texts, dateSystem) = try ZipArchive.reading(file, limits) {
            (archive) throws(OfficeError) -> ([Entry], [StylesXML.Look], [String], DateSystem) in
            guard archive.contains("[Content_Types].xml"), archive.contains("_rels/.rels") else {
                throw .refused(.xlsxNotAWorkbook, at: whole)
            }
            let root = try Self.relationships(of: "", in: archive, whole)
            guard let book = root.values.first(where: { $0.type == "officeDocument" })?.part, book.hasSuffix(".xml") else {
                throw .refused(.xlsxNotAWorkbook, at: whole)
            }
            let workbook = WorkbookXML(whole, limits)
            try XMLStream.read(book, of: archive, workbook)
            let targets = try Self.relationships(of: book, in: archive, whole)
            let entries = workbook.sheets.compactMap { sheet -> Entry? in
                guard let target = targets[sheet.relationship], target.type == "worksheet" else { return nil }
                return Entry(name: sheet.name, part: target.part)
            }
            guard !entries.isEmpty else { throw .refused(.xlsxNotAWorkbook, at: whole) }
            let styles = StylesXML(whole)
            if let part = Self.part("styles", of: targets) { try XMLStream.read(part, of: archive, styles) }
            let shared = SharedStringsXML(whole, limits)
            if let part = Self.part("sharedStrings", of: targets) { try XMLStream.read(part, of: archive, shared) }
            return (entries, styles.looks, shared.texts, workbook.dateSystem)
        }
    }

    private static func relationships(
        of part: String, in archive: borrowing ZipArchive, _ place: Place
    ) throws(OfficeError) -> [String: RelationshipsXML.Target] {
        let relationships = RelationshipsXML(of: part, place)
        try XMLStream.read(RelationshipsXML.part(of: part), of: archive, relationships)
        return relationships.targets
    }

    private static func part(_ type: String, of targets: [String: RelationshipsXML.Target]) -> String? {
        targets.values.first { $0.type == type }?.part
    }

    /// In the order of the tabs; chart sheets are none.
    package var sheetNames: [String] { sheets.map(\.name) }

    /// A sheet by its name, whose capitals do not matter, as in Excel.
    package func sheet(named name: String) throws(OfficeError) -> Sheet {
        let folded = ComposedText.make(name).lowercased()
        guard let index = sheets.firstIndex(where: { $0.name.lowercased() == folded }) else {
            throw .refused(
                .xlsxMissingSheet, at: Place(file: file.name), with: ["name": name, "sheets": sheetNames.joined(separator: ", ")])
        }
        return try sheet(at: index)
    }

    /// A sheet by its place among ``sheetNames``, from 0.
    package func sheet(at index: Int) throws(OfficeError) -> Sheet {
        let entry = sheets[index]
        let place = Place(file: file.name, sheet: entry.name)
        let cells = SheetXML(place, looks: looks, shared: texts, dateSystem: dateSystem, limits: limits)
        try ZipArchive.reading(file, limits) { (archive) throws(OfficeError) in try XMLStream.read(entry.part, of: archive, cells) }
        return try Sheet(entry.name, rows: cells.rows, merged: cells.merged, place: place, limits: limits)
    }
}
