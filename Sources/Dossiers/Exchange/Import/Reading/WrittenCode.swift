import Kernel

/// A dossier's code read from the bytes of a list: the same texts as ``DossierCode``, and a number by which a million can be put in order.
package struct WrittenCode {
    /// Figures of the day, `240304`, and of the place in it.
    let day: Int
    let number: Int
    /// How many bytes name the agency.
    let agency: Int
    private let hasSmallLetters: Bool

    package init?(_ text: Span<UInt8>) {
        let agency = text.count - 12
        guard (3...35).contains(agency), text[agency] == UInt8(ascii: "-"), text[agency + 7] == UInt8(ascii: "-"),
            let day = Self.number(text, agency + 1, 6), let number = Self.number(text, agency + 8, 4), number > 0,
            CalendarDate(year: 2000 + day / 10_000, month: day / 100 % 100, day: day % 100) != nil
        else { return nil }
        var hasSmallLetters = false
        for index in 0..<agency {
            switch text[index] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): continue
            case UInt8(ascii: "a")...UInt8(ascii: "z"): hasSmallLetters = true
            default: return nil
            }
        }
        (self.day, self.number, self.agency, self.hasSmallLetters) = (day, number, agency, hasSmallLetters)
    }

    /// The code in capitals.
    package func text(_ written: Span<UInt8>) -> String {
        let text = String(written)
        return hasSmallLetters ? text.uppercased() : text
    }

    private static func number(_ text: Span<UInt8>, _ start: Int, _ length: Int) -> Int? {
        var value = 0
        for index in start..<start + length {
            guard (48...57).contains(text[index]) else { return nil }
            value = value * 10 + Int(text[index] - 48)
        }
        return value
    }
}

extension String {
    /// The text of bytes that were checked to be UTF-8.
    init(_ bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
