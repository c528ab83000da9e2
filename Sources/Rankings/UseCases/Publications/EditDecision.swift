import Kernel
import Platform
import Storage

/// Changes the words of a decision that is not signed yet; what was sealed stays as it is.
package struct EditDecision: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ code: String, _ paper: DecisionPaper, by actor: Actor) async throws {
        try actor.require(anyOf: Publishers.preparing)
        let log = FaultLog()
        let paper = paper.checked(log)
        try log.check()
        let desk = PublicationDesk(services, actor)
        try await services.database.write { db in
            let publication = try desk.publication(code, in: .draft, db: db)
            try PublicationStore.set(paper, of: publication.id, db)
            try desk.record("edited", publication, before: AuditValue(publication.paper), after: AuditValue(paper), db)
        }
    }
}
