import Statistics
import TestNumbers
import Testing

@Suite struct `A sample's size` {
    /// SV-12: by the guidance of 2013, and by Cochran for the finite population.
    @Test(arguments: [(100, 80, 80), (500, 223, 218), (1000, 286, 278), (5000, 371, 357), (10000, 385, 370)])
    func `is rounded up to whole forms`(population: Int, guidance: Int, cochran: Int) throws {
        #expect(try SampleSize.guidance2013(population: population).whole == guidance)
        #expect(try SampleSize.cochran(population: population).whole == cochran)
    }

    @Test func `grows with the design effect and never beyond the population`() throws {
        #expect(try SampleSize.cochran(designEffect: 2).exact == 2 * SampleSize.cochran().exact)
        #expect(try SampleSize.cochran(population: 50, margin: 0.001, designEffect: 3).whole == 50)
        #expect(try SampleSize.cochran(population: 1).whole == 1)
        #expect(try SampleSize.cochran(margin: 1e-300).whole == 999_999_999_999_000)
    }

    /// SV-35: ±3.0, 4.2 and 5.2 points.
    @Test func `gives the margin back`() throws {
        let margins = try [1.0, 2, 3].map { try SampleSize.margin(share: 0.84, size: 580, designEffect: $0) }
        #expect(margins.map { (1000 * $0).rounded() / 10 } == [3.0, 4.2, 5.2])
    }

    @Test func `refuses what is none`() {
        #expect(throws: StatisticsError.sizeInvalid(0)) { try SampleSize.guidance2013(population: 0) }
        for margin in [0, -0.1, 1, .nan, .infinity] {
            #expect(throws: StatisticsError.errorMarginInvalid) { try SampleSize.cochran(margin: margin) }
        }
        #expect(throws: StatisticsError.shareInvalid) { try SampleSize.cochran(share: 1) }
        #expect(throws: StatisticsError.notANumber("0.0")) { try SampleSize.cochran(designEffect: 0) }
        for level in [0, 1, -1, .nan] { #expect(throws: StatisticsError.levelInvalid) { try Level(level) } }
    }
}

@Suite struct `An allocation` {
    private typealias Stratum = Allocation.Stratum

    @Test func `minds minimums and who is certain`() throws {
        let strata = [Stratum(population: 900), Stratum(population: 80, minimum: 15), Stratum(population: 20, isCertain: true)]
        let allocation = try Allocation.proportional(100, among: strata)
        #expect(allocation.whole == [65, 15, 20])
        // Neyman's may ask for more than there are: then all of them, the rest elsewhere.
        let uneven = try Allocation.neyman(60, among: [Stratum(population: 20, deviation: 90), Stratum(population: 500, deviation: 1)])
        #expect(uneven.whole == [20, 40])
    }

    @Test(arguments: seeds(300))
    func `adds up, within what there is`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let strata = (0..<(1 + random.below(9))).map { _ in
            let population = random.below(400)
            return Stratum(
                population: population, deviation: Double(random.below(50)), minimum: random.below(20), isCertain: random.once(in: 8))
        }
        let there = strata.reduce(0) { $0 + $1.population }
        let least = strata.reduce(0) { $0 + ($1.isCertain ? $1.population : min($1.minimum, $1.population)) }
        guard there > 0 else { return }
        let size = max(1, least + random.below(there - least + 1))
        for allocation in [try Allocation.neyman(size, among: strata), try Allocation.proportional(size, among: strata)] {
            #expect(allocation.whole.reduce(0, +) == size)
            for (given, stratum) in zip(allocation.whole, strata) {
                #expect(
                    given <= stratum.population
                        && given >= (stratum.isCertain ? stratum.population : min(stratum.minimum, stratum.population)))
            }
        }
    }

    @Test func `refuses what cannot be`() {
        let strata = [Stratum(population: 10, minimum: 8), Stratum(population: 10, minimum: 8)]
        #expect(throws: StatisticsError.minimumsTooLarge(16, size: 15)) { try Allocation.proportional(15, among: strata) }
        #expect(throws: StatisticsError.drawnMoreThanThere(21, there: 20)) { try Allocation.proportional(21, among: strata) }
        #expect(throws: StatisticsError.sizeInvalid(0)) { try Allocation.neyman(0, among: strata) }
        #expect(throws: StatisticsError.sizeInvalid(-1)) { try Allocation.neyman(1, among: [Stratum(population: -1)]) }
        #expect(throws: StatisticsError.notANumber("deviation")) {
            try Allocation.neyman(1, among: [Stratum(population: 1, deviation: .nan)])
        }
    }
}

