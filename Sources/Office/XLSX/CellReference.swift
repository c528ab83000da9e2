/// The address of a cell as Excel writes it, `B7`; rows and columns count from 1, the last one is XFD1048576.
package struct CellReference: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let row: Int
    package let column: Int

    package static let lastRow = 1_048_576
    package static let lastColumn = 16_384

    /// Nil outside a sheet.
    package init?(row: Int, column: Int) {
        guard (1...Self.lastRow).contains(row), (1...Self.lastColumn).contains(column) else { return nil }
        self.row = row
        self.column = column
    }

    /// Reads `B7` or `$B$7`.
    package init?(_ text: some StringProtocol) {
        var column = 0
        var row = 0
        var figures = 0
        for byte in text.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where figures == 0 && column <= Self.lastColumn:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where row <= Self.lastRow && figures < 7:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
                figures += 1
            default: return nil
            }
        }
        self.init(row: row, column: column)
    }

    package var description: String { Self.letters(column) + String(row) }

    /// `1` is A, `27` is AA.
    package static func letters(_ column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }

    package static func < (one: CellReference, other: CellReference) -> Bool { (one.row, one.column) < (other.row, other.column) }
}

/// A block of cells, `A1:E1`, as merged cells are told.
package struct CellRange: Sendable, Hashable, CustomStringConvertible {
    package let first: CellReference
    package let last: CellReference

    /// Reads `A1:E1`; nil when it does not run from its upper left to its lower right cell.
    package init?(_ text: some StringProtocol) {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { CellReference($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first.row <= last.row, first.column <= last.column else {
            return nil
        }
        self.first = first
        self.last = last
    }

    package var description: String { "\(first):\(last)" }

    package func contains(_ cell: CellReference) -> Bool {
        (first.row...last.row).contains(cell.row) && (first.column...last.column).contains(cell.column)
    }
}
