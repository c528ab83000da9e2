import Kernel

/// The cells of one sheet.
final class SheetXML: XMLHandler {
    private enum Content {
        case number, shared, inline, formulaText, boolean, error, date
    }

    let name: Place
    private let looks: [StylesXML.Look]
    private let shared: [String]
    private let dateSystem: DateSystem
    private let limits: XLSXLimits

    private(set) var rows: [Sheet.Row] = []
    private(set) var merged: [CellRange] = []
    private var count = 0
    private var row = 0
    private var column = 0
    private var cells: [Sheet.Entry] = []
    private var content = Content.number
    private var look = StylesXML.Look.number
    private var hasFormula = false
    private var inCell = false
    private var collector: TextCollector

    init(_ place: Place, looks: [StylesXML.Look], shared: [String], dateSystem: DateSystem, limits: XLSXLimits) {
        name = place
        self.looks = looks
        self.shared = shared
        self.dateSystem = dateSystem
        self.limits = limits
        collector = TextCollector(limits)
    }

    var place: Place { Place(file: name.file, line: row, column: column, sheet: name.sheet) }

    func start(_ element: String, _ attributes: XMLAttributes) throws(OfficeError) {
        switch element {
        case "row":
            try startRow(attributes["r"])
        case "c":
            try startCell(attributes)
        case "f" where inCell: hasFormula = true
        case "mergeCell":
            let text = attributes["ref"] ?? ""
            // A range of one cell is written by some programs and joins nothing.
            if CellReference(text) != nil { return }
            guard let range = CellRange(text) else { throw badReference(text) }
            guard merged.count < limits.cells else { throw tooMany() }
            merged.append(range)
        default:
            if inCell { collector.start(element) }
        }
    }

    func end(_ element: String) throws(OfficeError) {
        switch element {
        case "row": endRow()
        case "c": try endCell()
        default: if inCell { collector.end(element) }
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(OfficeError) {
        if inCell { try collector.add(bytes, place) }
    }

    private func startRow(_ reference: String?) throws(OfficeError) {
        endRow()
        column = 0
        guard let reference else {
            row += 1
            guard row <= CellReference.lastRow else { throw badReference(String(row)) }
            return
        }
        guard let number = Int(reference), let stated = CellReference(row: number, column: 1) else { throw badReference(reference) }
        row = stated.row
    }

    private func endRow() {
        guard !cells.isEmpty else { return }
        rows.append(Sheet.Row(number: row, cells: cells))
        cells.removeAll()
    }

    private func startCell(_ attributes: XMLAttributes) throws(OfficeError) {
        let previous = column
        if let text = attributes["r"] {
            guard let reference = CellReference(text) else { throw badReference(text) }
            guard reference.row == row else { throw badReference(text) }
            column = reference.column
        } else {
            guard CellReference(row: row, column: previous + 1) != nil else {
                throw badReference(CellReference.letters(previous + 1) + String(row))
            }
            column = previous + 1
        }
        look = .number
        if let style = attributes["s"] {
            guard let index = Int(style), looks.indices.contains(index) || (index == 0 && looks.isEmpty) else {
                throw bad("style \(style)")
            }
            if !looks.isEmpty { look = looks[index] }
        }
        switch attributes["t"] {
        case nil, "n": content = .number
        case "s": content = .shared
        case "inlineStr": content = .inline
        case "str": content = .formulaText
        case "b": content = .boolean
        case "e": content = .error
        case "d": content = .date
        case let type?: throw bad("type \(type)")
        }
        hasFormula = false
        inCell = true
    }

    private func endCell() throws(OfficeError) {
        guard inCell else { return }
        inCell = false
        let text = collector.take()
        guard let cell = try cell(text) else { return }
        count += 1
        guard count <= limits.cells else { throw tooMany() }
        cells.append(Sheet.Entry(column: column, cell: cell))
    }

    /// Nil for a cell that has only a style.
    private func cell(_ text: String) throws(OfficeError) -> Cell? {
        if hasFormula, text.isEmpty, content != .formulaText { return Cell(.uncalculated, "") }
        switch content {
        case .inline, .formulaText: return text.isEmpty ? nil : Cell(.text, text)
        case .shared:
            if text.isEmpty { return nil }
            guard let index = Int(text), shared.indices.contains(index) else { throw bad("text \(text)") }
            return shared[index].isEmpty ? nil : Cell(.text, shared[index])
        case .number:
            let text = text.trimmingSpaces()
            if text.isEmpty { return nil }
            guard DecimalText(stored: text) != nil else {
                throw .refused(.xlsxBadNumber, at: place, with: ["text": String(text.prefix(40))])
            }
            switch look {
            case .number: return Cell(.number, text)
            case .percent: return Cell(.percent, text)
            case .date: return Cell(.date(dateSystem), text)
            }
        case .boolean:
            guard ["0", "1", "false", "true", ""].contains(text) else { throw bad("boolean \(text.prefix(40))") }
            return text.isEmpty ? nil : Cell(.boolean, text == "1" || text == "true" ? "1" : "0")
        case .error: return Cell(.error, text)
        case .date: return text.isEmpty ? nil : Cell(.date(.iso), text)
        }
    }

    private func bad(_ reason: String) -> OfficeError { .refused(.xlsxBadCell, at: place, with: ["reason": reason]) }
    private func badReference(_ text: String) -> OfficeError {
        .refused(.xlsxBadReference, at: Place(file: name.file, sheet: name.sheet), with: ["reference": String(text.prefix(40))])
    }
    private func tooMany() -> OfficeError { .refused(.xlsxTooManyCells, at: name, with: ["limit": String(limits.cells)]) }
}
