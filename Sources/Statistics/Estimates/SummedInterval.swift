import Kernel

/// How far a sum may lie from its value, out of the intervals of what is added (PI-61).
///
/// Each side is the root of the summed squares of the parts' sides (Zou and Donner 2008): where sides are alike, variances of independent
/// parts add up, and lopsided intervals, as Wilson's, stay so. Parts of one sample are added as if all their errors went together, the
/// largest that can be.
package struct SummedInterval: Hashable, Sendable {
    /// What is added, in the unit of the sum: weighted, converted, rounded already.
    package struct Part: Hashable, Sendable {
        /// How far its own interval reaches down and up; never negative.
        package let below: Number
        package let above: Number
        package let level: Level
        /// Who was asked; `a/b` is a part of `a`.
        package let sample: String

        package init(below: Number, above: Number, level: Level, sample: String) {
            self.below = below
            self.above = above
            self.level = level
            self.sample = sample
        }
    }

    /// Decimals of ten digits.
    package let below: Number
    package let above: Number

    /// Parts of another level are brought to this one by the normal distribution.
    package init(_ parts: [Part], level: Level) throws(StatisticsError) {
        let quantile = Normal.quantile(level.upperProbability)
        let names = Set(parts.map(\.sample))
        var sides: [String: (below: Double, above: Double)] = [:]
        for part in parts {
            guard !part.below.isNegative, !part.above.isNegative else { throw .notANumber("−\(part.below) +\(part.above)") }
            let factor = quantile / Normal.quantile(part.level.upperProbability)
            let whole = String(part.sample.prefix { $0 != "/" })
            let sample = names.contains(whole) ? whole : part.sample
            sides[sample, default: (0, 0)].below += factor * part.below.binary
            sides[sample, default: (0, 0)].above += factor * part.above.binary
        }
        // In one order: sums of binary numbers depend on it.
        let ordered = sides.sorted { $0.key < $1.key }.map(\.value)
        let down = ordered.reduce(0) { $0 + $1.below * $1.below }.squareRoot()
        let up = ordered.reduce(0) { $0 + $1.above * $1.above }.squareRoot()
        guard let below = Number(down, digits: 10), let above = Number(up, digits: 10) else { throw .notANumber("\(down), \(up)") }
        self.below = below
        self.above = above
    }
}
