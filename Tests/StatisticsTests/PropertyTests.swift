import Statistics
import TestNumbers
import Testing

/// What holds of every survey, tried on random ones.
@Suite struct `An estimate` {
    /// A random design of strata, clusters and two stages, with answers of 1 to 5, some missing.
    private struct Sample {
        var weights: [Double] = []
        var strata: [Int] = []
        var clusters: [Int] = []
        var populations: [Double] = []
        var people: [Double] = []
        var answers: [Double] = []
        var domains: [Int?] = []
        var random: SeededGenerator

        init(seed: UInt64) {
            random = SeededGenerator(seed: seed)
            for stratum in 0..<(1 + random.below(4)) {
                let size = 2 + random.below(5)
                let population = Double(size + random.below(20))
                for cluster in 0..<size {
                    let asked = 2 + random.below(6)
                    let people = Double(asked + random.below(30))
                    for _ in 0..<asked {
                        weights.append(Double.random(in: 0.5...9, using: &random))
                        strata.append(10 + stratum)
                        clusters.append(100 * stratum + cluster)
                        populations.append(population)
                        self.people.append(people)
                        answers.append(random.once(in: 9) ? .nan : Double(1 + random.below(5)))
                        domains.append(random.once(in: 10) ? nil : random.below(4))
                    }
                }
            }
        }

        func design(scale: Double = 1, stages: Bool = true) throws -> SurveyDesign {
            try SurveyDesign(
                rows: weights.count, weights: weights.map { $0 * scale }, strata: strata, clusters: clusters, populations: populations,
                later: stages ? [.init(units: Array(weights.indices), populations: people)] : [])
        }
    }

    private func near(_ one: Double, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
        abs(one - other) <= tolerance * max(abs(one), abs(other), 1e-6)
    }

    @Test(arguments: seeds(150))
    func `of a mean does not mind the scale of weights, that of a total grows with it`(seed: UInt64) throws {
        let sample = Sample(seed: seed)
        let (plain, scaled) = (try sample.design(), try sample.design(scale: 1000))
        let (one, other) = (try plain.mean(sample.answers), try scaled.mean(sample.answers))
        #expect(near(one.value, other.value) && near(one.variance, other.variance))
        let (total, larger) = (try plain.total(sample.answers), try scaled.total(sample.answers))
        #expect(near(1000 * total.value, larger.value) && near(1_000_000 * total.variance, larger.variance))
    }

    @Test(arguments: seeds(150))
    func `of a domain is the ratio of totals, and a table holds the same`(seed: UInt64) throws {
        let sample = Sample(seed: seed)
        for stages in [false, true] {
            let design = try sample.design(stages: stages)
            let table = try DomainTable(design, items: [sample.answers], domainOf: sample.domains, domains: 4)
            for domain in 0..<4 {
                let members = sample.domains.map { $0 == domain }
                guard let mean = try? design.mean(sample.answers, in: members) else {
                    #expect(table[item: 0, domain: domain] == nil)
                    continue
                }
                let inside = zip(sample.answers, members).map { $1 ? $0 : 0 }
                let ratio = try design.ratio(
                    inside.map { $0.isNaN ? 0 : $0 }, to: zip(sample.answers, members).map { $1 && !$0.isNaN ? 1 : 0 })
                #expect(near(mean.value, ratio.value) && near(mean.variance, ratio.variance, 1e-7))
                let quick = try #require(table[item: 0, domain: domain])
                #expect(near(quick.value, mean.value) && near(quick.variance, mean.variance, 1e-7))
                #expect(quick.degreesOfFreedom == mean.degreesOfFreedom && quick.respondents == mean.respondents)
                #expect(quick.missing == mean.missing)
            }
        }
    }

    @Test(arguments: seeds(150))
    func `of a share has intervals within 0 and 1 that hold it`(seed: UInt64) throws {
        let sample = Sample(seed: seed)
        let share = try sample.design().proportion(sample.answers.map { $0.isNaN ? .nan : $0 >= 4 ? 1 : 0 })
        for method in [Proportion.Method.wilson, .beta, .logit] {
            guard let interval = share.interval(method) else { continue }
            #expect(interval.lower >= 0 && interval.upper <= 1 && interval.contains(share.value), "\(method) \(interval) \(share.value)")
        }
    }

