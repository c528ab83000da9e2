import Kernel
import Statistics
import TestNumbers
import Testing

@Suite struct `Rank sets` {
    private func figures(_ values: [Double], _ error: Double) -> [RankSets.Figure] { values.map { .init(value: $0, standardError: error) } }

    @Test func `are one rank each where errors are small, and all where they are large`() throws {
        let sure = try RankSets(figures([80, 90, 70], 0.01), seed: 1)
        #expect(sure.joint == [2...2, 1...1, 3...3] && sure.simulated == sure.joint && sure.groups == [[1], [0], [2]])
        let unsure = try RankSets(figures([80, 80.1, 79.9], 5), seed: 1)
        #expect(unsure.joint == [1...3, 1...3, 1...3] && unsure.simulated == unsure.joint && unsure.groups == [[1, 0, 2]])
    }

    @Test func `make groups that overlap`() throws {
        let sets = try RankSets(figures([10, 8.9, 7.8], 0.4), seed: 3)
        #expect(sets.groups == [[0, 1], [1, 2]] && sets.joint == [1...2, 1...3, 2...3] && sets.greater == [[], [], [0]])
    }

    @Test func `hold units without error against each other exactly`() throws {
        let sets = try RankSets(figures([5, 6, 6], 0), seed: 1)
        #expect(sets.joint == [3...3, 1...2, 1...2] && sets.groups == [[1, 2], [0]])
    }

    @Test func `hold the units' own order, whatever the seed`() throws {
        for seed in seeds(40) {
            var random = SeededGenerator(seed: seed)
            let figures = (0..<(2 + random.below(20))).map { _ in
                RankSets.Figure(value: Double(random.below(100)), standardError: Double(random.below(12)))
            }
            let sets = try RankSets(figures, seed: seed)
            #expect(sets == (try RankSets(figures, seed: seed)))
            for (unit, figure) in figures.enumerated() {
                let above = figures.count { $0.value > figure.value }
                let ties = figures.count { $0.value == figure.value }
                #expect(sets.joint[unit].overlaps((above + 1)...(above + ties)))
            }
            #expect(Set(sets.groups.joined()).count == figures.count)
        }
    }

    @Test func `take an error of few degrees of freedom for as large as its interval says (SV-31, SV-37)`() throws {
        func error(_ degrees: Int) throws -> Double {
            let printed = try #require(Estimate(value: 80, variance: 4, degreesOfFreedom: degrees, respondents: 40).printed())
            return RankSets.Figure(value: printed.value, low: printed.low, high: printed.high, level: .standard).standardError
        }
        #expect(abs(try error(3) - 2 * 3.182446305 / 1.959963985) < 1e-6)
        #expect(abs(try error(1_000_000) - 2) < 1e-4)
        #expect(RankSets.Figure(value: 80, low: nil, high: nil, level: .standard).standardError == 0, "all were asked")
    }

    @Test func `refuse what is no figure`() {
        #expect(throws: StatisticsError.tooFewAnswers(1, needed: 2)) { try RankSets([.init(value: 1, standardError: 1)], seed: 1) }
        #expect(throws: StatisticsError.sizeInvalid(10)) { try RankSets(figures([1, 2], 1), replicates: 10, seed: 1) }
        #expect(throws: StatisticsError.notANumber("nan ± 1.0")) { try RankSets(figures([.nan, 2], 1), seed: 1) }
    }

    @Test func `of 63 units by 1,000 replicates take milliseconds`() throws {
        var random = SeededGenerator(seed: 1)
        let figures = (0..<63).map { _ in RankSets.Figure(value: Double.random(in: 75...90, using: &random), standardError: 1.2) }
        var times: [Duration] = []
        for seed in 0..<21 as Range<UInt64> { times.append(try ContinuousClock().measure { _ = try RankSets(figures, seed: seed) }) }
        print("rank sets of 63 units: \(times.sorted()[10])")
        #expect(times.sorted()[10] < .milliseconds(100))
    }
}
