import Kernel
import Platform
import Storage

/// Where a person is signed in.
package struct ListSessions: Sendable {
    package struct Line: Sendable, Hashable {
        package var session: Session
        package var isCurrent: Bool
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(current: Secret?, by actor: Actor) async throws -> [Line] {
        let now = services.now()
        return try await services.database.read { db in
            try SessionStore.all(of: db.own(actor).id, current: current, at: now, db).map {
                Line(session: $0.session, isCurrent: $0.isCurrent)
            }
        }
    }
}
