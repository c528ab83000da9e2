import Kernel
import Statistics
import Testing

@Suite struct `The interval of a sum (PI-61)` {
    private func part(_ below: Int, _ above: Int, _ sample: String, level: Level = .standard) -> SummedInterval.Part {
        SummedInterval.Part(below: Number(below), above: Number(above), level: level, sample: sample)
    }

    @Test func `adds the variances of independent samples`() throws {
        let sum = try SummedInterval([part(3, 3, "a"), part(4, 4, "b")], level: .standard)
        #expect(sum.below == 5 && sum.above == 5)
        let three = try SummedInterval([part(2, 2, "a"), part(3, 3, "b"), part(6, 6, "c")], level: .standard)
        #expect(three.below == 7 && three.above == 7)
    }

    @Test func `grows with the weight of a part`() throws {
        let half = Number(digits: 5, scale: 1)
        let light = SummedInterval.Part(below: half, above: half, level: .standard, sample: "a")
        #expect(try SummedInterval([light], level: .standard).above == half)
        #expect(try SummedInterval([part(30, 30, "a"), part(40, 40, "b")], level: .standard).above == 50)
    }

    @Test func `keeps the sides of lopsided intervals apart`() throws {
        let sum = try SummedInterval([part(3, 5, "a"), part(4, 12, "b")], level: .standard)
        #expect(sum.below == 5 && sum.above == 13)
    }

    @Test func `adds errors of one sample as if they went together, also where one part is of the whole and one of a group`() throws {
        for samples in [("KS-1/a", "KS-1/a"), ("KS-1", "KS-1/a"), ("KS-1/a", "KS-1")] {
            let sum = try SummedInterval([part(3, 3, samples.0), part(4, 4, samples.1)], level: .standard)
            #expect(sum.below == 7 && sum.above == 7, "\(samples)")
        }
        #expect(try SummedInterval([part(3, 3, "KS-1/a"), part(4, 4, "KS-1/b")], level: .standard).above == 5, "groups are drawn apart")
        #expect(try SummedInterval([part(3, 3, "KS-1"), part(4, 4, "KS-10")], level: .standard).above == 5, "names, not beginnings")
    }

    @Test func `brings other levels to its own`() throws {
        // 1.959963985 ÷ 1.644853627
        let sum = try SummedInterval([part(1, 1, "a", level: Level(percent: 90))], level: .standard)
        #expect(sum.below.description.hasPrefix("1.19157349") && sum.above == sum.below)
    }

    @Test func `does not depend on the order of its parts`() throws {
        let parts = (1...9).map { part($0, 10 - $0, "s\($0)") }
        #expect(try SummedInterval(parts, level: .standard) == SummedInterval(parts.reversed(), level: .standard))
    }

    @Test func `of nothing is nothing, and refuses what is no interval`() throws {
        let none = try SummedInterval([], level: .standard)
        #expect(none.below == 0 && none.above == 0)
        #expect(throws: StatisticsError.notANumber("−-1 +1")) { try SummedInterval([part(-1, 1, "a")], level: .standard) }
    }
}
