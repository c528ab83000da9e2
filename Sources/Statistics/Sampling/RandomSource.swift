/// Random numbers that a seed repeats on every machine and in every later version: xoshiro256** seeded by SplitMix64.
///
/// A draw is a legal fact (SV-14), so its numbers may not change with a library. ``below(_:)`` and ``shuffledPrefix(_:of:)`` say how they
/// take them. Source: Blackman and Vigna, Scrambled linear pseudorandom number generators (2021); public domain.
package struct RandomSource: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)
    private let seed: UInt64

    package init(seed: UInt64) {
        self.seed = seed
        var mixer = seed
        state = (Self.mixed(&mixer), Self.mixed(&mixer), Self.mixed(&mixer), Self.mixed(&mixer))
    }

    /// A stream of its own for a part of the work, which does not depend on what the others have used.
    package func stream(_ number: UInt64) -> RandomSource {
        var mixer = seed ^ (number &+ 1) &* 0xD134_2543_DE82_EF95
        return RandomSource(seed: Self.mixed(&mixer))
    }

    private static func mixed(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    package mutating func next() -> UInt64 {
        func rotated(_ word: UInt64, _ bits: UInt64) -> UInt64 { (word << bits) | (word >> (64 - bits)) }
        let result = rotated(state.1 &* 5, 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, 45)
        return result
    }

    /// A whole number from 0 to below `bound`, each as likely: the high word of a number times the bound, numbers whose low word would
    /// favour some thrown away (Lemire 2019).
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "there is nothing below zero")
        let bound = UInt64(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// A number from 0 to below 1, of 53 bits.
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// So many of the numbers 0 ..< `bound` in random order: the beginning of a shuffle in which place i is exchanged with one from i on.
    package mutating func shuffledPrefix(_ count: Int, of bound: Int) -> [Int] {
        precondition((0...bound).contains(count), "no more are drawn than there are")
        // Only places that were exchanged are remembered when few of many are drawn.
        if count < bound / 16 {
            var moved: [Int: Int] = [:]
            return (0..<count).map { place in
                let other = place + below(bound - place)
                let drawn = moved[other] ?? other
                moved[other] = moved[place] ?? place
                return drawn
            }
        }
        var places = Array(0..<bound)
        for place in 0..<count { places.swapAt(place, place + below(bound - place)) }
        return Array(places.prefix(count))
    }
}
