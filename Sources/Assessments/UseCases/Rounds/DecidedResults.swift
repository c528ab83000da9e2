import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// Everything a decided round came to, block by block: what a publication is made from (PI-77).
package struct DecidedResults: Sendable {
    package struct Answer: Sendable {
        package let round: Round
        package let blocks: [Block]
    }

    /// A block's framework, its units with what counts of each leaf, and how that came about.
    package struct Block: Sendable {
        package let framework: FrameworkFile
        package let figures: FigureFile
        package let decisions: [Decided]
        /// How surely it is known, where a survey measured it (PI-61).
        package let intervals: [MeasuredLeaf]
    }

    /// What was said of one leaf of one unit at one stage.
    package struct Decided: Sendable, Hashable {
        package var unit: String
        package var criterion: String
        package var stage: Entry.Kind
        package var points: Points?
        package var comment: String
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Answer {
        try await workplace.read(by: actor) { desk in
            let round = try desk.cases.round(code)
            guard Sight.seesAll(actor) else { throw AssessmentsError.notYourRight(.administer) }
            guard round.status == .decided else { throw AssessmentsError.notDecided(round: round.code) }
            let decisions = Dictionary(grouping: try EntryStore.decisions(in: round.id, desk.db), by: \.block)
            let intervals = Dictionary(grouping: try EntryStore.intervals(in: round.id, desk.db), by: \.block)
            let blocks = try desk.recompute(round).blocks.map { found in
                guard let text = try FrameworkStore.text(found.block.framework, desk.db) else {
                    throw CriteriaError.notFound(found.block.framework)
                }
                let units = found.units.map {
                    UnitList.Listed(code: $0.code, name: $0.name.vi, block: found.block.code, isRanked: $0.isRanked)
                }
                return Block(
                    framework: try FrameworkFile(text, name: found.block.framework),
                    figures: FigureFile(units: UnitList(units), table: found.table, of: found.sheet),
                    decisions: (decisions[found.block.code] ?? []).map(\.decided),
                    intervals: (intervals[found.block.code] ?? []).map(\.leaf))
            }
            return Answer(round: round, blocks: blocks)
        }
    }
}
