import Kernel
import Platform
import Storage

/// Notes that a citizen has read a message, or all of them.
package struct ReadMessages: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// The last messages first; pages count from 1.
    func list(page: Int, size: Int, by actor: Actor) async throws -> (messages: [InboxMessage], counts: (all: Int, unread: Int)) {
        try await services.database.read { db in
            let citizen = try db.citizen(actor)
            return (try MessageStore.page(page, size: size, of: citizen.id, db), try MessageStore.counts(of: citizen.id, db))
        }
    }

    func unread(by actor: Actor) async throws -> Int {
        try await services.database.read { db in try MessageStore.counts(of: try db.citizen(actor).id, db).unread }
    }

    /// Where the message leads; nil for all of them at once.
    package func callAsFunction(_ id: String?, by actor: Actor) async throws -> Link? {
        let now = services.now()
        return try await services.database.write { db in
            let citizen = try db.citizen(actor)
            let message = try id.map { id in
                guard let found = try MessageStore.find(ID(rawValue: id), of: citizen.id, db) else { throw CitizensError.messageMissing }
                return found
            }
            try MessageStore.read(message?.id, of: citizen.id, at: now, db)
            return message?.link
        }
    }
}
