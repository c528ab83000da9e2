import Kernel
import TestNumbers
import Testing

@Suite struct `Ratio: arithmetic` {
    private static func ratio(_ random: inout SeededGenerator) -> Ratio {
        // Small parts meet often, large ones overflow often: both must be right.
        if random.once(in: 2) { return Ratio(random.below(2_000) - 1_000, random.below(1_000) + 1) }
        let bottom: Int128 = random.whole()
        return Ratio(random.whole(Int128.self), bottom == 0 ? 1 : bottom)
    }

    private static func isInLowestTerms(_ ratio: Ratio) -> Bool {
        var (one, other) = (ratio.numerator.magnitude, ratio.denominator.magnitude)
        while other != 0 { (one, other) = (other, one % other) }
        return ratio.denominator > 0 && one == 1
    }

    @Test func `is kept in lowest terms with the sign above`() {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let (top, bottom): (Int128, Int128) = (random.whole(), random.whole())
            guard bottom != 0 else { continue }
            let ratio = Ratio(top, bottom)
            #expect(Self.isInLowestTerms(ratio), "seed \(seed)")
            #expect(BigFraction(ratio) == BigFraction(BigWhole(top), BigWhole(bottom)), "seed \(seed)")
        }
    }

    @Test func `of products and quotients is exact, and overflows only when the value does not fit`() {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let (one, other) = (Self.ratio(&random), Self.ratio(&random))
            #expect((try? one * other) == (BigFraction(one) * BigFraction(other)).ratio, "seed \(seed)")
            if other != .zero { #expect((try? one / other) == (BigFraction(one) / BigFraction(other)).ratio, "seed \(seed)") }
            #expect(-(-one) == one && BigFraction(-one) == -BigFraction(one), "seed \(seed)")
        }
    }

    @Test func `of sums and differences is exact, and overflows only when the least common denominator does not hold them`() {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let (one, other) = (Self.ratio(&random), Self.ratio(&random))
            #expect((try? one + other) == BigFraction.sum(one, other), "seed \(seed)")
            #expect((try? one - other) == BigFraction.sum(one, -other), "seed \(seed)")
        }
    }

    @Test func `at the edges throws and never traps`() {
        let largest = Ratio(Int128.max, 1)
        let smallest = Ratio(1, Int128.max)
        #expect(throws: Ratio.Overflow.self) { try largest + .one }
        #expect(throws: Ratio.Overflow.self) { try -largest - .one }
        #expect(throws: Ratio.Overflow.self) { try largest * Ratio(2, 1) }
        #expect(throws: Ratio.Overflow.self) { try largest / smallest }
        #expect(throws: Ratio.Overflow.self) { try smallest * Ratio(1, 2) }
        #expect(throws: Ratio.Overflow.self) { try smallest + Ratio(1, 2) }
        #expect((try? largest * smallest) == .one)
        #expect((try? largest - largest) == .zero)
        #expect((try? largest / largest) == .one)
        // Int128.min is never a result.
        #expect(throws: Ratio.Overflow.self) { try -largest + Ratio(-1, 1) }
        #expect(throws: Ratio.Overflow.self) { try Ratio(-(Int128(1) << 126), 1) * Ratio(2, 1) }
    }

    @Test func `orders every pair, the largest parts too`() {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let one = Self.ratio(&random)
            let other = random.once(in: 6) ? one : Self.ratio(&random)
            #expect((one < other) == (BigFraction(one) < BigFraction(other)), "seed \(seed)")
            #expect((one == other) == (BigFraction(one) == BigFraction(other)), "seed \(seed)")
        }
        #expect(Ratio(Int128.max - 1, Int128.max) < Ratio(Int128.max, Int128.max - 1))
        #expect(Ratio(Int128.max - 2, Int128.max - 1) < Ratio(Int128.max - 1, Int128.max))
        #expect(Ratio(-Int128.max, 1) < Ratio(1, Int128.max))
    }

    @Test func `is written as a fraction, or as a whole number`() {
        #expect("\(Ratio(6, -16))" == "-3/8")
        #expect("\(Ratio(27, 3))" == "9")
        #expect("\(Ratio.zero)" == "0")
    }
}

