import Kernel
import Testing

@Suite struct `Number format` {
    private static let vi = NumberFormat(.vi)
    private static let en = NumberFormat(.en)

    @Test(
        arguments: [
            (61_904_000, 3, "61,904", "61.904"), (85_600_000, 2, "85,60", "85.60"), (1_234_567_890_000, 2, "1.234.567,89", "1,234,567.89"),
            (-1_005_000, 2, "−1,01", "−1.01"), (0, 2, "0,00", "0.00"), (44_406_250, 2, "44,41", "44.41"), (999_999, 2, "1,00", "1.00"),
        ] as [(Int64, Int, String, String)])
    func `of points shows so many decimals`(micro: Int64, digits: Int, vi: String, en: String) {
        #expect(Self.vi.points(Points(micro: micro), digits: digits) == vi)
        #expect(Self.en.points(Points(micro: micro), digits: digits) == en)
    }

    @Test func `of points cuts where a table cuts`() {
        #expect(Self.vi.points(Points(micro: 89_457_000), digits: 2, .truncate) == "89,45")
        #expect(Self.vi.points(Points(micro: 125_000), digits: 2, .halfEven) == "0,12")
    }

    @Test func `of exact points leaves nothing out`() {
        #expect(Self.vi.exact(Points(micro: 61_904_000)) == "61,904")
        #expect(Self.vi.exact(Points(micro: 54_000_000)) == "54,00")
        #expect(Self.en.exact(Points(micro: 1)) == "0.000001")
    }

    @Test(
        arguments: [
            (5_904_000, "+5,90", "+5.90"), (-1_000_000, "−1,00", "−1.00"), (0, "0,00", "0.00"), (-1_005_000, "−1,01", "−1.01"),
            // What is shown as zero has no sign.
            (4_999, "0,00", "0.00"), (-4_999, "0,00", "0.00"), (-5_000, "−0,01", "−0.01"),
        ] as [(Int64, String, String)])
    func `of a difference has its sign`(micro: Int64, vi: String, en: String) {
        #expect(Self.vi.signed(Points(micro: micro)) == vi)
        #expect(Self.en.signed(Points(micro: micro)) == en)
    }

    @Test func `of a share is a percentage`() {
        // SD-18, SD-42, PI-24.
        #expect(Self.vi.percent(Ratio(70, 1265)) == "5,53%")
        #expect(Self.vi.percent(Ratio(862, 900)) == "95,78%")
        #expect(Self.en.percent(Ratio(3, 4), digits: 0) == "75%")
        #expect(Self.vi.percent(Ratio(-1, 8), digits: 1) == "−12,5%")
    }

    @Test func `of counts and numbers groups thousands`() {
        #expect(Self.vi.count(746_305) == "746.305" && Self.en.count(29_940) == "29,940")
        #expect(Self.vi.plain(Number(digits: 1_265)) == "1.265" && Self.en.plain(Number(digits: 125, scale: 3)) == "0.125")
    }

    @Test func `of what cannot be shown is a dash, and nothing traps`() {
        #expect(Self.vi.fixed(Ratio(Int128.max, 1), digits: 2) == "—")
        #expect(Self.vi.percent(Ratio(Int128.max, 1)) == "—")
        #expect(Self.vi.count(.min) == "−9.223.372.036.854.775.808")
        #expect(Self.vi.exact(Points(micro: .min)) == "−9.223.372.036.854,775808")
        #expect(Self.vi.signed(Points(micro: .min)) == "−9.223.372.036.854,78")
    }

    @Test(arguments: [
        ("2019", "2019", "2019"), ("2020-Q3", "quý III/2020", "Q3 2020"), ("2026-10", "tháng 10/2026", "2026-10"),
        ("2026-01", "tháng 1/2026", "2026-01"),
        ("2026-10-10", "10/10/2026", "2026-10-10"), ("2020-01-01..2020-09-30", "01/01/2020 – 30/09/2020", "2020-01-01 – 2020-09-30"),
        ("2020-Q1", "quý I/2020", "Q1 2020"), ("2020-Q4", "quý IV/2020", "Q4 2020"),
    ])
    func `of a period is how people say it`(code: String, vi: String, en: String) throws {
        let period = try #require(Period(code))
        #expect(Self.vi.period(period) == vi)
        #expect(Self.en.period(period) == en)
    }
}