    @Test(arguments: seeds(150))
    func `after calibration meets what is known, without error`(seed: UInt64) throws {
        var sample = Sample(seed: seed)
        let design = try sample.design()
        let rows = design.rows
        func margin(_ count: Int) -> Margin {
            let categories = (0..<rows).map { $0 < count ? $0 : sample.random.below(count) }
            return Margin(categories: categories, populations: (0..<count).map { _ in Double(500 + sample.random.below(90)) })
        }
        let one = margin(3)
        var other = margin(2)
        other = Margin(categories: other.categories, populations: other.populations.map { $0 * one.total / other.total })
        let columns = one.populations.indices.map { category in one.categories.map { $0 == category ? 1.0 : 0 } }
        let single = [
            try design.postStratified(one), try design.raked([one]), try design.calibrated(columns, totals: one.populations),
        ]
        // A few respondents may leave cells empty that the two margins together need.
        let both = try? design.raked([one, other])
        for calibrated in single + (both.map { [$0] } ?? []) {
            for (category, population) in one.populations.enumerated() {
                let count = try calibrated.total(one.categories.map { $0 == category ? 1 : 0 })
                #expect(near(count.value, population, 1e-8) && count.standardError < 1e-6 * population)
            }
        }
        // Three ways to the same weights and the same error where there is one margin.
        let means = try single.map { try $0.mean(sample.answers) }
        for mean in means { #expect(near(mean.value, means[0].value) && near(mean.variance, means[0].variance, 1e-7)) }
        guard let both else { return }
        let second = try both.total(other.categories.map { $0 == 0 ? 1 : 0 })
        #expect(near(second.value, other.populations[0], 1e-8) && second.standardError < 1e-6 * other.populations[0])
    }

    @Test(arguments: seeds(60))
    func `by the jackknife is Taylor's where the figure is a sum`(seed: UInt64) throws {
        let sample = Sample(seed: seed)
        let design = try sample.design(stages: false)
        let values = sample.answers.map { $0.isNaN ? 0 : $0 }
        let total = try design.total(values)
        let jackknife = try Replicates(design).estimate { zip($0, values).reduce(0) { $0 + $1.0 * $1.1 } }
        #expect(near(total.value, jackknife.value))
        // Replicates of a sum have the sum for their mean in each stratum.
        #expect(near(total.variance, jackknife.variance, 1e-7))
    }

    @Test(arguments: seeds(100))
    func `of a quantile rises with the share`(seed: UInt64) throws {
        let sample = Sample(seed: seed)
        let design = try sample.design()
        let quantiles = try [0.1, 0.25, 0.5, 0.75, 0.9].map { try design.quantile($0, of: sample.answers) }
        #expect(quantiles.map(\.value) == quantiles.map(\.value).sorted())
        for quantile in quantiles { if let interval = quantile.interval { #expect(interval.contains(quantile.value)) } }
    }

    @Test func `with weights below zero, which linear calibration may give, keeps its respondents`() throws {
        let design = try SurveyDesign(rows: 4, weights: [1, 1, 1, 1]).calibrated([[1, 1, 1, 1], [1, 2, 3, 10]], totals: [4, 60])
        #expect(design.weights.contains { $0 < 0 })
        let mean = try design.mean([1, 2, 3, 10])
        #expect(near(mean.value, 15) && mean.respondents == 4 && mean.variance < 1e-18)
    }

    @Test func `of a census has no interval`() throws {
        let design = try SurveyDesign(rows: 3, populations: [3, 3, 3])
        let mean = try design.mean([1, 2, 6])
        #expect(mean.isCensus && mean.interval() == nil && mean.value == 3 && mean.variance == 0)
        #expect(try design.proportion([1, 0, 1]).interval() == nil)
    }

    /// SV-7, June 2026 of the deputies' reports: printed 82.
    @Test func `of one service under two formulas`() throws {
        let counts = [23.0, 30, 141, 428, 467]
        let design = try SurveyDesign(rows: 5, weights: counts)
        #expect((try design.mean([0, 25, 50, 75, 100]).value * 100).rounded() == 7952)
        #expect((try design.proportion([0, 0, 0, 1, 1]).value * 10000).rounded() == 8219)
    }

    @Test func `of KR-20 is alpha of right and wrong`() throws {
        let items: [[Double]] = [[1, 0, 1, 1, 0, 1], [1, 0, 0, 1, 0, 1], [1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 1]]
        let test = try TestReliability(items)
        #expect(near(test.kr20, try Reliability(Array(items.prefix(3))).alpha * 2 / 3 * 4 / 3, 1e-12))
        #expect(test.difficulty == [4.0 / 6, 0.5, 4.0 / 6, 1] && test.discrimination[3] == nil)
        // Points 4, 2, 3, 4, 1, 3.
        #expect(near(test.standardErrorOfMeasurement, (41.0 / 36 * (1 - test.kr20)).squareRoot(), 1e-12))
    }
}
