import Kernel
import Scoring
import Units

/// The points of every unit of a ranking in each field of the framework (GL-6): who leads where, and how a field stands.
package struct FieldTable: Sendable {
    /// The fields' rows in the sheet.
    package let rows: [Int]
    private let places: [ID<Unit>: Int]
    /// One line of fields for each unit.
    private let scores: [Score]
    /// The block's share in each field.
    private let shares: [Ratio?]

    /// A unit's points in one field, of the applicable maximum; 0 where the whole field does not apply.
    package struct Score: Sendable, Hashable {
        package let points: Points
        package let maximum: Points

        /// Nil when the field does not apply.
        package var share: Ratio? { maximum > .zero ? Ratio(points.micro, maximum.micro) : nil }

        /// Whether its share is greater; both fields apply.
        func isAhead(of other: Score) -> Bool {
            Int128(points.micro) * Int128(other.maximum.micro) > Int128(other.points.micro) * Int128(maximum.micro)
        }
    }

    /// `units` are the lines of the score table.
    init(_ sheet: ScoreSheet, _ scores: ScoreTable, units: [ID<Unit>]) {
        let rows = sheet.fieldIndexes
        self.rows = rows
        places = Dictionary(units.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let lines = units.indices.map { unit in
            rows.map { Score(points: scores.points(unit: unit, row: $0), maximum: scores.applicable(unit: unit, row: $0)) }
        }
        self.scores = lines.flatMap { $0 }
        shares = rows.indices.map { field in Self.share(lines.lazy.map { $0[field] }) }
    }

    /// A unit's score in the field of this number.
    package func score(_ unit: ID<Unit>, field: Int) -> Score? { places[unit].map { scores[$0 * rows.count + field] } }

    /// All units' points over all their maxima in one field; nil when it applies to nobody.
    package func share(field: Int) -> Ratio? { shares[field] }

    private static func share(_ scores: some Sequence<Score>) -> Ratio? {
        var points = Int128(0)
        var maximum = Int128(0)
        for score in scores {
            points += Int128(score.points.micro)
            maximum += Int128(score.maximum.micro)
        }
        return maximum > 0 ? Ratio(points, maximum) : nil
    }

    /// The place of a unit in one field by its share, equal shares alike (1224), and among how many.
    package func place(_ unit: ID<Unit>, field: Int) -> (rank: Int, count: Int)? {
        guard let own = score(unit, field: field), own.maximum > .zero else { return nil }
        let others = places.values.map { scores[$0 * rows.count + field] }.filter { $0.maximum > .zero }
        return (1 + others.count { $0.isAhead(of: own) }, others.count)
    }

    /// For each field who of these has the greatest share in it.
    package func leaders(among results: [RankingResult]) -> [[RankingResult]] {
        let lines = results.map { places[$0.unit].map { $0 * rows.count } }
        return rows.indices.map { field in
            var leaders: [Int] = []
            var best: Score?
            for case (let index, let line?) in lines.enumerated() {
                let score = scores[line + field]
                guard score.maximum > .zero else { continue }
                if let best, best.isAhead(of: score) { continue }
                if let best, score.isAhead(of: best) { leaders = [] }
                best = score
                leaders.append(index)
            }
            return leaders.map { results[$0] }
        }
    }

    /// The fields of greatest and of least share; nil with fewer than two fields.
    package var ends: (best: Int, worst: Int)? {
        let shares = rows.indices.compactMap { field in share(field: field).map { (field: field, share: $0) } }
        guard shares.count > 1, let best = shares.max(by: { $0.share < $1.share }), let worst = shares.min(by: { $0.share < $1.share }),
            best.share != worst.share
        else { return nil }
        return (best.field, worst.field)
    }
}

extension ScoreSheet {
    /// The rows of the fields, in their order; bonus and penalty are none.
    package var fieldIndexes: [Int] {
        let codes = Set(framework.fields.map(\.code))
        return rows.indices.filter { rows[$0].parent == nil && codes.contains(rows[$0].code) }
    }
}
