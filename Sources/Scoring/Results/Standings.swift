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
        var places: [Place] = []
        var direct: [Place] = []
        var survey: [Place] = []
        for (unit, total) in scores.totals.enumerated() where !total.isUnranked && isRanked(unit) {
            guard let percent = total.percent else { continue }
            places.append(Place(unit: unit, percent: percent))
            if total.directMaximum > .zero { direct.append(Place(unit: unit, percent: Share(total.direct, of: total.directMaximum))) }
            if total.surveyMaximum > .zero { survey.append(Place(unit: unit, percent: Share(total.survey, of: total.surveyMaximum))) }
        }
        rank(places, breakingBy: tieBreakRows.isEmpty ? nil : { tieKeys($0, scores) }) { entries[$0].rank = $1 }
        rank(direct) { entries[$0].directRank = $1 }
        rank(survey) { entries[$0].surveyRank = $1 }
        if !framework.bands.isEmpty {
            for unit in entries.indices { entries[unit].band = band(scores.totals[unit]) }
        }
        return Standings(entries: entries)
    }

    /// The band of a total, by its exact percent or its points.
    package func band(_ total: UnitTotal) -> Int? {
        guard !framework.bands.isEmpty, let percent = total.percent else { return nil }
        switch framework.settings.bandsOn {
        case .percent: return bandLadder.rung(of: percent)
        case .points: return bandLadder.rung(of: exactTotal(total))
        }
    }

    /// The total before a conversion rounded it: no rounding decides a band (PI-50).
    private func exactTotal(_ total: UnitTotal) -> Share {
        let extras = Int128((total.bonus + total.penalty).micro)
        let one = Int128(1_000_000)
        guard total.isConverted else { return Share(Int128(total.score.micro) + extras, of: one) }
        let maximum = Int128(total.maximum.micro)
        return Share(Int128(total.score.micro) * Int128(framework.total.micro) + extras * maximum, of: maximum * one)
    }

    /// The shares of the tie-break criteria; one that is not applicable comes behind every other.
    private func tieKeys(_ unit: Int, _ scores: ScoreTable) -> [Share] {
        tieBreakRows.map { row in
            let applicable = scores.applicable(unit: unit, row: row)
            return applicable > .zero
                ? Share(scores.points(unit: unit, row: row), of: applicable) : Share(-1, of: 1)
        }
    }

    private struct Place {
        var unit: Int
        var percent: Share
    }

    private func rank(_ places: [Place], breakingBy tieKeys: ((Int) -> [Share])? = nil, give: (Int, Rank) -> Void) {
        func isAhead(_ one: Place, _ other: Place) -> Bool {
            guard let tieKeys, one.percent == other.percent else { return one.percent > other.percent }
            return tieKeys(other.unit).lexicographicallyPrecedes(tieKeys(one.unit))
        }
        let sorted = places.sorted(by: isAhead)
        var start = 0
        var group = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, !isAhead(sorted[start], sorted[end]) { end += 1 }
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
