import Kernel
import Platform
import Storage

/// Throws away a draft; what was issued stays for ever.
package struct DiscardPublication: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ code: String, by actor: Actor) async throws {
        try actor.require(anyOf: Publishers.preparing)
        let desk = PublicationDesk(services, actor)
        try await services.database.write { db in
            let publication = try desk.publication(code, in: .draft, db: db)
            try PublicationStore.delete(publication.id, db)
            try desk.record("discarded", publication, before: ["root": .text(publication.root.description)], db)
        }
    }
}
