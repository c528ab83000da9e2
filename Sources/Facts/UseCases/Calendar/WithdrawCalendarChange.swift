import Kernel
import Platform
import Storage

/// Takes a change back, so that the shipped tables hold again.
package struct WithdrawCalendarChange: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ change: ID<CalendarChange>, reason: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        let log = FaultLog()
        CalendarEditor.check(reason, log)
        try log.check()
        let editor = CalendarEditor(services)
        try await services.database.write { db in
            try editor.withdrawn(try editor.end(change, reason: reason, by: actor, db), reason: reason, by: actor, db)
        }
        services.publicData.changed()
    }
}
