/// Normal errors of some figures, drawn again and again by a seed.
///
/// Units come in the order of their values. Loops run over whole lines of numbers, without a branch and without a sum within a line, so that the compiler takes several at once.
struct SimulatedErrors {
    private let count: Int
    private let replicates: Int
    /// Replicate by replicate.
    private let errors: [Double]

    init(_ standardErrors: [Double], replicates: Int, seed: UInt64) {
        count = standardErrors.count
        self.replicates = replicates
        var normal = NormalSource(seed: seed)
        var errors: [Double] = []
        errors.reserveCapacity(count * replicates)
        for _ in 0..<replicates { for error in standardErrors { errors.append(error * normal.next()) } }
        self.errors = errors
    }

    /// The middle part of the ranks that the values take with their errors.
    func ranks(of values: [Double], _ level: Level) -> [ClosedRange<Int>] {
        // How often each unit had each rank.
        var frequencies = [Int](repeating: 0, count: count * count)
        var drawn = values
        var above = [Int](repeating: 0, count: count)
        errors.withUnsafeBufferPointer { errors in
            drawn.withUnsafeMutableBufferPointer { drawn in
                above.withUnsafeMutableBufferPointer { above in
                    for replicate in 0..<replicates {
                        for unit in 0..<count {
                            drawn[unit] = values[unit] + errors[replicate * count + unit]
                            above[unit] = 0
                        }
                        for unit in 0..<count {
                            let own = drawn[unit]
                            var smaller = 0
                            for other in 0..<unit {
                                let isSmaller = own > drawn[other] ? 1 : 0
                                above[other] &+= isSmaller
                                smaller &+= isSmaller
                            }
                            above[unit] = unit - smaller
                        }
                        for unit in 0..<count { frequencies[unit * count + above[unit]] += 1 }
                    }
                }
            }
        }
        let outside = Int(level.tail * Double(replicates))
        return (0..<count).map { unit in
            let own = frequencies[(unit * count)..<((unit + 1) * count)]
            return Self.skipping(outside, own)...(count + 1 - Self.skipping(outside, own.reversed()))
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
        // From which unit on there is one that is not settled with it: near each other in the order of values.
        let first = (0..<count).map { unit in (0..<unit).first { precisions[unit * count + $0] > 0 } ?? unit }
        var largest = [Double](repeating: 0, count: replicates)
        var tops = [Double](repeating: 0, count: count)
        errors.withUnsafeBufferPointer { errors in
            precisions.withUnsafeBufferPointer { precisions in
                tops.withUnsafeMutableBufferPointer { tops in
                    for replicate in 0..<replicates {
                        for unit in 0..<count { tops[unit] = 0 }
                        for unit in 0..<count where first[unit] < unit {
                            let own = errors[replicate * count + unit]
                            for other in first[unit]..<unit {
                                let deviation = abs(own - errors[replicate * count + other]) * precisions[unit * count + other]
                                tops[other] = deviation > tops[other] ? deviation : tops[other]
                            }
                        }
                        largest[replicate] = tops.max() ?? 0
                    }
                }
            }
        }
        largest.sort()
        return largest[min(Int((level.probability * Double(replicates + 1)).rounded(.up)), replicates) - 1]
    }
}
