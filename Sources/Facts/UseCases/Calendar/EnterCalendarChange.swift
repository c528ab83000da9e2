import Kernel
import Platform
import Storage

/// Adds to the calendar what was announced or decided after it was shipped.
package struct EnterCalendarChange: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    @discardableResult
    package func callAsFunction(_ draft: CalendarDraft, by actor: Actor) async throws -> ID<CalendarChange> {
        try actor.require(.administrator)
        let content = try CalendarEditor.content(draft)
        let editor = CalendarEditor(services)
        let id = try await services.database.write { db in
            try editor.enter(content, source: draft.source, action: "facts.calendar_entered", by: actor, db)
        }
        services.publicData.changed()
        return id
    }
}
