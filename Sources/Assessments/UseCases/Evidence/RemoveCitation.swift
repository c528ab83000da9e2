import Kernel
import Platform
import Storage

/// Takes a citation back while its leaf is open.
package struct RemoveCitation: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ citation: ID<Citation>, of leaf: LeafName, by actor: Actor) async throws {
        try await workplace.write(by: actor) { desk in
            let item = try desk.cases.leaf(leaf).item
            guard let found = try desk.citations(of: item).first(where: { $0.id == citation }) else {
                throw AssessmentsError.noSuchCitation
            }
            try item.check(found.kind.act)
            try EvidenceStore.remove(citation, desk.db)
            try desk.record("citation_removed", item.subject, unit: item.of.unit, before: AuditValue(found))
        }
    }
}
