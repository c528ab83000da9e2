import Kernel
import Scoring
import Units

/// How many collectives of a block are proposed for commendation, and who comes into question (PI-85).
///
/// A unit qualifies by its class, and then by its rank or by the places it gained; the best of them are proposed.
package struct CommendationRule: Sendable, Hashable {
    package var series: String
    package var collectives: Int
    /// The code of the lowest class that is considered; nil for any.
    package var band: String?
    /// The last rank that is considered.
    package var rank: Int?
    /// Or so many places gained since the period before; with neither, every ranked unit is considered.
    package var rise: Int?
    /// The regulation that the rule comes from.
    package var source: String

    package init(series: String, collectives: Int, band: String? = nil, rank: Int? = nil, rise: Int? = nil, source: String) {
        self.series = series
        self.collectives = collectives
        self.band = band
        self.rank = rank
        self.rise = rise
        self.source = source
    }
}

/// Whom a rule proposes; a list to be signed, nothing more.
struct CommendationList: Sendable {
    struct Line: Sendable {
        let unit: String
        let name: String
        let rank: Rank
        let total: Points
        let band: Int?
        /// Places gained since the period before, in halves; nil where it cannot be told.
        let risen: Int?
        let qualifiesByRank: Bool
        /// Shares its rank with another over the last place: the number does not decide, the council does.
        let isTied: Bool
    }

    let block: ScoredBlock
    let rule: CommendationRule?
    let lines: [Line]

    /// `before` are the ranks of the period before by the units' codes; empty where the sets do not compare.
    init(_ block: ScoredBlock, _ rule: CommendationRule?, before: [String: Rank]) {
        self.block = block
        self.rule = rule
        guard let rule else {
            lines = []
            return
        }
        let lowest = rule.band.flatMap { code in block.framework.classes.firstIndex { $0.code == code } }
        var lines = block.standings.order.compactMap { index -> Line? in
            let entry = block.standings.entries[index]
            guard let rank = entry.rank else { return nil }
            if rule.band != nil { guard let lowest, let band = entry.band, band <= lowest else { return nil } }
            let unit = block.units[index]
            let risen = before[unit.code].map { $0.halves - rank.halves }
            let byRank = rule.rank.map { rank <= Rank($0) } ?? (rule.rise == nil)
            let byRise = rule.rise.map { rise in risen.map { $0 >= 2 * rise } ?? false } ?? false
            guard byRank || byRise else { return nil }
            return Line(
                unit: unit.code, name: unit.name, rank: rank, total: block.scores.totals[index].total, band: entry.band, risen: risen,
                qualifiesByRank: byRank, isTied: false)
        }
        if lines.count > rule.collectives {
            let last = lines[rule.collectives - 1].rank
            let isTie = lines[rule.collectives].rank == last
            lines = lines.prefix { $0.rank <= last }.map { line in
                Line(
                    unit: line.unit, name: line.name, rank: line.rank, total: line.total, band: line.band, risen: line.risen,
                    qualifiesByRank: line.qualifiesByRank, isTied: isTie && line.rank == last)
            }
        }
        self.lines = lines
    }
}
