import Platform
import Storage

/// Forgets whoever closed their account while a petition was open, once it has ended and they were told.
package struct ForgetPetitioners: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction() async throws {
        guard try await services.database.read({ try PetitionStore.holdsClosed($0) }) else { return }
        try await services.database.write { db in try PetitionStore.forgetClosed(db) }
    }
}
