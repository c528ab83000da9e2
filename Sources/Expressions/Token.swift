import Kernel

/// A word of a source and where it stands.
struct Token {
    enum Kind: Equatable {
        case number(Number, percent: Bool)
        case text(String)
        case name(String)
        case keyword(Keyword)
        case sign(Sign)
        /// What the lexer could not read and has told.
        case broken
        case end
    }

    let kind: Kind
    let range: Range<Int>
}

enum Sign: Equatable {
    case plus, minus, times, over
    case open, close, comma, colon
    case compare(Comparison)
}

/// How two values, or a value and a bound, are compared.
enum Comparison: UInt8, Hashable, Sendable {
    case equal, different, below, atMost, above, atLeast

    /// Whether it can stand before a bound of `steps`.
    var isBound: Bool { self != .equal && self != .different }
    /// Whether values above the bound meet it.
    var looksUp: Bool { self == .above || self == .atLeast }

    func holds(_ one: Ratio, _ other: Ratio) -> Bool {
        switch self {
        case .equal: one == other
        case .different: one != other
        case .below: one < other
        case .atMost: one <= other
        case .above: one > other
        case .atLeast: one >= other
        }
    }
}
