/// Units drawn from a list: who, with what chance, and who stands in for whom cannot be reached (SV-14).
package struct Draw: Hashable, Sendable {
    package struct Unit: Hashable, Sendable {
        /// Place in the list, from 0.
        package let index: Int
        /// The chance of being in the sample, above 0, at most 1.
        package let probability: Double
    }

    /// In the order in which they were drawn.
    package let sample: [Unit]
    /// In the order in which they stand in; none is in the sample.
    package let reserve: [Int]

    /// A simple random sample of a list of `population` units, and after it the reserve, from one shuffle.
    package static func simple(_ count: Int, of population: Int, reserve: Int = 0, using random: inout RandomSource) throws(StatisticsError)
        -> Draw
    {
        try check(count, reserve, population)
        let drawn = random.shuffledPrefix(count + reserve, of: population)
        let probability = Double(count) / Double(population)
        return Draw(sample: drawn.prefix(count).map { Unit(index: $0, probability: probability) }, reserve: Array(drawn.dropFirst(count)))
    }

    /// Every (N/n)-th unit of a list in its order, from a random start: spreads a sample evenly over a sorted list.
    ///
    /// The i-th unit is ⌊(start + i·N)/n⌋ of a start from 0 to below N, in whole numbers. The reserve is a simple random one of the others.
    package static func systematic(
        _ count: Int, of population: Int, reserve: Int = 0, using random: inout RandomSource
    ) throws(StatisticsError) -> Draw {
        try check(count, reserve, population)
        guard !count.multipliedReportingOverflow(by: population).overflow else { throw .sizeInvalid(population) }
        let start = random.below(population)
        let indices = (0..<count).map { (start + $0 * population) / count }
        let probability = Double(count) / Double(population)
        return Draw(
            sample: indices.map { Unit(index: $0, probability: probability) }, reserve: Self.others(indices, population, reserve, &random))
    }

    /// Systematic with chances proportional to size; units as large as the interval or larger are taken for certain first.
    ///
    /// `sizes` are whole measures such as households, at most 2³⁰ each; units of size 0 cannot be drawn.
    package static func proportional(
        _ count: Int, sizes: [Int], reserve: Int = 0, using random: inout RandomSource
    ) throws(StatisticsError) -> Draw {
        if let row = sizes.firstIndex(where: { !(0...1 << 30).contains($0) }) { throw .sizeMeasureInvalid(row: row) }
        let there = sizes.count { $0 > 0 }
        try check(count, reserve, there)
        var isCertain = [Bool](repeating: false, count: sizes.count)
        var (left, sum) = (count, sizes.reduce(0, +))
        guard !count.multipliedReportingOverflow(by: sum).overflow else { throw .sizeInvalid(count) }
        while left > 0 {
            let large = sizes.indices.filter { !isCertain[$0] && sizes[$0] > 0 && sizes[$0] * left >= sum }
            if large.isEmpty { break }
            for index in large {
                isCertain[index] = true
                sum -= sizes[index]
            }
            left -= large.count
        }
        var sample = sizes.indices.filter { isCertain[$0] }.map { Unit(index: $0, probability: 1) }
        if left > 0 {
            // The i-th point is (start + i·sum)/left, compared as whole numbers.
            var next = random.below(sum)
            var reached = 0
            for index in sizes.indices where !isCertain[index] {
                reached += sizes[index]
                if next < reached * left {
                    sample.append(Unit(index: index, probability: Double(sizes[index] * left) / Double(sum)))
                    next += sum
                }
            }
        }
        let open = sizes.indices.filter { sizes[$0] > 0 }
        let drawn = Set(sample.map(\.index))
        let places = open.indices.filter { drawn.contains(open[$0]) }
        return Draw(sample: sample, reserve: Self.others(places, open.count, reserve, &random).map { open[$0] })
    }

    private static func check(_ count: Int, _ reserve: Int, _ population: Int) throws(StatisticsError) {
        guard count > 0 else { throw .sizeInvalid(count) }
        guard reserve >= 0 else { throw .sizeInvalid(reserve) }
        guard count <= population, reserve <= population - count else { throw .drawnMoreThanThere(count + reserve, there: population) }
    }

    private static func others(_ drawn: [Int], _ population: Int, _ reserve: Int, _ random: inout RandomSource) -> [Int] {
        guard reserve > 0 else { return [] }
        let drawn = Set(drawn)
        let others = (0..<population).filter { !drawn.contains($0) }
        return random.shuffledPrefix(reserve, of: others.count).map { others[$0] }
    }
}
