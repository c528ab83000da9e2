/// Puts the stretches of a broken chain where their previous hashes say they were sealed, and tells what that shows.
struct ChainOrder {
    private let stretches: [ChainStretch]
    /// Where hashes stand in the chain as stored.
    private let places: [String: Int64]
    /// The number from which each stretch was sealed; nil where its previous hash stands nowhere.
    private var origins: [Int64?]

    init(_ stretches: [ChainStretch], places: [String: Int64]) {
        self.stretches = stretches
        self.places = places
        origins = Array(repeating: nil, count: stretches.count)
        resolve()
    }

    /// Goes round until nothing new is found: the place of one stretch may rest on that of another.
    private mutating func resolve() {
        for (index, stretch) in stretches.enumerated() where !stretch.isFirstAltered && stretch.previousHash == AuditHead.beginning.hash {
            origins[index] = 1
        }
        let predecessors = stretches.indices.map(predecessor(of:))
        // A stretch with nothing to go by counts as standing where it stands.
        var starts = stretches.indices.map { origins[$0] ?? (predecessors[$0] == nil ? stretches[$0].first : nil) }
        var isMoving = true
        while isMoving {
            isMoving = false
            for (index, place) in predecessors.enumerated() where starts[index] == nil {
                guard let place, let start = starts[place.stretch] else { continue }
                starts[index] = start &+ place.offset &+ 1
                origins[index] = starts[index]
                isMoving = true
            }
        }
    }

    private func predecessor(of index: Int) -> (stretch: Int, offset: Int64)? {
        let stretch = stretches[index]
        guard !stretch.isFirstAltered, stretch.previousHash != AuditHead.beginning.hash, let number = places[stretch.previousHash],
            let other = stretches.firstIndex(where: { ($0.first...$0.last).contains(number) })
        else { return nil }
        return (other, number - stretches[other].first)
    }

    var findings: [AuditFinding] { moved + detached + doubled + missing }

    private var moved: [AuditFinding] {
        zip(stretches, origins).compactMap { stretch, origin in
            guard let origin, origin != stretch.first else { return nil }
            return .moved(stretch.first...stretch.last, sealedFrom: origin, stretch.firstID)
        }
    }

    /// Stretches that follow nothing we have, where no altered or missing neighbour explains it.
    private var detached: [AuditFinding] {
        zip(stretches, origins).compactMap { stretch, origin in
            guard origin == nil, !stretch.isFirstAltered, !stretch.followsAltered, stretch.hasNeighbour || stretch.first <= 1 else {
                return nil
            }
            return .detached(stretch.first, stretch.firstID)
        }
    }

    /// Pairs of entries that were sealed with the same number.
    private var doubled: [AuditFinding] {
        let known = zip(stretches, origins).compactMap { stretch, origin in origin.map { (stretch: stretch, origin: $0) } }
        return known.enumerated().flatMap { index, one in
            known.enumerated().compactMap { other, rival -> AuditFinding? in
                let offset = one.origin &- rival.origin
                guard other != index, (0...(rival.stretch.last - rival.stretch.first)).contains(offset), offset > 0 || other < index else {
                    return nil
                }
                let numbers = [one.stretch.first, rival.stretch.first + offset].sorted()
                return .doubled(numbers[0], numbers[1])
            }
        }
    }

    /// Numbers that no stretch was sealed with.
    private var missing: [AuditFinding] {
        var next: Int64 = 1
        var gaps: [AuditFinding] = []
        let ranges = zip(stretches, origins).map { stretch, origin in
            let start = origin ?? stretch.first
            return (start: start, end: start &+ (stretch.last - stretch.first))
        }
        for range in ranges.sorted(by: { $0.start < $1.start }) {
            if range.start > next { gaps.append(.missing(next...(range.start - 1))) }
            if range.end >= next { next = range.end < .max ? range.end + 1 : .max }
        }
        return gaps
    }
}
