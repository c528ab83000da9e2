import Kernel
import Platform
import Scoring
import Storage
import Units

/// A round for whoever runs it: its blocks, units and people, and what keeps it from opening.
package struct ShowRound: Sendable {
    package struct Screen: Sendable {
        package var round: Round
        package var stage: Stage
        package var blocks: [Block]
        package var units: [RoundUnit]
        /// Empty for whoever does not administer, as are the faults.
        package var assignments: [Assignment]
        /// What keeps a round in preparation from opening.
        package var openingFaults: [Fault]
        package var reopenings: [(unit: RoundUnit, reopening: Reopening)]
        package var mayAdminister: Bool
        package var mayDecide: Bool
    }

    package struct Block: Sendable {
        package var block: RoundBlock
        package var sheet: ScoreSheet
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Screen {
        try await workplace.read(by: actor) { desk in
            let round = try desk.cases.round(code)
            let mayAdminister = (try? Rights(actor).check(.administer)) != nil
            let items = try desk.cases.units(of: round).map(\.item)
            return Screen(
                round: round, stage: round.stage(at: desk.now),
                blocks: try desk.blocks(of: round).map { Block(block: $0.block, sheet: $0.sheet) },
                units: items.map(\.unit), assignments: mayAdminister ? try AssignmentStore.all(of: round.id, desk.db) : [],
                openingFaults: mayAdminister && round.status == .preparing ? try desk.openingCheck(round).faults() : [],
                reopenings: items.flatMap { item in item.reopenings.map { (item.unit, $0) } }, mayAdminister: mayAdminister,
                mayDecide: (try? Rights(actor).check(.decide)) != nil)
        }
    }

    /// Every round that the person has to do with, the latest period first, with its stage.
    package func all(by actor: Actor) async throws -> [(round: Round, stage: Stage)] {
        try await workplace.read(by: actor) { desk in try desk.cases.rounds().map { ($0, $0.stage(at: desk.now)) } }
    }
}
