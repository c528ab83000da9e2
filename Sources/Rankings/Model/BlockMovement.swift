import Kernel
import Scoring

/// How a block moved since the earlier ranking: units up and down in points and places, and the mean (PI-57, PI-82).
package struct BlockMovement: Sendable {
    package let points: Tally
    package let places: Tally
    /// The mean of this ranking less that of the earlier one, each over its own units.
    package let mean: Ratio?
    /// Who gained most places, and how many in halves; nil when nobody gained one.
    package let climb: Move?
    package let fall: Move?

    /// How many units gained, lost and kept.
    package struct Tally: Sendable, Hashable {
        package var up = 0
        package var down = 0
        package var same = 0

        mutating func count(_ difference: Int64) {
            if difference > 0 { up += 1 } else if difference < 0 { down += 1 } else { same += 1 }
        }

        package var all: Int { up + down + same }
    }

    package struct Move: Sendable {
        package let units: [RankingResult]
        /// Halves of a place, positive.
        package let halves: Int
    }

    /// Nil when there is no earlier ranking that may be compared.
    package init?(_ table: RankingTable) {
        guard let earlier = table.comparable else { return nil }
        var points = Tally()
        var places = Tally()
        for line in table.lines {
            if let change = line.change?.points { points.count(change.micro) }
            if let change = line.change?.placesInHalves { places.count(Int64(change)) }
        }
        self.points = points
        self.places = places
        if let now = table.summary.mean, let before = earlier.summary.mean { mean = try? now - before } else { mean = nil }
        climb = Self.move(table.lines, sign: 1)
        fall = Self.move(table.lines, sign: -1)
    }

    private static func move(_ lines: [RankingTable.Line], sign: Int) -> Move? {
        let moves = lines.map { sign * ($0.change?.placesInHalves ?? 0) }
        guard let most = moves.max(), most > 0 else { return nil }
        return Move(units: zip(lines, moves).filter { $0.1 == most }.map(\.0.result), halves: most)
    }
}
