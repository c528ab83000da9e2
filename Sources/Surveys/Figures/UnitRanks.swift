import Kernel
import Statistics

/// Which ranks units may truly have by a figure, and which cannot be told apart (SV-37, PI-61).
package struct UnitRanks: Hashable, Sendable {
    package struct Place: Hashable, Sendable {
        package let line: FigureLine
        /// By the figure as it is printed; equal figures share a rank.
        package let rank: Int
        /// Ranks that hold for all units at once.
        package let possible: ClosedRange<Int>
    }

    /// The greatest first.
    package let places: [Place]
    /// Groups of units, from the greatest, whose members cannot be told apart; they overlap.
    package let groups: [[FigureLine]]

    /// `lines` are one figure of several units; nil where fewer than two have a value, or where nobody knows how surely.
    package init?(_ lines: [FigureLine], _ formula: EstimateFormula) {
        let known = lines.filter { line in
            !line.unit.isEmpty && line.value != nil && (line.error != nil || line.weighted == .census) && !line.isHidden
        }.sorted { ($1.value ?? .zero, $0.unit) < ($0.value ?? .zero, $1.unit) }
        guard known.count > 1, let level = try? Level(percent: formula.level),
            let sets = try? RankSets(
                known.map { RankSets.Figure(value: $0.value ?? .zero, low: $0.low, high: $0.high, level: level) }, level: level,
                seed: formula.seed)
        else { return nil }
        places = known.enumerated().map { index, line in
            Place(line: line, rank: (known.firstIndex { $0.value == line.value } ?? index) + 1, possible: sets.joint[index])
        }
        groups = sets.groups.map { group in group.map { known[$0] } }
    }
}