@Suite struct `Ratio: rounding` {
    @Test(arguments: [
        // Halves go away from zero (PI-59).
        (1, 2, Rounding.halfUp, 1), (-1, 2, .halfUp, -1), (3, 2, .halfUp, 2), (5, 2, .halfUp, 3), (-5, 2, .halfUp, -3),
        (1, 2, .halfEven, 0), (-1, 2, .halfEven, 0), (3, 2, .halfEven, 2), (5, 2, .halfEven, 2), (-5, 2, .halfEven, -2),
        (7, 2, .halfEven, 4),
        (19, 10, .truncate, 1), (-19, 10, .truncate, -1), (1, 2, .truncate, 0), (-999, 1000, .truncate, 0),
        (49, 100, .halfUp, 0), (51, 100, .halfEven, 1), (-49, 100, .halfUp, 0), (2, 1, .halfUp, 2), (0, 5, .halfUp, 0),
        // 0.49999… must not become a half on the way.
        (4_999_999_999_999_999, 10_000_000_000_000_000, .halfUp, 0),
    ])
    func `meets halves as its mode says`(top: Int, bottom: Int, mode: Rounding, expected: Int64) {
        #expect(Ratio(top, bottom).rounded(scale: 0, mode) == expected)
    }

    @Test func `gives what was printed`() {
        // Huế 2020, TP Huế: converted from the unrounded ratio (PI-41).
        #expect(Ratio(4_263 * 50, 4_800).number(scale: 2) == Number("44.41"))
        // Nam Định: 62.62 of 70, printed 89,45 (PI-59).
        #expect(Ratio(6_262, 70).number(scale: 2, .truncate) == Number("89.45"))
        #expect(Ratio(6_262, 70).number(scale: 2) == Number("89.46"))
    }

    @Test func `agrees with the reference in every mode at every scale`() {
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let bottom: Int128 = random.whole()
            // One of three is a half or next to it.
            let ratio =
                random.once(in: 3)
                ? Ratio(Int128(random.whole(Int64.self)), 2 * Int128(Number.powerOfTen(random.below(19))))
                : Ratio(random.whole(Int128.self), bottom == 0 ? 1 : bottom)
            let scale = random.below(19)
            for mode in Rounding.allCases {
                let units = BigFraction(ratio).units(scale: scale, mode)
                let expected = units.magnitude <= BigWhole(Int64.max) ? units.exactly(Int64.self) : nil
                #expect(ratio.rounded(scale: scale, mode) == expected, "seed \(seed), scale \(scale), \(mode)")
            }
        }
    }

    @Test func `gives nothing rather than a number that does not fit`() {
        #expect(Ratio(Int64.max, 1).rounded(scale: 0, .halfUp) == .max)
        #expect(Ratio(Int128(Int64.max) * 2 + 1, 2).rounded(scale: 0, .halfUp) == nil)
        #expect(Ratio(Int128(Int64.max) * 2 + 1, 2).rounded(scale: 0, .truncate) == .max)
        #expect(Ratio(Int128.max, 1).rounded(scale: 18, .halfUp) == nil)
        #expect(Ratio(1, Int128.max).rounded(scale: 18, .halfUp) == 0)
        #expect(Ratio(-1, Int128.max).rounded(scale: 18, .halfUp) == 0)
    }

    @Test func `finds the exact number when there is one`() {
        #expect(Ratio(3, 8).exactNumber == Number("0.375"))
        #expect(Ratio(1, 3).exactNumber == nil)
        #expect(Ratio(Int128(Int64.max) + 1, 1).exactNumber == nil)
        #expect(Ratio(1, Int128(1) << 19).exactNumber == nil)
        for seed in seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let number = Number(digits: random.whole(), scale: random.below(19))
            #expect(number.ratio.exactNumber == number, "seed \(seed)")
            let ratio = Ratio(random.whole(Int64.self), Int128(random.below(4_000) + 1))
            if let exact = ratio.exactNumber { #expect(exact.ratio == ratio, "seed \(seed)") }
        }
    }
}
