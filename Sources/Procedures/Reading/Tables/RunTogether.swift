/// A table of the portal whose cells were joined without anything between them, as scalars to be searched.
///
/// Two cells meet where no space is and a word could not go on: there a row can be told from the next one.
struct RunTogether {
    typealias Literal = [Unicode.Scalar]

    let scalars: [Unicode.Scalar]

    init(_ text: some StringProtocol) { scalars = Array(text.unicodeScalars) }

    var count: Int { scalars.count }

    subscript(index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

    func text(_ range: Range<Int>) -> String {
        String(unsafeUninitializedCapacity: range.count * 4) { bytes in
            var count = 0
            for scalar in scalars[range] {
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    bytes[count] = byte
                    count += 1
                }
            }
            return count
        }
    }

    func trimmed(_ range: Range<Int>) -> String {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, scalars[start].isSpace { start += 1 }
        while end > start, scalars[end - 1].isSpace { end -= 1 }
        return text(start..<end)
    }

    /// The end of a range, short enough to be shown wherever a row could not be told.
    func excerpt(_ range: Range<Int>) -> String { trimmed(max(range.lowerBound, range.upperBound - 300)..<range.upperBound) }

    /// The first place from `index` on where no space is: rows begin there.
    func skippingSpaces(from index: Int, before end: Int) -> Int {
        var start = index
        while start < end, scalars[start].isSpace { start += 1 }
        return start
    }

    func isBlank(_ range: Range<Int>) -> Bool { scalars[range].allSatisfy(\.isSpace) }

    func starts(_ literal: Literal, at index: Int) -> Bool {
        guard index >= 0, index + literal.count <= scalars.count else { return false }
        for offset in literal.indices where scalars[index + offset] != literal[offset] { return false }
        return true
    }

    func first(_ literal: Literal, in range: Range<Int>) -> Int? {
        range.first { scalars[$0] == literal[0] && starts(literal, at: $0) && $0 + literal.count <= range.upperBound }
    }

    /// Where the run of figures from `index` on ends.
    func endOfFigures(from index: Int) -> Int {
        var end = index
        while let scalar = self[end], scalar.isFigure { end += 1 }
        return end
    }

    /// Where the run of figures before `index` begins.
    func startOfFigures(before index: Int, notBefore low: Int) -> Int {
        var start = index
        while start > low, scalars[start - 1].isFigure { start -= 1 }
        return start
    }

    /// Where a year ends that a run of figures must begin with, since `năm` or the day and month of a date stand before it.
    ///
    /// `năm 20241` is the year 2024 and a 1.
    func endOfYear(_ run: Range<Int>) -> Int? {
        guard run.count > 4, let year = Int(text(run.lowerBound..<(run.lowerBound + 4))), (1945...2099).contains(year) else { return nil }
        let isDate = self[run.lowerBound - 1] == "/" && self[run.lowerBound - 2]?.isFigure == true
        return isDate || starts(Self.year, at: run.lowerBound - Self.year.count) ? run.lowerBound + 4 : nil
    }

    private static let year = "năm ".literal
}

extension Unicode.Scalar {
    var isFigure: Bool { (0x30...0x39).contains(value) }
    var isCapital: Bool { isASCII ? (0x41...0x5A).contains(value) : properties.isUppercase }
    var isSmall: Bool { isASCII ? (0x61...0x7A).contains(value) : properties.isLowercase }
    var isLetter: Bool { isCapital || isSmall }
    var isSpace: Bool { isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }
}

extension Substring {
    var trimmed: String { String(self).trimmed }
}

extension String {
    /// Without white space at both ends, told by scalars: Foundation's way takes longer than all the rest of reading.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isSpace }), let last = scalars.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return first == startIndex && scalars.index(after: last) == endIndex ? self : String(self[first...last])
    }

    var literal: RunTogether.Literal { Array(unicodeScalars) }

    /// Nothing, or the portal's words for nothing.
    var saysNothing: Bool {
        if utf8.count > PortalWord.nothing.utf8.count + 20 { return false }
        let trimmed = trimmed
        return trimmed.isEmpty || trimmed == PortalWord.nothing
    }
}
