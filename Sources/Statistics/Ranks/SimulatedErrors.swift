import Foundation

/// Normal errors of some figures, drawn again and again by a seed.
struct SimulatedErrors {
    private typealias Lane = SIMD8<Double>

    private let count: Int
    private let replicates: Int
    /// Lanes of one replicate; places beyond the last figure are never looked at.
    private let lanes: Int
    /// Replicate by replicate.
    private var errors: [Lane]

    init(_ standardErrors: [Double], replicates: Int, seed: UInt64) {
        count = standardErrors.count
        self.replicates = replicates
        lanes = (count + 7) / 8
        errors = [Lane](repeating: .zero, count: lanes * replicates)
        var normal = NormalSource(seed: seed)
        for replicate in 0..<replicates {
            for unit in 0..<count { errors[replicate * lanes + unit / 8][unit % 8] = standardErrors[unit] * normal.next() }
        }
    }

    /// The middle part of the ranks that the values take with their errors.
    func ranks(of values: [Double], _ level: Level) -> [ClosedRange<Int>] {
        let base = padded(values, with: -.infinity)
        // How often each unit had each rank.
        var frequencies = [Int32](repeating: 0, count: count * count)
        var drawn = base
        for replicate in 0..<replicates {
            for lane in 0..<lanes { drawn[lane] = base[lane] + errors[replicate * lanes + lane] }
            for unit in 0..<count {
                let own = Lane(repeating: drawn[unit / 8][unit % 8])
                var above = SIMD8<Int64>.zero
                for lane in 0..<lanes { above.replace(with: above &+ 1, where: drawn[lane] .> own) }
                frequencies[unit * count + Int(above.wrappedSum())] += 1
            }
        }
        let outside = Int(level.tail * Double(replicates))
        return (0..<count).map { unit in
            let own = frequencies[(unit * count)..<((unit + 1) * count)]
            return Self.skipping(outside, own)...(count + 1 - Self.skipping(outside, own.reversed()))
        }
    }

    /// The first rank, from 1, after so many draws have been passed over.
    private static func skipping(_ outside: Int, _ frequencies: some Sequence<Int32>) -> Int {
        var seen = 0
        for (index, frequency) in frequencies.enumerated() {
            seen += Int(frequency)
            if seen > outside { return index + 1 }
        }
        return 1
    }

    /// What the largest of (eᵢ − eⱼ)·precisionᵢⱼ stays below with the level's probability.
    func largestDeviation(_ precisions: [Double], _ level: Level) -> Double {
        let rows = (0..<count).map { unit in padded(Array(precisions[(unit * count)..<((unit + 1) * count)]), with: 0) }
        let open = rows.indices.filter { row in rows[row].contains { $0 != .zero } }
        var largest = (0..<replicates).map { replicate in
            var top = Lane.zero
            for unit in open {
                let own = Lane(repeating: errors[replicate * lanes + unit / 8][unit % 8])
                for lane in 0..<lanes { top = pointwiseMax(top, (own - errors[replicate * lanes + lane]) * rows[unit][lane]) }
            }
            return top.max()
        }
        largest.sort()
        return largest[min(Int((level.probability * Double(replicates + 1)).rounded(.up)), replicates) - 1]
    }

    private func padded(_ values: [Double], with filling: Double) -> [Lane] {
        var padded = [Lane](repeating: Lane(repeating: filling), count: lanes)
        for (unit, value) in values.enumerated() { padded[unit / 8][unit % 8] = value }
        return padded
    }
}

/// Standard normal numbers by the polar method of Marsaglia, two at a time.
package struct NormalSource: Sendable {
    private var random: RandomSource
    private var spare: Double?

    package init(seed: UInt64) { random = RandomSource(seed: seed) }

    package mutating func next() -> Double {
        if let spare {
            self.spare = nil
            return spare
        }
        while true {
            let (x, y) = (2 * random.unit() - 1, 2 * random.unit() - 1)
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spare = y * factor
            return x * factor
        }
    }
}
