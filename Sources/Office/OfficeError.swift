import Kernel

/// Why a file could not be read or made.
///
/// What was read of a refused file is thrown away: there is no half a table. The texts of the codes live in Platform's
/// Locales under `office.`.
package enum OfficeError: DomainError, Hashable {
    /// A file somebody sent, and the place in it that stopped the reading.
    case refused(ReadingFault, at: Place, with: [String: String] = [:])
    /// A file the house was to make for somebody.
    case notMade(MakingFault, with: [String: String] = [:])

    package var code: String {
        switch self {
        case .refused(let fault, _, _): "office." + fault.rawValue
        case .notMade(let fault, _): "office." + fault.rawValue
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .refused(let fault, _, _): fault.kind
        case .notMade(let fault, _): fault.kind
        }
    }

    /// `file` always; `row`, `column`, `sheet`, and `cell` (`B7`) where the place has them; and what the fault itself adds.
    package var details: [String: String] {
        switch self {
        case .notMade(_, let details): return details
        case .refused(_, let place, var details):
            details["file"] = place.file
            if let sheet = place.sheet { details["sheet"] = sheet }
            if place.line > 0 { details["row"] = String(place.line) }
            if place.column > 0 { details["column"] = String(place.column) }
            if place.sheet != nil { details["cell"] = CellReference(row: place.line, column: place.column)?.description ?? "–" }
            if let field = place.field { details["field"] = field }
            return details
        }
    }

    /// The same as one fault among others of an import; nil for a file that was to be made.
    package var fault: Fault? {
        guard case .refused(_, let place, _) = self else { return nil }
        return Fault(code, at: place, details)
    }

    /// Every code there is, for the tests of the texts.
    package static var codes: [String] {
        ReadingFault.allCases.map { "office." + $0.rawValue } + MakingFault.allCases.map { "office." + $0.rawValue }
    }
}

