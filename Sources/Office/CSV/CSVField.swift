/// Where one field lies in ``CSVReader/bytes``: what is between its quotes, or all of it.
package struct CSVField: Sendable, Hashable {
    package let lower: UInt32
    package let upper: UInt32
    /// The bytes hold `""` where the text has `"`.
    package let hasDoubledQuotes: Bool

    init(_ lower: Int, _ upper: Int, doubled: Bool = false) {
        self.lower = UInt32(truncatingIfNeeded: lower)
        self.upper = UInt32(truncatingIfNeeded: upper)
        hasDoubledQuotes = doubled
    }

    static let empty = CSVField(0, 0)

    package var range: Range<Int> { Int(lower)..<Int(upper) }
    package var count: Int { Int(upper) - Int(lower) }
    package var isEmpty: Bool { lower == upper }
}

/// A place between two rows.
package struct CSVPosition: Sendable, Hashable {
    /// In bytes of ``CSVReader/bytes``.
    package var offset: Int
    /// The line of the file that starts here, from 1.
    package var line: Int

    package init(offset: Int, line: Int) {
        self.offset = offset
        self.line = line
    }
}

/// Finds the bytes that matter, `"` CR LF and the separator, eight bytes at a step.
///
/// Looking at every byte alone costs a branch a byte; this costs some twenty operations for eight, and then one step for each
/// byte that matters.
struct CSVMarks: Sendable {
    /// Offset of the eight bytes in hand.
    private var word: Int
    /// The top bit of each byte in hand that matters and was not yet given out.
    private var bits: UInt64 = 0
    private let separators: UInt64

    init(from offset: Int, separator: UInt8) {
        word = offset - 8
        separators = UInt64(separator) &* 0x0101_0101_0101_0101
    }

    /// The offset of the next byte that matters; the count of the bytes behind the last one.
    @inline(__always)
    mutating func next(in bytes: Span<UInt8>) -> Int {
        while bits == 0 {
            word += 8
            guard word < bytes.count else {
                word = bytes.count
                return word
            }
            bits = marks(in: Self.load(bytes, at: word))
        }
        let offset = word &+ bits.trailingZeroBitCount >> 3
        bits &= bits &- 1
        return offset
    }

    @inline(__always)
    private static func load(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
        // Safe: eight bytes from `offset` on are there.
        if offset <= bytes.count - 8 {
            return UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
        }
        return (offset..<bytes.count).reduce(0) { $0 | UInt64(bytes[$1]) << UInt64(8 * ($1 - offset)) }
    }

    /// The top bit of every byte that is one of the four; exact, no carry leaves its byte.
    @inline(__always)
    private func marks(in word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        @inline(__always) func differs(_ pattern: UInt64) -> UInt64 {
            let difference = word ^ pattern
            return ((difference & low) &+ low) | difference
        }
        let rows = differs(0x0A0A_0A0A_0A0A_0A0A) & differs(0x0D0D_0D0D_0D0D_0D0D)
        return ~(rows & differs(separators) & differs(0x2222_2222_2222_2222) | low)
    }
}
