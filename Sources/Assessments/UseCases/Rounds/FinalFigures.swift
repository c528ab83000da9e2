import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// What was decided for one block, as the figures from which its ranking is computed (PI-77).
package struct FinalFigures: Sendable {
    package struct Answer: Sendable {
        package let round: Round
        package let framework: FrameworkFile
        /// The block's units in the order of the round, with what counts of each leaf.
        package let figures: FigureFile
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(round: String, block: String, by actor: Actor) async throws -> Answer {
        try await workplace.read(by: actor) { desk in
            let round = try desk.cases.round(round)
            guard Sight.seesAll(actor) else { throw AssessmentsError.notYourRight(.administer) }
            guard round.status == .decided else { throw AssessmentsError.notDecided(round: round.code) }
            guard let found = try desk.recompute(round).blocks.first(where: { $0.block.code == block }) else {
                throw AssessmentsError.noSuchBlock(block)
            }
            guard let text = try FrameworkStore.text(found.block.framework, desk.db) else {
                throw CriteriaError.notFound(found.block.framework)
            }
            let units = found.units.map { UnitList.Listed(code: $0.code, name: $0.name.vi, block: block, isRanked: $0.isRanked) }
            return Answer(
                round: round, framework: try FrameworkFile(text, name: found.block.framework),
                figures: FigureFile(units: UnitList(units), table: found.table, of: found.sheet))
        }
    }
}
