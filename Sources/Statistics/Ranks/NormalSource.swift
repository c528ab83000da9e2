import Foundation

/// Standard normal numbers by the polar method of Marsaglia, two at a time.
package struct NormalSource: Sendable {
    private var random: RandomSource
    private var spare: Double?

    package init(seed: UInt64) { random = RandomSource(seed: seed) }

    package mutating func next() -> Double {
        if let spare {
            self.spare = nil
            return spare
        }
        while true {
            let (x, y) = (2 * random.unit() - 1, 2 * random.unit() - 1)
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spare = y * factor
            return x * factor
        }
    }
}
