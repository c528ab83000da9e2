import Kernel
import Platform
import Storage

/// Takes evidence away, or brings it back, as long as nothing that cites it is locked (EXPECTED 10).
package struct RemoveEvidence: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ id: ID<Evidence>, by actor: Actor) async throws { try await set(removed: true, id, by: actor) }

    package func restore(_ id: ID<Evidence>, by actor: Actor) async throws { try await set(removed: false, id, by: actor) }

    private func set(removed: Bool, _ id: ID<Evidence>, by actor: Actor) async throws {
        try await workplace.write(by: actor) { desk in
            let evidence = try desk.ownEvidence(id)
            if (evidence.removed != nil) == removed { return }
            guard try desk.openUses(of: evidence).locked.isEmpty else { throw AssessmentsError.evidenceLocked }
            try EvidenceStore.setRemoved(removed ? desk.now : nil, id, desk.db)
            try desk.services.audit.record(
                removed ? "assessments.evidence_taken_away" : "assessments.evidence_restored", by: actor, subject: evidence.subject,
                unit: evidence.unit.rawValue, after: AuditValue(evidence), in: desk.db)
        }
    }
}

extension Workplace.Desk {
    /// The citations of a paper, in whatever version: those of leaves that may be changed now, and the others.
    func openUses(of evidence: Evidence) throws -> (open: [Citation], locked: [Citation]) {
        var open: [Citation] = []
        var locked: [Citation] = []
        for (round, unit, citation) in try EvidenceStore.uses(ofChain: evidence.chain, db) {
            let item = try cases.leaf(LeafName(round: round, unit: unit, criterion: citation.criterion)).item
            do throws(AssessmentsError) {
                try item.check(citation.kind.act)
                open.append(citation)
            } catch {
                locked.append(citation)
            }
        }
        return (open, locked)
    }
}
