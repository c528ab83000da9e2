import Kernel
import Platform
import Storage

/// Throws away what nobody has gone on with for as long as the setting `draft_days` says.
package struct ForgetDrafts: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction() async throws {
        let now = services.now()
        guard try await services.database.read({ try DraftStore.holdsExpired(at: now, $0) }) else { return }
        _ = try await services.database.write { db in try DraftStore.deleteExpired(at: now, db) }
    }
}
