/// What a written number can mean.
///
/// One article prints `61,904` (points) beside `25.650/35` (points) and `746.305`
/// (thousands), so a separator alone never decides (SD-50): the readings are compared with what the input may be.
package struct NumberReading: Sendable, Hashable {
    /// Comma decimals, dots between thousands.
    package let vi: Number?
    /// Point decimals, commas between thousands.
    package let en: Number?

    /// The readings of trimmed text; both nil when it is no number.
    ///
    /// A minus may be `-` or `−`.
    package init(_ text: some StringProtocol) {
        var trimmed = text[...]
        while trimmed.first == " " { trimmed.removeFirst() }
        while trimmed.last == " " { trimmed.removeLast() }
        let plain = trimmed.first == "−" ? "-" + trimmed.dropFirst() : String(trimmed)
        vi = Self.read(plain, point: UInt8(ascii: ","), grouping: UInt8(ascii: "."))
        en = Self.read(plain, point: UInt8(ascii: "."), grouping: UInt8(ascii: ","))
    }

    package subscript(language: Language) -> Number? {
        switch language {
        case .vi: vi
        case .en: en
        }
    }

    /// The one meaning that `admits` lets through.
    ///
    /// With both readings possible and different, the text is doubtful and goes back to the person with both.
    package func meaning(admits: (Number) -> Bool) -> Meaning {
        let possible = [vi, en].map { reading in reading.flatMap { admits($0) ? $0 : nil } }
        switch (possible[0], possible[1]) {
        case (let vi?, let en?): return vi == en ? .one(vi) : .doubtful(vi: vi, en: en)
        case (let only?, nil), (nil, let only?): return .one(only)
        case (nil, nil):
            if let reading = vi ?? en { return .refused(reading) }
            return .notANumber
        }
    }

    package enum Meaning: Sendable, Hashable {
        case one(Number)
        case doubtful(vi: Number, en: Number)
        /// It is a number, but not one the input admits.
        case refused(Number)
        case notANumber
    }

    /// Groups are exactly three figures after a first of one to three that does not begin with 0.
    private static func read(_ text: String, point: UInt8, grouping: UInt8) -> Number? {
        let negative = text.hasPrefix("-")
        let parts = text.utf8.dropFirst(negative ? 1 : 0).split(separator: point, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first else { return nil }
        let groups = whole.split(separator: grouping, omittingEmptySubsequences: false)
        if groups.count > 1 {
            guard (1...3).contains(groups[0].count), groups[0].first != UInt8(ascii: "0"), groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { return nil }
        }
        var canonical = (negative ? "-" : "") + groups.map { String(decoding: $0, as: UTF8.self) }.joined()
        if parts.count == 2 { canonical += "." + String(decoding: parts[1], as: UTF8.self) }
        return Number(canonical)
    }
}
