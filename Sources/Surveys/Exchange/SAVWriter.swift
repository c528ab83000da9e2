import Kernel
import Office
import Statistics

/// Writes a system file of SPSS (`.sav`), uncompressed, in UTF-8, with Vietnamese labels, labels of values and missing values.
///
/// The layout is that of the PSPP project's description: a header of 176 bytes, records 2 (variables), 3 and 4 (labels of values), 7
/// (numbers and encoding), 999, then eight bytes a cell, strings in several (SV-81). Lengths are in bytes, all words little-endian.
struct SAVWriter {
    private var bytes: [UInt8] = []
    private let table: OpenTable
    private let language: Language
    /// Bytes of each text column, in whole eights; 0 for numbers.
    private let widths: [Int]

    private static let longest = 248
    private static let missing: UInt64 = 0xFFEF_FFFF_FFFF_FFFF
    private static let highest: UInt64 = 0x7FEF_FFFF_FFFF_FFFF
    private static let lowest: UInt64 = 0xFFEF_FFFF_FFFF_FFFE

    static func write(_ table: OpenTable, created: Timestamp, language: Language) -> [UInt8] {
        var writer = SAVWriter(table, language)
        writer.header(created)
        for index in table.columns.indices { writer.variable(index) }
        writer.valueLabels()
        writer.information()
        writer.word(999)
        writer.word(0)
        writer.data()
        return writer.bytes
    }

    private init(_ table: OpenTable, _ language: Language) {
        self.table = table
        self.language = language
        widths = table.columns.map { column in
            guard column.kind == .text else { return 0 }
            let longest = column.cells.map { cell in if case .text(let text) = cell { text.utf8.count } else { 0 } }.max() ?? 0
            return min((max(longest, 1) + 7) / 8 * 8, Self.longest)
        }
    }

    // MARK: words

    private mutating func word(_ value: Int32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    private mutating func word(_ value: Int) { word(Int32(value)) }
    private mutating func pattern(_ value: UInt64) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    private mutating func number(_ value: Number) { pattern(value.binary.bitPattern) }

    /// Text in exactly so many bytes, cut between letters, filled with spaces.
    private mutating func text(_ text: String, width: Int) {
        let cut = Self.cut(text, width)
        bytes.append(contentsOf: cut)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width - cut.count))
    }

    private static func cut(_ text: String, _ width: Int) -> [UInt8] {
        var cut: [UInt8] = []
        for letter in text {
            let next = Array(String(letter).utf8)
            if cut.count + next.count > width { break }
            cut += next
        }
        return cut
    }

    private static func up(_ count: Int, to step: Int) -> Int { (count + step - 1) / step * step }

    // MARK: records

    private mutating func header(_ created: Timestamp) {
        text("$FL2", width: 4)
        text("@(#) SPSS DATA FILE Cai Cach", width: 60)
        word(2)
        word(widths.reduce(0) { $0 + max($1 / 8, 1) })
        // Not compressed, no variable of weights, so many cases, a bias of compression.
        word(0)
        word(0)
        word(table.rows)
        number(100)
        let day = created.vietnamDate
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let figures = day.day < 10 ? "0\(day.day)" : "\(day.day)"
        text("\(figures) \(months[day.month - 1]) \(String("\(day.year)".suffix(2)))", width: 9)
        text("\(created.vietnamClock):00", width: 8)
        text(table.title[language], width: 64)
        bytes.append(contentsOf: [0, 0, 0])
    }

    private static func shortName(_ index: Int) -> String { "V\(index + 1)" }

    private mutating func variable(_ index: Int) {
        let column = table.columns[index]
        let width = widths[index]
        let label = Self.cut(column.label[language], 252)
        let format: Int
        switch column.kind {
        case .number(let decimals): format = 5 << 16 | min(8 + decimals, 20) << 8 | decimals
        case .text: format = 1 << 16 | width << 8
        }
        // Three single values at most; more are told by the codebook.
        let missing = Array(column.missing.prefix(3))
        word(2)
        word(width)
        word(label.isEmpty ? 0 : 1)
        word(missing.count)
        word(format)
        word(format)
        text(Self.shortName(index), width: 8)
        if !label.isEmpty {
            word(label.count)
            bytes.append(contentsOf: label)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: Self.up(label.count, to: 4) - label.count))
        }
        for value in missing { number(value) }
        for _ in 1..<max(width / 8, 1) {
            word(2)
            word(-1)
            word(0)
            word(0)
            word(0)
            word(0)
            text("", width: 8)
        }
    }

    private mutating func valueLabels() {
        var place = 1
        for (index, column) in table.columns.enumerated() {
            if !column.values.isEmpty {
                word(3)
                word(column.values.count)
                for value in column.values {
                    number(value.value)
                    let label = Self.cut(value.label[language], 120)
                    bytes.append(UInt8(label.count))
                    bytes.append(contentsOf: label)
                    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: Self.up(label.count + 1, to: 8) - label.count - 1))
                }
                word(4)
                word(1)
                word(place)
            }
            place += max(widths[index] / 8, 1)
        }
    }

    private mutating func extra(_ subtype: Int, size: Int, count: Int) {
        word(7)
        word(subtype)
        word(size)
        word(count)
    }

    private mutating func information() {
        extra(3, size: 4, count: 8)
        // Version, machine, IEEE, compression, little-endian, UTF-8.
        for value in [1, 0, 0, -1, 1, 1, 2, 65_001] { word(value) }
        extra(4, size: 8, count: 3)
        for value in [Self.missing, Self.highest, Self.lowest] { pattern(value) }
        extra(11, size: 4, count: 3 * table.columns.count)
        for (index, column) in table.columns.enumerated() {
            word(column.measure.rawValue)
            word(column.kind == .text ? max(widths[index], 8) : 10)
            word(column.kind == .text ? 0 : 1)
        }
        let names = table.columns.enumerated().map { "\(Self.shortName($0))=\($1.name)" }.joined(separator: "\t")
        extra(13, size: 1, count: names.utf8.count)
        bytes.append(contentsOf: names.utf8)
        extra(20, size: 1, count: 5)
        bytes.append(contentsOf: "UTF-8".utf8)
    }

    private mutating func data() {
        for row in 0..<table.rows {
            for (index, column) in table.columns.enumerated() {
                let cell = column.cells[row]
                if column.kind == .text {
                    if case .text(let value) = cell { text(value, width: widths[index]) } else { text("", width: widths[index]) }
                } else if case .number(let value) = cell, let exact = Number(value.description) {
                    number(exact)
                } else {
                    pattern(Self.missing)
                }
            }
        }
    }
}
