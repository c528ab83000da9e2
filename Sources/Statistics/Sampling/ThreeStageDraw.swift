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

    /// Draws from a frame; nothing but frame, plan and seed decides.
    package init(_ frame: HouseholdFrame, plan: Plan, seed: UInt64) throws(StatisticsError) {
        for size in [plan.villages, plan.households] where size < 1 { throw .sizeInvalid(size) }
        guard plan.reserve >= 0 else { throw .sizeInvalid(plan.reserve) }
        let random = RandomSource(seed: seed)
        var sample: [Person] = []
        var reserves: [Int: [Int]] = [:]
        for stratum in frame.communesOfStratum.indices {
            guard let count = plan.communes[frame.strata[stratum]], count > 0 else { continue }
            let communes = frame.communesOfStratum[stratum]
            guard count <= communes.count else { throw .drawnMoreThanThere(count, there: communes.count) }
            var stream = random.stream(for: frame.strata[stratum], stage: 0)
            let first = try Draw.proportional(count, sizes: communes.map { frame.sizes[$0] }, using: &stream)
            for one in first.sample {
                let commune = communes[one.index]
                let villages = frame.villagesOfCommune[commune]
                stream = random.stream(for: frame.communes[commune], stage: 1)
                let second = try Draw.proportional(
                    min(plan.villages, villages.count), sizes: villages.map { frame.rowsOfVillage[$0].count }, using: &stream)
                for two in second.sample {
                    let village = villages[two.index]
                    let rows = frame.rowsOfVillage[village]
                    stream = random.stream(for: frame.villages[village], stage: 2)
                    let count = min(plan.households, rows.count)
                    let third = try Draw.simple(count, of: rows.count, reserve: min(plan.reserve, rows.count - count), using: &stream)
                    sample += third.sample.map {
                        Person(row: rows[$0.index], probabilities: [one.probability, two.probability, $0.probability])
                    }
                    reserves[frame.villages[village]] = third.reserve.map { rows[$0] }
                }
            }
        }
        (self.sample, self.reserves) = (sample, reserves)
    }
}

extension RandomSource {
    fileprivate func stream(for code: Int, stage: UInt64) -> RandomSource { stream(UInt64(bitPattern: Int64(code)) &* 3 &+ stage) }
}
