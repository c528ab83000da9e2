import Kernel

/// A group that is ranked together (GL-12), as the house lists it; each round has its own list, which begins as a copy (PI-5).
package struct Block: Sendable, Hashable {
    /// Small letters, digits and hyphens.
    package var code: String
    package var title: Bilingual

    package init(code: String, title: Bilingual) {
        self.code = code
        self.title = title
    }

    package static func isCode(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-")
            }
    }
}

/// A unit in a block for a time; the unit's own life bounds it besides.
package struct Membership: Sendable, Hashable {
    package var block: String
    package var unit: ID<Unit>
    /// False: scored, but not in the list of ranks (PI-4).
    package var isRanked: Bool
    package var from: CalendarDate?
    /// The last day; nil: still.
    package var to: CalendarDate?

    package init(block: String, unit: ID<Unit>, isRanked: Bool = true, from: CalendarDate? = nil, to: CalendarDate? = nil) {
        self.block = block
        self.unit = unit
        self.isRanked = isRanked
        self.from = from
        self.to = to
    }
}
