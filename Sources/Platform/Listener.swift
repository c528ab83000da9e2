import Storage

/// What a room hears of one below it, in the transaction in which it happens.
///
/// The room that tells names its event as a type of its own and knows nobody who listens; a listener that throws undoes what happened.
package struct Listener: Sendable {
    fileprivate let hear: @Sendable (any Sendable, Services, any Connection) throws -> Void

    package init<Event: Sendable>(
        to event: Event.Type, _ hear: @escaping @Sendable (Event, Services, any Connection) throws -> Void
    ) {
        self.hear = { told, services, db in
            if let told = told as? Event { try hear(told, services, db) }
        }
    }
}

extension Services {
    /// Tells the rooms above, in the transaction that made it happen; they touch nothing but `db`, for it may run again.
    package func tell(_ event: some Sendable, in db: any Connection) throws {
        for listener in site.listeners { try listener.hear(event, self, db) }
    }
}
