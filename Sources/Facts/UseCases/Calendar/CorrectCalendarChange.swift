import Kernel
import Platform
import Storage

/// Puts another change in the place of one that was entered wrongly; the old one stays to be read.
package struct CorrectCalendarChange: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    @discardableResult
    package func callAsFunction(
        _ change: ID<CalendarChange>, _ draft: CalendarDraft, reason: String, by actor: Actor
    ) async throws -> ID<CalendarChange> {
        try actor.require(.administrator)
        let content = try CalendarEditor.content(draft, reason: reason)
        let editor = CalendarEditor(services)
        let id = try await services.database.write { db in
            _ = try editor.end(change, reason: reason, by: actor, db)
            return try editor.enter(content, source: draft.source, action: "facts.calendar_corrected", reason: reason, by: actor, db)
        }
        services.publicData.changed()
        return id
    }
}