/// What can be wrong with a file that was sent.
///
/// Raw values are promises: each is a code after `office.`.
package enum ReadingFault: String, Sendable, Hashable, CaseIterable {
    case fileMissing = "file.missing"
    /// Details: `reason`, the system's own words.
    case fileUnreadable = "file.unreadable"
    /// Details: `limit`, `256 MB`.
    case fileTooLarge = "file.too_large"

    /// Details: `byte`, the first that is no UTF-8, as `0xE1`, and `offset`, where it stands in the file from 0.
    case csvInvalidUTF8 = "csv.invalid_utf8"
    /// Details: `offset`. Half a surrogate pair or half a unit.
    case csvInvalidUTF16 = "csv.invalid_utf16"
    /// Details: `encoding`.
    case csvUnsupportedEncoding = "csv.unsupported_encoding"
    case csvNULByte = "csv.nul_byte"
    /// Details: `separator`, what the line `sep=` asks for.
    case csvUnsupportedSeparator = "csv.unsupported_separator"
    /// The header line has as many of one separator as of another.
    case csvAmbiguousSeparator = "csv.ambiguous_separator"
    case csvUnterminatedQuote = "csv.unterminated_quote"
    case csvStrayQuote = "csv.stray_quote"
    /// Details: `limit`.
    case csvTooManyColumns = "csv.too_many_columns"
    /// Details: `expected`, the number of columns of the header.
    case csvTooManyFields = "csv.too_many_fields"
    /// Details: `limit` in bytes.
    case csvFieldTooLong = "csv.field_too_long"

    case tableWithoutHeader = "table.no_header"
    /// Details: `name`.
    case tableMissingColumn = "table.missing_column"
    /// Details: `name` and `first`, the column that bears it already.
    case tableDuplicateColumn = "table.duplicate_column"
    /// Details: `name`.
    case tableUnknownColumn = "table.unknown_column"
    /// A column without a heading between columns that have one.
    case tableUnnamedColumn = "table.unnamed_column"
    /// A cell with content under no heading.
    case tableOutsideHeader = "table.outside_header"
    /// Details: `range`. One value over several rows or columns has no single reading.
    case tableMergedCells = "table.merged_cells"
    /// Details: `limit`.
    case tableTooManyCells = "table.too_many_cells"

    case xlsxNotAWorkbook = "xlsx.not_a_workbook"
    /// The binary format of Excel 97–2003.
    case xlsxOldFormat = "xlsx.old_format"
    case xlsxEncrypted = "xlsx.encrypted"
    /// Details: `part` and `reason`. Truncated, altered, or not as the format says.
    case xlsxDamaged = "xlsx.damaged"
    /// Details: `part`, `reason`; the place is the last cell that was read well.
    case xlsxDamagedSheet = "xlsx.damaged_sheet"
    /// Details: `part`. A zip bomb.
    case xlsxExpandsTooMuch = "xlsx.expands_too_much"
    /// Details: `limit`.
    case xlsxTooManyParts = "xlsx.too_many_parts"
    /// Details: `limit`.
    case xlsxTooManySheets = "xlsx.too_many_sheets"
    /// Details: `part`. A document type declaration, the door of entity attacks.
    case xlsxDoctype = "xlsx.doctype"
    /// Details: `name`, `sheets`.
    case xlsxMissingSheet = "xlsx.missing_sheet"
    /// Details: `reference`. No cell of a sheet, whose last one is XFD1048576.
    case xlsxBadReference = "xlsx.bad_reference"
    case xlsxDuplicateCell = "xlsx.duplicate_cell"
    /// Details: `text`.
    case xlsxBadNumber = "xlsx.bad_number"
    /// Details: `reason`. A cell that points at a text or style which is not there, or is of no known type.
    case xlsxBadCell = "xlsx.bad_cell"
    /// Details: `limit` in bytes.
    case xlsxTextTooLong = "xlsx.text_too_long"
    /// Details: `limit`.
    case xlsxTooManyCells = "xlsx.too_many_cells"

    case documentEmpty = "document.empty"
    /// None of the kinds that evidence may have.
    case documentUnknown = "document.unknown"
    /// It can be run.
    case documentProgram = "document.program"
    /// Its end is missing, or its parts cannot be listed.
    case documentBroken = "document.broken"
    case documentEncrypted = "document.encrypted"
    case documentMacros = "document.macros"
    /// A zip bomb.
    case documentExpandsTooMuch = "document.expands_too_much"

    var kind: ErrorKind {
        switch self {
        case .fileMissing, .xlsxMissingSheet: .missing
        case .fileUnreadable: .unavailable
        case .fileTooLarge, .csvTooManyColumns, .csvFieldTooLong, .tableTooManyCells, .xlsxExpandsTooMuch, .xlsxTooManyParts,
            .xlsxTooManySheets, .xlsxTextTooLong, .xlsxTooManyCells:
            .tooLarge
        default: .invalid
        }
    }
}

/// What can hinder making a file.
///
/// Raw values are promises: each is a code after `office.`.
package enum MakingFault: String, Sendable, Hashable, CaseIterable {
    /// Details: `name`. Excel allows 31 characters, none of `[ ] : * ? / \`, and no name twice.
    case sheetName = "make.sheet_name"
    /// Details: `sheet`, `row`, `column`. Excel holds 32,767 characters in a cell.
    case textTooLong = "make.text_too_long"
    /// Details: `sheet`. Excel holds 1,048,576 rows and 16,384 columns.
    case sheetFull = "make.sheet_full"
    /// Details: `reason`, the system's own words.
    case notWritten = "make.not_written"
    /// Details: `program`. PDF needs WeasyPrint beside the house.
    case printerMissing = "pdf.printer_missing"
    /// Details: `reason`, the last line that the program said.
    case printingFailed = "pdf.failed"
    /// Details: `seconds`.
    case printingTooSlow = "pdf.too_slow"
    /// Details: `limit`, `64 MB`.
    case printTooLarge = "pdf.too_large"
    /// As many papers wait as may.
    case printerBusy = "pdf.busy"

    var kind: ErrorKind {
        switch self {
        case .sheetName: .invalid
        case .textTooLong, .sheetFull, .printTooLarge, .printerBusy: .excessive
        case .notWritten, .printerMissing, .printingFailed, .printingTooSlow: .unavailable
        }
    }
}

/// A size as people and systems alike write it: `256 MB`, `15 B`.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        switch bytes {
        case ..<1024: "\(bytes) B"
        case ..<(1 << 20): "\(bytes >> 10) KB"
        default: "\(bytes >> 20) MB"
        }
    }
}
