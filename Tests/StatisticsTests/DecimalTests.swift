import Kernel
import Statistics
import TestNumbers
import Testing

@Suite struct `An estimate as an exact number` {
    @Test(arguments: [
        (662.2873632109, 10, "662.2873632"), (0.5, 10, "0.5"), (0.1, 10, "0.1"), (0.1, 15, "0.1"), (-0.0219, 10, "-0.0219"), (0, 10, "0"),
        (2.5, 1, "2"), (3.5, 1, "4"), (-2.5, 1, "-2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (9.9999999996, 10, "10"),
        (3_687_177.532, 10, "3687177.532"), (12_345_678_901_250, 10, "12345678900000"), (25, 1, "20"), (35, 1, "40"),
        (999_999, 2, "1000000"),
        (1e-12, 10, "0.000000000001"), (1e-30, 10, "0"), (.leastNonzeroMagnitude, 10, "0"),
    ])
    func `is rounded half-even, once`(value: Double, digits: Int, text: String) {
        #expect(Number(value, digits: digits)?.description == text)
    }

    @Test func `is none where it does not fit`() {
        for value in [Double.nan, .infinity, -.infinity, 1e19, -9.3e18] { #expect(Number(value, digits: 10) == nil) }
        #expect(Estimate(value: 83.94, variance: 1, degreesOfFreedom: 1, respondents: 2).decimal()?.description == "83.94")
    }

    @Test(arguments: seeds(500))
    func `is the nearest`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let value = Double(random.whole(Int64.self)) / Double(1 << random.below(62))
        guard value != 0, value.magnitude < 9e17 else { return }
        let digits = 1 + random.below(15)
        let number = try #require(Number(value, digits: digits))
        // The double is a whole number over a power of two.
        var (top, bottom) = (value, 1.0)
        while top != top.rounded() { (top, bottom) = (top * 2, bottom * 2) }
        let exact = BigFraction(BigWhole(Int128(top)), BigWhole(Int128(bottom)))
        let rounded = BigFraction(number.ratio)
        let distance = exact - rounded
        var unit = BigFraction(BigWhole(1))
        let size = BigFraction(exact.numerator.magnitude, exact.denominator)
        let ten = BigFraction(BigWhole(10))
        while size >= unit * ten { unit = unit * ten }
        while size < unit { unit = unit / ten }
        for _ in 1..<digits { unit = unit / ten }
        let least = BigFraction(BigWhole(1), BigWhole.power(10, Number.maximumScale))
        let step = unit < least ? least : unit
        let twice = BigFraction(distance.numerator.magnitude, distance.denominator) * BigFraction(BigWhole(2))
        #expect(twice <= step, "\(value) to \(digits) is not \(number)")
    }
}
