import Criteria
import Kernel
import Platform
import Scoring
import Statistics
import Units

/// How surely the totals and ranks of a ranking are known where surveys measured some of the values behind them (PI-61, SV-37).
///
/// It informs: points are exact sums of what was decided, and no rank or band comes from it.
package struct Certainty: Sendable {
    /// What can be said of one unit.
    package struct Place: Sendable, Hashable {
        /// The interval of its total; nil where none of its values has one.
        package let total: ClosedRange<Points>?
        /// Answers behind the measured values, of each sample once.
        package let respondents: Int
        /// Ranks that hold for all units at once; nil for a unit without rank.
        package let possible: ClosedRange<Int>?
    }

    /// Of all intervals, in percent: the one that all values state, else ``standardLevel``.
    package let level: Number
    package let methods: [MeasuredInterval.Method]
    /// How many samples there are.
    package let samples: Int
    package let places: [ID<Units.Unit>: Place]
    /// Groups of several units, from the first, whose members cannot be told apart; they overlap.
    package let groups: [[ID<Units.Unit>]]

    package static let standardLevel: Number = 95
    package static let seed: UInt64 = 1
    package static let replicates = 1000
    /// Pairs of more units are too many to be held against each other while somebody waits.
    package static let mostUnits = 400

    /// `results` are the lines of the figures' table, one by one; nil where no value has an interval.
    init?(_ intervals: [MeasuredLeaf], _ sheet: ScoreSheet, _ table: FigureTable, _ results: [RankingResult]) throws {
        guard !intervals.isEmpty else { return nil }
        let indices = Dictionary(results.enumerated().map { ($0.element.unitCode, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let found = try IntervalEffects(intervals, sheet, table) { indices[$0] }
        guard !found.effects.isEmpty else { return nil }
        let all = found.effects.map(\.interval)
        let levels = Set(all.map(\.level))
        level = levels.count == 1 ? levels.first ?? Self.standardLevel : Self.standardLevel
        methods = MeasuredInterval.Method.allCases.filter { method in all.contains { $0.method == method } }
        samples = Set(all.map(\.sample)).count
        let certain = try Level(percent: level)
        let byUnit = Dictionary(grouping: found.effects, by: \.unit)
        let measure = sheet.framework.measure
        var totals: [Int: ClosedRange<Points>] = [:]
        var figures: [Int: RankSets.Figure] = [:]
        for (unit, result) in results.enumerated() {
            let effects = byUnit[unit] ?? []
            if !effects.isEmpty { totals[unit] = try Self.range(of: result.total, effects, certain, result.highest(sheet.framework)) }
            guard result.rank != nil, let value = measure.value(of: found.totals[unit]) else { continue }
            let sum = try effects.sum(\.level, certain)
            figures[unit] = RankSets.Figure(
                value: value, low: (try value.ratio - sum.below.ratio).number(scale: 9),
                high: (try value.ratio + sum.above.ratio).number(scale: 9), level: certain)
        }
        let ranked = figures.sorted { $0.key < $1.key }
        let sets =
            (2...Self.mostUnits).contains(ranked.count)
            ? try RankSets(ranked.map(\.value), level: certain, replicates: Self.replicates, seed: Self.seed) : nil
        let positions = Dictionary(ranked.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
        places = Dictionary(
            results.enumerated().map { unit, result in
                let samples = Dictionary((byUnit[unit] ?? []).map { ($0.interval.sample, $0.interval.respondents) }, uniquingKeysWith: max)
                let possible = sets.flatMap { sets in positions[unit].map { sets.joint[$0] } }
                return (result.unit, Place(total: totals[unit], respondents: samples.values.reduce(0, +), possible: possible))
            }, uniquingKeysWith: { first, _ in first })
        groups = (sets?.groups ?? []).filter { $0.count > 1 }.map { group in group.map { results[ranked[$0].key].unit } }
    }

    /// Whether ranks were held against each other.
    package var hasRanks: Bool { places.values.contains { $0.possible != nil } }

    /// No farther than a total can be.
    private static func range(
        of total: Points, _ effects: [IntervalEffects.Effect], _ level: Level, _ highest: Points
    ) throws -> ClosedRange<Points>? {
        let sum = try effects.sum(\.points, level)
        guard let low = Points(try total.ratio - sum.below.ratio), let high = Points(try total.ratio + sum.above.ratio) else { return nil }
        return min(total, max(low, .zero))...max(total, min(high, highest))
    }
}

extension [IntervalEffects.Effect] {
    fileprivate func sum(_ reach: (Element) -> IntervalEffects.Reach, _ level: Level) throws -> SummedInterval {
        try SummedInterval(
            map { effect in
                SummedInterval.Part(
                    below: reach(effect).below, above: reach(effect).above, level: try Level(percent: effect.interval.level),
                    sample: effect.interval.sample)
            }, level: level)
    }
}

extension RankingResult {
    /// The most that the unit could have: the maximum that its total is of, and its bonus.
    fileprivate func highest(_ framework: Framework) -> Points {
        (framework.settings.notApplicable == .renormalise ? framework.total : maximum) + bonus
    }
}
