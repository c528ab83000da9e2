import Kernel
import Platform
import Scoring
import Storage
import Units

/// Computes a whole round again from what was stated, and holds every stored point against it (PI-60, US-12).
package struct RecomputeRound: Sendable {
    /// What came out; totals are the program's own, never sent by anybody.
    package struct Recomputation: Sendable {
        package var blocks: [Block]
        /// Leaves whose stored points are not what their statement gives; there must be none.
        package var disagreements: [Disagreement]
    }

    package struct Block: Sendable {
        package let block: RoundBlock
        package let sheet: ScoreSheet
        package let units: [RoundUnit]
        package let table: FigureTable
        package let scores: ScoreTable
    }

    package struct Disagreement: Sendable, Hashable {
        package var unit: String
        package var criterion: String
        package var stored: Points
        package var computed: Points
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Recomputation {
        try await workplace.read(by: actor) { desk in
            let round = try desk.cases.round(code)
            if !Sight.seesAll(actor) { throw AssessmentsError.notYourRight(.administer) }
            return try desk.recompute(round)
        }
    }
}

extension Workplace.Desk {
    func recompute(_ round: Round) throws -> RecomputeRound.Recomputation {
        var figures = RoundFigures(try blocks(of: round), try RoundStore.units(of: round.id, db))
        try EntryStore.eachVerdict(in: round.id, db) { try figures.add($0, $1, points: $2) }
        var disagreements: [RecomputeRound.Disagreement] = []
        let computed = figures.blocks.map { block in
            let scores = block.sheet.score(block.table)
            for (unit, row, points) in block.stored where scores.points(unit: unit, row: row) != points {
                disagreements.append(
                    RecomputeRound.Disagreement(
                        unit: block.units[unit].code, criterion: block.sheet.rows[row].code, stored: points,
                        computed: scores.points(unit: unit, row: row)))
            }
            return RecomputeRound.Block(block: block.block, sheet: block.sheet, units: block.units, table: block.table, scores: scores)
        }
        return RecomputeRound.Recomputation(blocks: computed, disagreements: disagreements)
    }
}
