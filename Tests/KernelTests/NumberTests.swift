import Kernel
import TestNumbers
import Testing

@Suite struct `Number: canonical text` {
    @Test(arguments: [
        ("0", 0, 0), ("7", 7, 0), ("-3", -3, 0), ("61.904", 61_904, 3), ("0.125", 125, 3), ("-0.5", -5, 1), ("1.10", 11, 1),
        ("1.000", 1, 0),
        ("007", 7, 0), ("0.000000000000000001", 1, 18), ("9223372036854775807", Int64.max, 0), ("-9223372036854775808", Int64.min, 0),
        ("-9.223372036854775808", Int64.min, 18), ("9.223372036854775807", Int64.max, 18), ("-0", 0, 0), ("0.00", 0, 0),
    ])
    func `is read exactly`(text: String, digits: Int64, scale: Int) {
        let number = Number(text)
        #expect(number?.digits == digits && number?.scale == scale)
    }

    @Test(arguments: [
        "", " ", "-", ".", "-.", ".5", "5.", "-.5", "1.2.3", "1,5", "1 000", "+1", "--1", "−1", "1e3", "0x10", "١", "１", "1\u{301}",
        "1_000", "NaN",
        "9223372036854775808", "-9223372036854775809", "9.223372036854775808", "0.0000000000000000001", "1.0000000000000000000", "1\0",
        "99999999999999999999999999999999999999999",
    ])
    func `is refused when anything else stands in it`(text: String) {
        #expect(Number(text) == nil)
    }

    @Test func `reads back what it writes`() {
        for seed in seeds(5_000) {
            var random = SeededGenerator(seed: seed)
            let number = Number(digits: random.once(in: 50) ? .min : random.whole(), scale: random.below(19))
            #expect(Number(number.description) == number, "seed \(seed)")
        }
    }

    @Test(arguments: [
        ("1234567.89", 0, "1.234.567,89"), ("1234567", 2, "1.234.567,00"), ("-1234.5", 2, "-1.234,50"), ("0.05", 0, "0,05"),
        ("-0.05", 4, "-0,0500"),
        ("100", 0, "100"), ("1000", 0, "1.000"), ("0", 3, "0,000"), ("999999", 0, "999.999"), ("-100", 0, "-100"), ("12.345", 1, "12,345"),
    ])
    func `is grouped and filled for people`(text: String, decimals: Int, expected: String) throws {
        let number = try #require(Number(text))
        #expect(number.text(decimals: decimals, point: UInt8(ascii: ","), grouping: UInt8(ascii: ".")) == expected)
    }
}

@Suite struct `Number: value` {
    @Test func `does not depend on how many zeros were written`() {
        #expect(Number(digits: 110, scale: 2) == Number(digits: 11, scale: 1))
        #expect(Set([Number("1.10"), Number("1.1"), Number("1.100")]).count == 1)
        #expect(Number(digits: 0, scale: 18) == .zero)
        #expect(Number(digits: .min, scale: 0).description == "-9223372036854775808")
    }

    @Test func `says whether it is whole and negative`() {
        #expect(Number(digits: 500, scale: 2).isWhole && !Number(digits: 5, scale: 1).isWhole)
        #expect(Number(-1).isNegative && !Number.zero.isNegative)
        #expect(Number.powerOfTen(0) == 1 && Number.powerOfTen(18) == 1_000_000_000_000_000_000)
    }

    @Test func `orders as fractions do`() {
        for seed in seeds(5_000) {
            var random = SeededGenerator(seed: seed)
            let one = Number(digits: random.whole(), scale: random.below(19))
            let other = random.once(in: 4) ? one : Number(digits: random.whole(), scale: random.below(19))
            let (fraction, second) = (Self.fraction(one), Self.fraction(other))
            #expect((one < other) == (fraction < second), "seed \(seed)")
            #expect((one == other) == (fraction == second), "seed \(seed)")
            #expect(BigFraction(one.ratio) == fraction, "seed \(seed)")
        }
    }

    private static func fraction(_ number: Number) -> BigFraction { BigFraction(BigWhole(number.digits), BigWhole.power(10, number.scale)) }
}

@Suite struct `Points: what fits` {
    @Test(arguments: [
        ("61.904", 61_904_000), ("-3", -3_000_000), ("0", 0), ("0.000001", 1), ("1000000", 1_000_000_000_000),
        ("-1000000", -1_000_000_000_000),
    ])
    func `a number of up to six decimals within a million`(text: String, micro: Int64) throws {
        let number = try #require(Number(text))
        let points = try #require(Points(number))
        #expect(points.micro == micro)
        #expect(points.description == text)
        #expect(points.ratio == points.number.ratio)
    }

    @Test(arguments: [
        "0.0000001", "1000000.000001", "-1000000.000001", "9223372036854775807", "-9223372036854775808", "-9223372036854.775808",
    ])
    func `nothing finer and nothing larger`(text: String) throws {
        let number = try #require(Number(text))
        #expect(Points(number) == nil)
    }

    @Test func `sums are exact`() {
        // SD-26, SD-41.
        #expect(Points(micro: 61_904_000) + Points(micro: 25_650_000) == Points(micro: 87_554_000))
        #expect((Points(micro: 85_970_000) - Points(micro: 54_000_000)).description == "31.97")
        #expect((-Points(micro: 500_000)).description == "-0.5")
        var total = Points.zero
        total += Points(micro: 3)
        total -= Points(micro: 5)
        #expect(total == Points(micro: -2) && total < .zero)
    }

    @Test func `a fraction is rounded once, to the decimals that are asked for`() {
        for seed in seeds(3_000) {
            var random = SeededGenerator(seed: seed)
            let ratio = Ratio(random.whole(Int64.self), Int128(random.whole(Int64.self).magnitude) + 1)
            let decimals = random.below(7)
            let mode = random.pick(Rounding.allCases)
            let micro = BigFraction(ratio).units(scale: decimals, mode) * BigWhole.power(10, 6 - decimals)
            let expected = micro.magnitude > BigWhole(Points.limit.micro) ? nil : micro.exactly(Int64.self)
            #expect(Points(ratio, decimals: decimals, mode)?.micro == expected, "seed \(seed)")
        }
    }
}
