import Kernel
import Platform

/// The head hands in the unit's explanations; with none, the unit accepts the appraisal as it is.
package struct SubmitExplanation: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(round: String, unit: String, by actor: Actor) async throws -> Submission {
        try await workplace.write(by: actor) { desk in
            let item = try desk.cases.unit(unit, in: round).item
            try item.check(.submitExplanation)
            let entries = try EntryStore.entries(of: item.unit.id, in: item.round.id, desk.db)
            let citations = try EvidenceStore.citations(of: item.unit.id, in: item.round.id, desk.db)
            return try desk.submit(.explanation, of: item, digest: Submission.digest(.explanation, entries, citations))
        }
    }
}
