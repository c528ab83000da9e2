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

    /// A unit's points in one field, of the applicable maximum; 0 where the whole field does not apply.
    package struct Score: Sendable, Hashable {
        package let points: Points
        package let maximum: Points

        /// Nil when the field does not apply.
        package var share: Ratio? { maximum > .zero ? Ratio(points.micro, maximum.micro) : nil }
    }

    /// `units` are the lines of the score table.
    init(_ sheet: ScoreSheet, _ scores: ScoreTable, units: [ID<Unit>]) {
        let rows = sheet.fieldIndexes
        self.rows = rows
        places = Dictionary(units.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        self.scores = units.indices.flatMap { unit in
            rows.map { Score(points: scores.points(unit: unit, row: $0), maximum: scores.applicable(unit: unit, row: $0)) }
        }
    }

    /// A unit's score in the field of this number.
    package func score(_ unit: ID<Unit>, field: Int) -> Score? { places[unit].map { scores[$0 * rows.count + field] } }

    /// All units' points over all their maxima in one field; nil when it applies to nobody.
    package func share(field: Int) -> Ratio? {
        var points = Int128(0)
        var maximum = Int128(0)
        for unit in places.values {
            points += Int128(scores[unit * rows.count + field].points.micro)
            maximum += Int128(scores[unit * rows.count + field].maximum.micro)
        }
        return maximum > 0 ? Ratio(points, maximum) : nil
    }

    /// The place of a unit in one field by its share, equal shares alike (1224), and among how many.
    package func place(_ unit: ID<Unit>, field: Int) -> (rank: Int, count: Int)? {
        guard let own = score(unit, field: field)?.share else { return nil }
        let others = places.values.compactMap { scores[$0 * rows.count + field].share }
        return (1 + others.count { $0 > own }, others.count)
    }

    /// Who has the greatest share in one field.
    package func leaders(field: Int, among results: [RankingResult]) -> [RankingResult] {
        let shares = results.map { score($0.unit, field: field)?.share }
        guard let best = shares.compactMap({ $0 }).max() else { return [] }
        return zip(results, shares).filter { $0.1 == best }.map(\.0)
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
