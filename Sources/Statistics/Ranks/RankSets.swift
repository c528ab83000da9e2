/// Which ranks units may truly have, given how surely their figures are known (PI-61, SV-37).
///
/// The greatest figure has rank 1. Figures are taken as independent and nearly normal. A unit without error (all were asked) is held
/// against others exactly.
package struct RankSets: Hashable, Sendable {
    package struct Figure: Hashable, Sendable {
        package let value: Double
        package let standardError: Double

        package init(value: Double, standardError: Double) { (self.value, self.standardError) = (value, standardError) }
        package init(_ estimate: Estimate) {
            self.init(value: estimate.value, standardError: estimate.isCensus ? 0 : estimate.standardError)
        }
    }

    /// Ranks that hold **for all units at once** with the level's probability: those not ruled out by a significant difference.
    package let joint: [ClosedRange<Int>]
    /// The middle part of the ranks that a unit had when figures were drawn again by their errors: how much its own rank wavers.
    ///
    /// Narrower than ``joint``, and no statement about all units at once.
    package let simulated: [ClosedRange<Int>]
    /// For each unit the units that are significantly greater.
    package let greater: [[Int]]
    /// Groups of units, from the greatest, whose members cannot be told apart from each other; they overlap.
    ///
    /// Units are given by place.
    package let groups: [[Int]]

    /// Computes both from `replicates` draws of a seed (1,000 are 1 % of noise in an interval's ends).
    ///
    /// Joint sets follow Mogstad, Romano, Shaikh and Wilhelm (2024): all differences against their largest studentised deviation; pairs that
    /// are told apart leave, and the rest are held against theirs (Shaffer 1980). Where units are truly equal any of their ranks is right.
    package init(_ figures: [Figure], level: Level = .standard, replicates: Int = 1000, seed: UInt64) throws(StatisticsError) {
        guard figures.count > 1 else { throw .tooFewAnswers(figures.count, needed: 2) }
        guard replicates >= 100 else { throw .sizeInvalid(replicates) }
        for figure in figures where !(figure.value.isFinite && figure.standardError >= 0 && figure.standardError.isFinite) {
            throw .notANumber("\(figure.value) ± \(figure.standardError)")
        }
        let order = figures.indices.sorted { figures[$0].value > figures[$1].value }
        let sorted = order.map { figures[$0] }
        let errors = SimulatedErrors(sorted.map(\.standardError), replicates: replicates, seed: seed)
        let ranks = errors.ranks(of: sorted.map(\.value), level)
        let isGreater = Self.steppedDown(sorted, errors, level)
        let places = Array(order.indices)
        let count = order.count
        let greater = places.map { place in places.filter { isGreater[$0 * count + place] } }
        let joint = places.map { place in
            (greater[place].count + 1)...(count - places.count { isGreater[place * count + $0] })
        }
        groups = Self.runs(places) { one, other in !isGreater[one * count + other] }.map { $0.map { order[$0] } }
        var placeOf = places
        for (place, unit) in order.enumerated() { placeOf[unit] = place }
        simulated = placeOf.map { ranks[$0] }
        self.joint = placeOf.map { joint[$0] }
        self.greater = placeOf.map { greater[$0].map { order[$0] }.sorted() }
    }

    /// Row i, column j: whether i is significantly greater than j.
    private static func steppedDown(_ figures: [Figure], _ errors: SimulatedErrors, _ level: Level) -> [Bool] {
        let count = figures.count
        var isGreater = [Bool](repeating: false, count: count * count)
        var differences = [Double](repeating: 0, count: count * count)
        // One over the error of a difference; 0 is a pair that is settled.
        var precisions = differences
        for i in 0..<count {
            for j in 0..<count where i != j {
                let (one, other) = (figures[i], figures[j])
                let error = (one.standardError * one.standardError + other.standardError * other.standardError).squareRoot()
                if error > 0 {
                    precisions[i * count + j] = 1 / error
                    differences[i * count + j] = (one.value - other.value) / error
                } else {
                    isGreater[i * count + j] = one.value > other.value
                }
            }
        }
        while precisions.contains(where: { $0 > 0 }) {
            let critical = errors.largestDeviation(precisions, level)
            var isSettled = true
            for pair in precisions.indices where precisions[pair] > 0 && differences[pair] > critical {
                precisions[pair] = 0
                precisions[pair % count * count + pair / count] = 0
                isGreater[pair] = true
                isSettled = false
            }
            if isSettled { break }
        }
        return isGreater
    }

    /// The longest runs of a list in which any two belong together.
    private static func runs(_ list: [Int], together: (Int, Int) -> Bool) -> [[Int]] {
        var runs: [[Int]] = []
        var end = 0
        for begin in list.indices {
            var next = begin + 1
            while next < list.count, list[begin..<next].allSatisfy({ together($0, list[next]) }) { next += 1 }
            // A run within the one before says nothing new.
            if next > end { runs.append(Array(list[begin..<next])) }
            end = max(end, next)
        }
        return runs
    }
}
