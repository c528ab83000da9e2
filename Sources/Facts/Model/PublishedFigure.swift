import Kernel

/// One number, rank or band that somebody published, as written and as read, with its source and its doubts.
///
/// Columns and vocabulary are described in Facts/README.md.
package struct PublishedFigure: Sendable, Hashable {
    package var id: String
    package var place: String
    package var period: Period
    package var block: String
    package var unit: String
    /// `word` or `word:detail` of the vocabulary.
    package var metric: String
    /// As the source writes it; empty where it says it in words.
    package var written: String
    package var number: Number?
    package var measure: Measure
    package var qualifier: String
    /// A number, or `last`.
    package var rank: String
    package var unitCount: Int?
    package var band: String
    /// Codes of the vocabulary.
    package var doubts: [String]
    package var source: String
    package var rule: String

    package enum Measure: String, Sendable, CaseIterable {
        case points, percent, count, rank
        /// 0 to 1, written as a percentage.
        case share
        /// No number: a band, or a place at the end of a list.
        case none = ""
    }
}

/// A sentence and the formula over figures that must bear it out (SD-55).
package struct PressStatement: Sendable, Hashable {
    package var id: String
    package var rule: String
    package var text: Bilingual
    package var formula: String
    /// Names of the formula, in order, with the figures they stand for.
    package var given: [Binding]
    /// A canonical decimal, or `true`.
    package var expected: String
    /// The decimals to which the printed value was rounded; nil compares exactly.
    package var digits: Int?
    /// False where the source contradicts itself: then the check must find that it fails.
    package var holds: Bool

    package struct Binding: Sendable, Hashable {
        package var name: String
        package var figure: String
    }
}
