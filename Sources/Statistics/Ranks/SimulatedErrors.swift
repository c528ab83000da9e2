/// Normal errors of some figures, drawn again and again by a seed.
///
/// Numbers of one unit lie together, and loops over the replicates are innermost, without a branch: the compiler takes several at once.
struct SimulatedErrors {
    private let count: Int
    private let replicates: Int
    /// Unit by unit.
    private let errors: [Double]

    init(_ standardErrors: [Double], replicates: Int, seed: UInt64) {
        count = standardErrors.count
        self.replicates = replicates
        var normal = NormalSource(seed: seed)
        var errors: [Double] = []
        errors.reserveCapacity(count * replicates)
        for error in standardErrors { for _ in 0..<replicates { errors.append(error * normal.next()) } }
        self.errors = errors
    }

    private func line(_ unit: Int) -> ArraySlice<Double> { errors[(unit * replicates)..<((unit + 1) * replicates)] }

    /// The middle part of the ranks that the values take with their errors.
    func ranks(of values: [Double], _ level: Level) -> [ClosedRange<Int>] {
        let drawn = values.indices.map { unit in line(unit).map { values[unit] + $0 } }
        // How many are above each unit, by replicate; whole numbers, kept as what is compared.
        var above = [Double](repeating: 0, count: count * replicates)
        above.withUnsafeMutableBufferPointer { above in
            for unit in 0..<count {
                for other in 0..<unit {
                    Self.compare(
                        drawn[unit], drawn[other], UnsafeMutableBufferPointer(rebasing: above[(unit * replicates)...]),
                        UnsafeMutableBufferPointer(rebasing: above[(other * replicates)...]))
                }
            }
        }
        let outside = Int(level.tail * Double(replicates))
        return (0..<count).map { unit in
            var frequencies = [Int](repeating: 0, count: count)
            for rank in above[(unit * replicates)..<((unit + 1) * replicates)] { frequencies[Int(rank)] += 1 }
            return Self.skipping(outside, frequencies)...(count + 1 - Self.skipping(outside, frequencies.reversed()))
        }
    }

    /// Counts for two units who is above the other.
    private static func compare(
        _ one: [Double], _ other: [Double], _ aboveOne: UnsafeMutableBufferPointer<Double>, _ aboveOther: UnsafeMutableBufferPointer<Double>
    ) {
        one.withUnsafeBufferPointer { one in
            other.withUnsafeBufferPointer { other in
                for index in one.indices {
                    let isAbove: Double = one[index] > other[index] ? 1 : 0
                    aboveOther[index] += isAbove
                    aboveOne[index] += 1 - isAbove
                }
            }
        }
    }

    /// The first rank, from 1, after so many draws have been passed over.
    private static func skipping(_ outside: Int, _ frequencies: some Sequence<Int>) -> Int {
        var seen = 0
        for (index, frequency) in frequencies.enumerated() {
            seen += frequency
            if seen > outside { return index + 1 }
        }
        return 1
    }

    /// What the largest of |eᵢ − eⱼ|·precisionᵢⱼ stays below with the level's probability; precisions are symmetric.
    func largestDeviation(_ precisions: [Double], _ level: Level) -> Double {
        var largest = [Double](repeating: 0, count: replicates)
        largest.withUnsafeMutableBufferPointer { largest in
            errors.withUnsafeBufferPointer { errors in
                for unit in 0..<count {
                    for other in 0..<unit where precisions[unit * count + other] > 0 {
                        let precision = precisions[unit * count + other]
                        let (one, two) = (errors[(unit * replicates)...], errors[(other * replicates)...])
                        Self.raise(largest, UnsafeBufferPointer(rebasing: one), UnsafeBufferPointer(rebasing: two), precision)
                    }
                }
            }
        }
        largest.sort()
        return largest[min(Int((level.probability * Double(replicates + 1)).rounded(.up)), replicates) - 1]
    }

    private static func raise(
        _ largest: UnsafeMutableBufferPointer<Double>, _ one: UnsafeBufferPointer<Double>, _ other: UnsafeBufferPointer<Double>,
        _ precision: Double
    ) {
        for index in largest.indices {
            let deviation = abs(one[index] - other[index]) * precision
            largest[index] = deviation > largest[index] ? deviation : largest[index]
        }
    }
}
