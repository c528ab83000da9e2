import Kernel
import Platform
import Storage

/// Throws a draft away, for good: it is the citizen's own and nothing was sent.
package struct DropDraft: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    package func callAsFunction(_ id: ID<Draft>, by actor: Actor) async throws {
        try await office.services.database.write { db in
            _ = try office.draft(id, of: actor, db)
            try DraftStore.delete(id, db)
        }
    }
}
