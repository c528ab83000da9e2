/// Communes, then villages in them, then households in those, all from one list of households (SV-13, SV-14).
///
/// Communes and villages are drawn with chances proportional to their households, households simply; so weights are nearly equal. Each
/// place draws from a stream of its own, numbered by its code: the draw within a place does not change with the lists of others.
package struct ThreeStageDraw: Hashable, Sendable {
    package struct Person: Hashable, Sendable {
        /// Place in the list, from 0.
        package let row: Int
        /// The chance of its commune, of its village within, of itself within that.
        package let probabilities: [Double]

        package var weight: Double { 1 / probabilities.reduce(1, *) }
    }

    package let sample: [Person]
    /// For each village drawn, by its code, who stands in, in order.
    package let reserves: [Int: [Int]]

    /// What to draw: so many communes of each stratum, villages of each commune, households of each village; where fewer are there,
    /// all.
    package struct Plan: Hashable, Sendable {
        package let communes: [Int: Int]
        package let villages: Int
        package let households: Int
        package let reserve: Int

        /// `communes` by the code of the stratum.
        package init(communes: [Int: Int], villages: Int, households: Int, reserve: Int = 0) {
            (self.communes, self.villages, self.households, self.reserve) = (communes, villages, households, reserve)
        }
    }

    /// Draws from a list whose columns hold for each household the codes of its stratum, commune and village.
    ///
    /// A code of a village may occur once only, in one commune.
    package init(strata: [Int], communes: [Int], villages: [Int], plan: Plan, seed: UInt64) throws(StatisticsError) {
        guard !villages.isEmpty else { throw .noRows }
        for (name, count) in [("strata", strata.count), ("communes", communes.count)] where count != villages.count {
            throw .lengthsDiffer(name, count, expected: villages.count)
        }
        for size in [plan.villages, plan.households] where size < 1 { throw .sizeInvalid(size) }
        guard plan.reserve >= 0 else { throw .sizeInvalid(plan.reserve) }
        let frame = try Frame(strata, communes, villages)
        let random = RandomSource(seed: seed)
        var sample: [Person] = []
        var reserves: [Int: [Int]] = [:]
        for stratum in frame.communesOfStratum.indices {
            guard let count = plan.communes[frame.strata.codes[stratum]], count > 0 else { continue }
            let communes = frame.communesOfStratum[stratum]
            guard count <= communes.count else { throw .drawnMoreThanThere(count, there: communes.count) }
            var stream = random.stream(for: frame.strata.codes[stratum], stage: 0)
            let first = try Draw.proportional(count, sizes: communes.map { frame.households(inCommune: $0) }, using: &stream)
            for one in first.sample {
                let commune = communes[one.index]
                let villages = frame.villagesOfCommune[commune]
                stream = random.stream(for: frame.communes.codes[commune], stage: 1)
                let second = try Draw.proportional(
                    min(plan.villages, villages.count), sizes: villages.map { frame.rowsOfVillage[$0].count }, using: &stream)
                for two in second.sample {
                    let village = villages[two.index]
                    let rows = frame.rowsOfVillage[village]
                    stream = random.stream(for: frame.villages.codes[village], stage: 2)
                    let count = min(plan.households, rows.count)
                    let third = try Draw.simple(count, of: rows.count, reserve: min(plan.reserve, rows.count - count), using: &stream)
                    sample += third.sample.map {
                        Person(row: rows[$0.index], probabilities: [one.probability, two.probability, $0.probability])
                    }
                    reserves[frame.villages.codes[village]] = third.reserve.map { rows[$0] }
                }
            }
        }
        (self.sample, self.reserves) = (sample, reserves)
    }

    /// The list sorted into its places, which are numbered in order of appearance.
    private struct Frame {
        let strata: Codes
        let communes: Codes
        let villages: Codes
        var communesOfStratum: [[Int]]
        var villagesOfCommune: [[Int]]
        var rowsOfVillage: [[Int]]

        init(_ strata: [Int], _ communes: [Int], _ villages: [Int]) throws(StatisticsError) {
            self.strata = Codes(strata)
            self.villages = Codes(villages)
            self.communes = Codes(communes)
            // Nesting is what the stages of a design check, too.
            let inStrata = try SamplingStage(units: self.communes, strata: self.strata, population: nil)
            let inCommunes = try SamplingStage(units: self.villages, strata: self.communes, population: nil)
            func members(_ stage: SamplingStage) -> [[Int]] {
                var members = [[Int]](repeating: [], count: stage.sizes.count)
                for (unit, outer) in stage.stratumOfUnit.enumerated() { members[outer].append(unit) }
                return members
            }
            communesOfStratum = members(inStrata)
            villagesOfCommune = members(inCommunes)
            rowsOfVillage = [[Int]](repeating: [], count: self.villages.count)
            for (row, village) in self.villages.index.enumerated() { rowsOfVillage[village].append(row) }
        }

        func households(inCommune commune: Int) -> Int { villagesOfCommune[commune].reduce(0) { $0 + rowsOfVillage[$1].count } }
    }
}

extension RandomSource {
    fileprivate func stream(for code: Int, stage: UInt64) -> RandomSource { stream(UInt64(bitPattern: Int64(code)) &* 3 &+ stage) }
}
