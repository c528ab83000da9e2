import CXLSXWriter
import Foundation
import Kernel

/// Makes a workbook: sheets of typed cells under a header that stays in view.
///
/// Sheets and rows are written in order. The same input gives the same bytes, because the day of creation is given. A number
/// of up to 15 significant digits becomes a number, which Excel keeps exactly; a longer one becomes text, since Excel would
/// cut it. The stored digits are those of the nearest binary number (9.95 is stored `9.949999999999999`), as Excel itself
/// does; whoever reads them back takes ``Cell/numberAsTyped``.
package struct XLSXWriter: ~Copyable {
    /// What Excel shows as the properties of the file.
    package struct Properties: Sendable, Hashable {
        package var title: String
        package var author: String
        package var comments: String
        package var created: Timestamp

        package init(title: String, author: String = "", comments: String = "", created: Timestamp) {
            self.title = title
            self.author = author
            self.comments = comments
            self.created = created
        }
    }

    package struct Column: Sendable, Hashable {
        package var title: String
        /// In characters of the default font, as Excel counts.
        package var width: Int
        /// Decimals shown of all its numbers; otherwise each number shows those it was written with.
        package var decimals: Int?

        package init(_ title: String, width: Int = 12, decimals: Int? = nil) {
            self.title = title
            self.width = width
            self.decimals = decimals
        }
    }

    /// A line above a table on paper: over all columns, or one text over the left and one over the right half.
    package struct Heading: Sendable, Hashable {
        package enum Style: Sendable, Hashable, CaseIterable {
            case plain, bold, italic
        }

        package var left: String
        package var right: String?
        package var style: Style

        package init(_ left: String, _ right: String? = nil, style: Style = .plain) {
            self.left = left
            self.right = right
            self.style = style
        }
    }

    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var sheetName = ""
    private var sheetNames: Set<String> = []
    private var columns: [Column] = []
    private var nextRow = 0
    private var header: UnsafeMutablePointer<lxw_format>?
    private var date: UnsafeMutablePointer<lxw_format>?
    private var numbers: [Int: UnsafeMutablePointer<lxw_format>] = [:]
    private var headings: [Heading.Style: UnsafeMutablePointer<lxw_format>] = [:]
    private let path: String

    /// `folder` takes the file while it is made, and whatever libxlsxwriter puts aside.
    ///
    /// With `constantMemory` a row goes to the disk as soon as the next one begins; texts are then not shared and the file is
    /// larger. For tables beyond some hundred thousand rows.
    package init(folder: String, _ properties: Properties, constantMemory: Bool = false) throws(OfficeError) {
        path = try Self.emptyFile(in: folder)
        let path = path
        workbook = folder.withCString { folder in
            var options = lxw_workbook_options()
            options.constant_memory = constantMemory ? 1 : 0
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        header = workbook_add_format(workbook)
        format_set_bold(header)
        format_set_text_wrap(header)
        format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        format_set_bg_color(header, lxw_color_t(0xE7ECF2))
        format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
        date = workbook_add_format(workbook)
        format_set_num_format(date, "dd/mm/yyyy")
        Self.set(properties, of: workbook)
    }

    private static func emptyFile(in folder: String) throws(OfficeError) -> String {
        var template = Array((folder + "/workbook-XXXXXX.xlsx").utf8CString)
        let descriptor = mkstemps(&template, 5)
        guard descriptor >= 0 else { throw notWritten(String(cString: strerror(errno))) }
        close(descriptor)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        if let workbook {
            lxw_workbook_free(workbook)
            unlink(path)
        }
    }

    private static func set(_ properties: Properties, of workbook: UnsafeMutablePointer<lxw_workbook>?) {
        // Properties know no escapes, so what XML cannot hold is left out.
        let texts = [properties.title, properties.author, properties.comments].map { text in
            strdup(String(String.UnicodeScalarView(text.unicodeScalars.filter { !Self.isForbidden($0) || $0 == "\n" })))
        }
        defer { texts.forEach { free($0) } }
        var own = lxw_doc_properties()
        own.title = texts[0]
        own.author = texts[1]
        own.comments = texts[2]
        // 0 would mean now.
        own.created = max(time_t(properties.created.milliseconds / 1000), 1)
        workbook_set_properties(workbook, &own)
    }

    /// Control characters and the two scalars that XML excludes.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || (0xFFFE...0xFFFF).contains(scalar.value) }

    private static func isSheetName(_ name: String) -> Bool {
        (1...31).contains(name.utf16.count) && !name.hasPrefix("'") && !name.hasSuffix("'")
            && !name.unicodeScalars.contains { isForbidden($0) || "[]:*?/\\".unicodeScalars.contains($0) }
    }

    /// Begins the next sheet, and writes its header, which stays in view and comes again on every printed page.
    ///
    /// With lines `above` the sheet is a paper: A4, as wide as its table.
    package mutating func addSheet(_ name: String, _ columns: [Column], above: [Heading] = []) throws(OfficeError) {
        let badName = OfficeError.notMade(.sheetName, with: ["name": name])
        guard Self.isSheetName(name), sheetNames.insert(name.lowercased()).inserted,
            workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR
        else { throw badName }
        guard columns.count <= CellReference.lastColumn else { throw .notMade(.sheetFull, with: ["sheet": name]) }
        guard let sheet = workbook_add_worksheet(workbook, name) else { throw badName }
        self.sheet = sheet
        self.columns = columns
        sheetName = name
        nextRow = 0
        for line in above { try write(line) }
        for (index, column) in columns.enumerated() {
            let at = lxw_col_t(index)
            try check(worksheet_set_column(sheet, at, at, Double(column.width), nil))
            try write(column.title, index, header)
        }
        worksheet_freeze_panes(sheet, lxw_row_t(nextRow + 1), 0)
        worksheet_repeat_rows(sheet, lxw_row_t(nextRow), lxw_row_t(nextRow))
        if !above.isEmpty {
            worksheet_set_paper(sheet, 9)
            worksheet_fit_to_pages(sheet, 1, 0)
        }
        nextRow += 1
    }

    private mutating func write(_ line: Heading) throws(OfficeError) {
        let format = format(line.style)
        let last = max(columns.count - 1, 0)
        let half = line.right == nil ? last : last / 2
        for (text, from, to) in [(line.left, 0, half), (line.right ?? "", half + 1, last)] where !text.isEmpty && from <= to {
            let encoded = XLSXText.encoded(text)
            let row = lxw_row_t(nextRow)
            if from == to {
                try write(text, from, format)
            } else {
                try check(worksheet_merge_range(sheet, row, lxw_col_t(from), row, lxw_col_t(to), encoded, format))
            }
        }
        nextRow += 1
    }

    private mutating func format(_ style: Heading.Style) -> UnsafeMutablePointer<lxw_format>? {
        if let format = headings[style] { return format }
        let format = workbook_add_format(workbook)
        format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        format_set_text_wrap(format)
        if style == .bold { format_set_bold(format) }
        if style == .italic { format_set_italic(format) }
        headings[style] = format
        return format
    }

    /// Adds a row to the sheet that was begun last; it may have fewer cells than the sheet has columns, or more.
    package mutating func add(_ row: [OutputCell]) throws(OfficeError) {
        precondition(sheet != nil, "a row belongs to a sheet")
        guard nextRow < CellReference.lastRow, row.count <= CellReference.lastColumn else {
            throw .notMade(.sheetFull, with: ["sheet": sheetName])
        }
        for (column, cell) in row.enumerated() {
            switch cell {
            case .blank: continue
            case .text(let text): try write(text, column, nil)
            case .number(let number): try write(number, column)
            case .date(let day):
                var moment = lxw_datetime(year: Int32(day.year), month: Int32(day.month), day: Int32(day.day), hour: 0, min: 0, sec: 0)
                try check(worksheet_write_datetime(sheet, lxw_row_t(nextRow), lxw_col_t(column), &moment, date))
            }
        }
        nextRow += 1
    }

    private func write(_ text: String, _ column: Int, _ format: UnsafeMutablePointer<lxw_format>?) throws(OfficeError) {
        if text.isEmpty { return }
        let encoded = XLSXText.encoded(text)
        guard encoded.utf16.count <= 32_767 else {
            let place = ["sheet": sheetName, "row": String(nextRow + 1), "column": String(column + 1)]
            throw .notMade(.textTooLong, with: place)
        }
        try check(worksheet_write_string(sheet, lxw_row_t(nextRow), lxw_col_t(column), encoded, format))
    }

    private mutating func write(_ number: DecimalText, _ column: Int) throws(OfficeError) {
        let text = number.description
        guard number.significantCount <= 15, let value = Double(text), value.isNormal || value == 0 else {
            return try write(text, column, nil)
        }
        let decimals = (column < columns.count ? columns[column].decimals : nil) ?? number.decimals
        try check(worksheet_write_number(sheet, lxw_row_t(nextRow), lxw_col_t(column), value, format(decimals: decimals)))
    }

    /// Formats are few: Excel shows at most 30 decimals.
    private mutating func format(decimals: Int) -> UnsafeMutablePointer<lxw_format>? {
        let decimals = min(max(decimals, 0), 30)
        if let format = numbers[decimals] { return format }
        let format = workbook_add_format(workbook)
        format_set_num_format(format, "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""))
        numbers[decimals] = format
        return format
    }

    /// Ends the workbook and gives its bytes; nothing stays on the disk.
    package consuming func bytes() throws(OfficeError) -> [UInt8] {
        let path = try finish()
        defer { unlink(path) }
        return try InputFile(path: path, limit: .max).bytes
    }

    /// Ends the workbook and gives the path of its file, which now belongs to the caller.
    package consuming func file() throws(OfficeError) -> String { try finish() }

    private mutating func finish() throws(OfficeError) -> String {
        guard let workbook else { preconditionFailure("a workbook is ended once") }
        precondition(sheet != nil, "a workbook has a sheet")
        // libxlsxwriter frees the workbook here, whatever comes of it.
        self.workbook = nil
        let outcome = workbook_close(workbook)
        guard outcome == LXW_NO_ERROR else {
            unlink(path)
            throw Self.notWritten(String(cString: lxw_strerror(outcome)))
        }
        return path
    }

    private func check(_ outcome: lxw_error) throws(OfficeError) {
        if outcome != LXW_NO_ERROR { throw Self.notWritten(String(cString: lxw_strerror(outcome))) }
    }

    private static func notWritten(_ reason: String) -> OfficeError { .notMade(.notWritten, with: ["reason": reason]) }
}