@Suite struct `A draw` {
    /// Numbers and draws as another program (Python) gives them by the same descriptions; a change would change draws on record.
    @Test func `is the same for ever`() throws {
        var random = RandomSource(seed: 766)
        #expect((0..<3).map { _ in random.next() } == [6757824829406266033, 16129986166066215377, 12832264234781539685])
        #expect((0..<6).map { _ in random.below(100) } == [55, 68, 25, 2, 40, 6])
        var other = RandomSource(seed: 766)
        #expect(try Draw.simple(5, of: 1000, reserve: 2, using: &other).sample.map(\.index) == [366, 874, 696, 552, 685])
        #expect(try Draw.systematic(5, of: 1000, using: &other).sample.map(\.index) == [81, 281, 481, 681, 881])
        #expect(try Draw.proportional(3, sizes: [10, 400, 30, 20, 40], using: &other).sample.map(\.index) == [1, 0, 3])
    }

    @Test(arguments: seeds(100))
    func `takes nobody twice, and nobody from the reserve`(seed: UInt64) throws {
        var pick = SeededGenerator(seed: seed)
        let population = 1 + pick.below(300)
        let sizes = (0..<population).map { _ in pick.once(in: 5) ? 0 : pick.below(50) + (pick.once(in: 20) ? 900 : 0) }
        var random = RandomSource(seed: seed)
        for isBySize in [false, true] {
            let there = isBySize ? sizes.count { $0 > 0 } : population
            guard there > 0 else { continue }
            let count = 1 + pick.below(there)
            let reserve = pick.below(there - count + 1)
            let draws =
                isBySize
                ? [try Draw.proportional(count, sizes: sizes, reserve: reserve, using: &random)]
                : [
                    try Draw.simple(count, of: population, reserve: reserve, using: &random),
                    try Draw.systematic(count, of: population, reserve: reserve, using: &random),
                ]
            for draw in draws {
                let all = draw.sample.map(\.index) + draw.reserve
                #expect(draw.sample.count == count && draw.reserve.count == reserve && Set(all).count == all.count)
                #expect(all.allSatisfy { (0..<population).contains($0) && (!isBySize || sizes[$0] > 0) })
                #expect(draw.sample.allSatisfy { $0.probability > 0 && $0.probability <= 1 })
            }
        }
    }

    /// 20,000 draws; four standard errors.
    @Test func `takes each as often as it says`() throws {
        let sizes = [5, 90, 12, 0, 33, 7, 21, 60]
        var random = RandomSource(seed: 1)
        var hits = (simple: [Int](repeating: 0, count: 8), spread: [Int](repeating: 0, count: 8), bySize: [Int](repeating: 0, count: 8))
        var chances = [Double](repeating: 0, count: 8)
        for _ in 0..<20_000 {
            for unit in try Draw.simple(3, of: 8, using: &random).sample { hits.simple[unit.index] += 1 }
            for unit in try Draw.systematic(3, of: 8, using: &random).sample { hits.spread[unit.index] += 1 }
            for unit in try Draw.proportional(3, sizes: sizes, using: &random).sample {
                hits.bySize[unit.index] += 1
                chances[unit.index] = unit.probability
            }
        }
        for unit in 0..<8 {
            for (hit, chance) in [(hits.simple[unit], 0.375), (hits.spread[unit], 0.375), (hits.bySize[unit], chances[unit])] {
                #expect(abs(Double(hit) / 20_000 - chance) <= 4 * (chance * (1 - chance) / 20_000).squareRoot(), "\(unit)")
            }
        }
        #expect(abs(chances.reduce(0, +) - 3) < 1e-12 && chances[1] == 1)
    }

    @Test func `refuses more than there are`() {
        var random = RandomSource(seed: 1)
        #expect(throws: StatisticsError.drawnMoreThanThere(6, there: 5)) { try Draw.simple(5, of: 5, reserve: 1, using: &random) }
        #expect(throws: StatisticsError.drawnMoreThanThere(3, there: 2)) { try Draw.proportional(3, sizes: [1, 0, 1], using: &random) }
        #expect(throws: StatisticsError.sizeMeasureInvalid(row: 1)) { try Draw.proportional(1, sizes: [1, -1], using: &random) }
        #expect(throws: StatisticsError.sizeMeasureInvalid(row: 0)) { try Draw.proportional(1, sizes: [.max, 1], using: &random) }
        #expect(throws: StatisticsError.sizeInvalid(.max)) { try Draw.systematic(2, of: .max, using: &random) }
        #expect(throws: StatisticsError.sizeInvalid(0)) { try Draw.systematic(0, of: 5, using: &random) }
        #expect(throws: StatisticsError.sizeInvalid(-1)) { try Draw.simple(1, of: 5, reserve: -1, using: &random) }
    }
}

