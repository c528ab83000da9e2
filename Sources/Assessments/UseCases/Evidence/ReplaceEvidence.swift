import Kernel
import Platform
import Storage

/// Adds a new version of a paper; leaves that are open cite it from now on, the others keep what was judged.
package struct ReplaceEvidence: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ id: ID<Evidence>, _ order: AddEvidence.Order, by actor: Actor) async throws -> Evidence {
        let draft = try await EvidenceDraft(order, workplace.services)
        return try await workplace.write(by: actor) { desk in
            let present = try desk.ownEvidence(id)
            guard present.removed == nil else { throw AssessmentsError.evidenceRemoved }
            guard try EvidenceStore.lastVersion(of: present.chain, desk.db) == present.version else {
                throw AssessmentsError.evidenceReplaced
            }
            let next = draft.evidence(
                desk.newID(), chain: present.chain, version: present.version + 1, of: present.unit, by: desk.signature, at: desk.now)
            let added = try desk.add(next, as: "evidence_renewed")
            for citation in try desk.openUses(of: present).open { try EvidenceStore.move(citation.id, to: added.id, desk.db) }
            return added
        }
    }
}
