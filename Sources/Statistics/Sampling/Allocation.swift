/// How a sample is divided among strata.
package struct Allocation: Hashable, Sendable {
    /// Before rounding, in the order of the strata.
    package let exact: [Double]
    /// Whole forms that add up to the sample: rounded down, the rest to the largest fractions, earlier strata first among equals.
    package let whole: [Int]

    /// A stratum to which a share of the sample goes.
    package struct Stratum: Hashable, Sendable {
        package let population: Int
        /// Standard deviation of what is asked; equal ones make Neyman's allocation proportional.
        package let deviation: Double
        /// At least so many, or all there are.
        package let minimum: Int
        /// Everybody is asked.
        package let isCertain: Bool

        package init(population: Int, deviation: Double = 1, minimum: Int = 0, isCertain: Bool = false) {
            (self.population, self.deviation, self.minimum, self.isCertain) = (population, deviation, minimum, isCertain)
        }

        fileprivate var least: Int { isCertain ? population : min(minimum, population) }
    }

    /// n_h = n·N_h / ΣN (SV-15).
    package static func proportional(_ size: Int, among strata: [Stratum]) throws(StatisticsError) -> Allocation {
        try Allocation(size, strata) { Double($0.population) }
    }

    /// n_h = n·N_h·S_h / ΣN·S (SV-15).
    package static func neyman(_ size: Int, among strata: [Stratum]) throws(StatisticsError) -> Allocation {
        guard strata.allSatisfy({ $0.deviation >= 0 && $0.deviation.isFinite }) else { throw .notANumber("deviation") }
        return try Allocation(size, strata) { Double($0.population) * $0.deviation }
    }

    private init(_ size: Int, _ strata: [Stratum], weight: (Stratum) -> Double) throws(StatisticsError) {
        guard size > 0 else { throw .sizeInvalid(size) }
        if let stratum = strata.first(where: { $0.population < 0 }) { throw .sizeInvalid(stratum.population) }
        if let stratum = strata.first(where: { $0.minimum < 0 }) { throw .sizeInvalid(stratum.minimum) }
        let there = strata.reduce(0) { $0 + $1.population }
        guard size <= there else { throw .drawnMoreThanThere(size, there: there) }
        let least = strata.reduce(0) { $0 + $1.least }
        guard least <= size else { throw .minimumsTooLarge(least, size: size) }

        let exact = Self.shares(Double(size), strata, weight)
        var whole = exact.map { Int($0 + 1e-9) }
        let order = exact.indices.sorted { a, b in
            let (x, y) = (exact[a] - Double(whole[a]), exact[b] - Double(whole[b]))
            return x == y ? a < b : x > y
        }
        var left = size - whole.reduce(0, +)
        while left > 0 {
            for stratum in order where left > 0 && whole[stratum] < strata[stratum].population {
                whole[stratum] += 1
                left -= 1
            }
        }
        (self.exact, self.whole) = (exact, whole)
    }

    /// Strata whose share is beyond what they have or below what they need are fixed there, those furthest off first by their kind, until
    /// the rest can be shared.
    private static func shares(_ size: Double, _ strata: [Stratum], _ weight: (Stratum) -> Double) -> [Double] {
        var fixed = strata.map { $0.isCertain ? Double($0.population) : nil }
        while true {
            let open = strata.indices.filter { fixed[$0] == nil }
            let left = size - fixed.reduce(0) { $0 + ($1 ?? 0) }
            var weights = open.map { weight(strata[$0]) }
            // Without any spread left to go by, by population.
            if weights.reduce(0, +) <= 0 { weights = open.map { Double(strata[$0].population) } }
            let sum = max(weights.reduce(0, +), .leastNormalMagnitude)
            let shares = weights.map { left * $0 / sum }
            let low = zip(open, shares).filter { $1 < Double(strata[$0].least) }
            let high = zip(open, shares).filter { $1 > Double(strata[$0].population) }
            if low.isEmpty, high.isEmpty {
                var exact = fixed.map { $0 ?? 0 }
                for (stratum, share) in zip(open, shares) { exact[stratum] = share }
                return exact
            }
            // What the minimums ask for against what the maxima give back says which of the two kinds stays fixed for certain.
            let lacking = low.reduce(0) { $0 + Double(strata[$1.0].least) - $1.1 }
            let over = high.reduce(0) { $0 + $1.1 - Double(strata[$1.0].population) }
            if lacking >= over {
                for (stratum, _) in low { fixed[stratum] = Double(strata[stratum].least) }
            } else {
                for (stratum, _) in high { fixed[stratum] = Double(strata[stratum].population) }
            }
        }
    }
}