@Suite struct `A draw in three stages` {
    private struct Households {
        var strata: [Int] = []
        var communes: [Int] = []
        var villages: [Int] = []

        func frame() throws -> HouseholdFrame { try HouseholdFrame(strata: strata, communes: communes, villages: villages) }

        /// 3 regions, 20 communes in each, 5 to 12 villages in each of those, 20 to 99 households in each of those.
        init(seed: UInt64, communesEach: Int = 20) {
            var random = SeededGenerator(seed: seed)
            var village = 0
            for commune in 0..<(3 * communesEach) {
                for _ in 0..<(5 + random.below(8)) {
                    village += 1
                    let count = 20 + random.below(80)
                    strata += [Int](repeating: commune / communesEach, count: count)
                    communes += [Int](repeating: 1000 + commune, count: count)
                    villages += [Int](repeating: 70_000 + village, count: count)
                }
            }
        }
    }

    private let plan = ThreeStageDraw.Plan(communes: [0: 4, 1: 3, 2: 5], villages: 2, households: 10, reserve: 5)

    @Test func `weighs up to the households there are`() throws {
        let list = Households(seed: 1)
        let frame = try list.frame()
        var totals: [Double] = []
        for seed in 0..<400 as Range<UInt64> {
            let draw = try ThreeStageDraw(frame, plan: plan, seed: seed)
            #expect(draw.sample.count == 240 && draw.reserves.count == 24 && draw.reserves.values.allSatisfy { $0.count == 5 })
            #expect(Set(draw.sample.map(\.row)).isDisjoint(with: draw.reserves.values.joined()))
            totals.append(draw.sample.reduce(0) { $0 + $1.weight })
        }
        // Proportional to size at both stages: every total is the number of households but for how villages round.
        let mean = totals.reduce(0, +) / 400
        #expect(abs(mean / Double(list.strata.count) - 1) < 0.001)
    }

    @Test func `does not change in one commune with the list of another`() throws {
        let list = Households(seed: 2)
        let draw = try ThreeStageDraw(list.frame(), plan: plan, seed: 5)
        let again = try ThreeStageDraw(list.frame(), plan: plan, seed: 5)
        #expect(draw == again)
        // The last stratum gone, the others draw the same.
        let kept = list.strata.indices.filter { list.strata[$0] < 2 }
        let frame = try HouseholdFrame(
            strata: kept.map { list.strata[$0] }, communes: kept.map { list.communes[$0] }, villages: kept.map { list.villages[$0] })
        let part = try ThreeStageDraw(frame, plan: plan, seed: 5)
        #expect(part.sample == draw.sample.filter { list.strata[$0.row] < 2 } && part.sample.count == 140)
    }

    @Test func `refuses lists that are none`() {
        #expect(throws: StatisticsError.clusterInTwoStrata(cluster: 7)) {
            try HouseholdFrame(strata: [1, 1], communes: [1, 2], villages: [7, 7])
        }
        #expect(throws: StatisticsError.noRows) { try HouseholdFrame(strata: [], communes: [], villages: []) }
        #expect(throws: StatisticsError.lengthsDiffer("communes", 1, expected: 2)) {
            try HouseholdFrame(strata: [1, 1], communes: [1], villages: [1, 2])
        }
        #expect(throws: StatisticsError.drawnMoreThanThere(2, there: 1)) {
            try ThreeStageDraw(
                HouseholdFrame(strata: [1], communes: [1], villages: [1]), plan: .init(communes: [1: 2], villages: 1, households: 1),
                seed: 1)
        }
    }

    @Test func `of a million households is a matter of milliseconds`() throws {
        let list = Households(seed: 3, communesEach: 660)
        #expect(list.strata.count > 950_000)
        let time = try ContinuousClock().measure {
            _ = try ThreeStageDraw(
                list.frame(), plan: .init(communes: [0: 40, 1: 40, 2: 40], villages: 4, households: 15, reserve: 10), seed: 9)
        }
        print("draw of \(list.strata.count) households: \(time)")
        #expect(time < .seconds(5))
    }
}
