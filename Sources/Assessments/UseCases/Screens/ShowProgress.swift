import Kernel
import Platform
import Scoring
import Storage

/// The board of a round: units × fields, and who is late (US-1, US-9); whoever sees few units sees few lines.
package struct ShowProgress: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Progress {
        try await workplace.read(by: actor) { desk in
            let round = try desk.cases.round(code)
            return try desk.progress(of: round)
        }
    }
}

extension Workplace.Desk {
    func progress(of round: Round) throws -> Progress {
        let counts = try ProgressStore.counts(in: round.id, db)
        let units = try cases.units(of: round).map(\.item)
        let blocks = try RoundStore.blocks(of: round.id, db).compactMap { block -> Progress.Block? in
            let members = units.filter { $0.unit.block == block.code }
            guard let sheet = members.first?.sheet else { return nil }
            let demands = sheet.demands
            return Progress.Block(
                code: block.code, title: sheet.framework.block.title, fields: demands.map { ($0.field, $0.title) },
                lines: members.map { Progress.Line($0, demands, counts[$0.unit.id] ?? [:]) })
        }
        return Progress(round: round, stage: round.stage(at: now), blocks: blocks)
    }
}
