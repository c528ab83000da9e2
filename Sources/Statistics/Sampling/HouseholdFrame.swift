/// A list of households sorted into strata, communes and villages, from which draws are made.
package struct HouseholdFrame: Sendable {
    /// Codes as they were given, in order of appearance; all else counts places by this order.
    let strata: [Int]
    let communes: [Int]
    let villages: [Int]
    let communesOfStratum: [[Int]]
    let villagesOfCommune: [[Int]]
    /// Places in the list.
    let rowsOfVillage: [[Int]]
    /// Households of each commune.
    let sizes: [Int]

    /// Columns hold for each household the codes of its stratum, commune and village; a village lies in one commune, a commune in one
    /// stratum.
    package init(strata: [Int], communes: [Int], villages: [Int]) throws(StatisticsError) {
        guard !villages.isEmpty else { throw .noRows }
        for (name, count) in [("strata", strata.count), ("communes", communes.count)] where count != villages.count {
            throw .lengthsDiffer(name, count, expected: villages.count)
        }
        let (outer, middle, inner) = (Codes(strata), Codes(communes), Codes(villages))
        // Nesting is what the stages of a design check, too.
        let inStrata = try SamplingStage(units: middle, strata: outer, population: nil)
        let inCommunes = try SamplingStage(units: inner, strata: middle, population: nil)
        func members(_ groupOfUnit: [Int], _ count: Int) -> [[Int]] {
            var members = [[Int]](repeating: [], count: count)
            for (unit, group) in groupOfUnit.enumerated() { members[group].append(unit) }
            return members
        }
        (self.strata, self.communes, self.villages) = (outer.codes, middle.codes, inner.codes)
        communesOfStratum = members(inStrata.stratumOfUnit, outer.count)
        villagesOfCommune = members(inCommunes.stratumOfUnit, middle.count)
        let rows = members(inner.index, inner.count)
        rowsOfVillage = rows
        sizes = villagesOfCommune.map { $0.reduce(0) { $0 + rows[$1].count } }
    }
}
