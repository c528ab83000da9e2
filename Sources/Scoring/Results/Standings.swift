import Kernel

/// Ranks and bands of a block, from exact values (PI-50, PI-53, PI-54).
package struct Standings: Sendable {
    /// One entry for each unit, in the order of the score table.
    package let entries: [Entry]

    package struct Entry: Sendable, Hashable {
        /// Nil for units that are scored but not ranked (PI-4, PI-45).
        package var rank: Rank?
        /// Ranks by the direct and by the survey part alone (PI-56); nil where the framework has no such part.
        package var directRank: Rank?
        package var surveyRank: Rank?
        /// Index into the framework's bands; nil when nothing is applicable or there are no bands.
        package var band: Int?
    }

    /// Entry indexes in the order of a printed table: by rank, unranked last, ties in the given order.
    package var order: [Int] {
        entries.indices.sorted {
            (entries[$0].rank?.halves ?? .max, $0) < (entries[$1].rank?.halves ?? .max, $1)
        }
    }
}

/// A place in a block.
///
/// Average ties stand between two places, so places are counted in halves.
package struct Rank: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let halves: Int

    package init(halves: Int) { self.halves = halves }
    package init(_ place: Int) { halves = 2 * place }

    package static func < (one: Rank, other: Rank) -> Bool { one.halves < other.halves }

    /// Canonical decimal text: `7`, `2.5`.
    package var description: String { halves % 2 == 0 ? "\(halves / 2)" : "\(halves / 2).5" }
}

extension ScoreSheet {
    /// Ranks the units for which `isRanked` holds and bands them all.
    package func standings(_ scores: ScoreTable, isRanked: (Int) -> Bool = { _ in true }) -> Standings {
        precondition(!framework.isPartial, "a partial framework gives no ranks")
        var entries = Array(repeating: Standings.Entry(), count: scores.totals.count)
        let ranked = scores.totals.indices.filter { scores.totals[$0].percent != nil && !scores.totals[$0].isUnranked && isRanked($0) }
        rank(ranked, { scores.totals[$0].percent }, breakingBy: { tieKeys($0, scores) }) {
            entries[$0].rank = $1
        }
        for (part, key) in [
            (\Standings.Entry.directRank, { (total: UnitTotal) in (total.direct, total.directMaximum) }),
            (\Standings.Entry.surveyRank, { (total: UnitTotal) in (total.survey, total.surveyMaximum) }),
        ] {
            let held = ranked.filter { key(scores.totals[$0]).1 > .zero }
            rank(
                held,
                { unit in
                    let (points, maximum) = key(scores.totals[unit])
                    return IndexPercent(numerator: Int128(points.micro), denominator: Int128(maximum.micro))
                }
            ) { entries[$0][keyPath: part] = $1 }
        }
        if !framework.bands.isEmpty {
            for unit in entries.indices { entries[unit].band = band(scores.totals[unit]) }
        }
        return Standings(entries: entries)
    }

    /// The band of a total, by its exact percent or its points.
    package func band(_ total: UnitTotal) -> Int? {
        guard !framework.bands.isEmpty, let percent = total.percent else { return nil }
        switch framework.settings.bandsOn {
        case .percent: return bandLadder.rung(of: percent.ratio)
        case .points: return bandLadder.rung(of: total.total.ratio)
        }
    }

    /// The shares of the tie-break criteria; one that is not applicable comes behind every other.
    private func tieKeys(_ unit: Int, _ scores: ScoreTable) -> [IndexPercent] {
        tieBreakRows.map { row in
            let scored = scores.scored[unit * rows.count + row]
            return scored.applicable > 0
                ? IndexPercent(numerator: Int128(scored.points), denominator: Int128(scored.applicable))
                : IndexPercent(numerator: -1, denominator: 1)
        }
    }

    private func rank(
        _ units: [Int], _ key: (Int) -> IndexPercent?, breakingBy tieKeys: (Int) -> [IndexPercent] = { _ in [] }, give: (Int, Rank) -> Void
    ) {
        let keyed = units.compactMap { unit in key(unit).map { (unit: unit, key: $0, ties: tieKeys(unit)) } }
        let sorted = keyed.sorted { one, other in
            one.key == other.key ? other.ties.lexicographicallyPrecedes(one.ties) : one.key > other.key
        }
        var start = 0
        var group = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].key == sorted[start].key, sorted[end].ties == sorted[start].ties { end += 1 }
            group += 1
            let rank =
                switch framework.settings.ties {
                case .competition, .tieBreak: Rank(start + 1)
                case .modifiedCompetition: Rank(end)
                case .average: Rank(halves: start + 1 + end)
                case .dense: Rank(group)
                }
            for index in start..<end { give(sorted[index].unit, rank) }
            start = end
        }
    }
}
