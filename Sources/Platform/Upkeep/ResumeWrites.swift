import Logging
import Storage

/// Tries whether the house can store things again, after the database or the disk refused a change.
///
/// What it stores is the audit's word that the outage is over.
package struct ResumeWrites: Sendable {
    let services: Services

    package init(_ services: Services) { self.services = services }

    /// Does nothing when nothing is wrong; throws while it still is.
    package func callAsFunction() async throws {
        guard services.site.outage.isReadOnly else { return }
        let (files, audit) = (services.files, services.audit)
        try await FileStore.blocking {
            let draft = try files.draft(limit: 1)
            try draft.write(CollectionOfOne(0))
            draft.discard()
        }
        try await services.database.write { db in
            _ = try audit.record("platform.writes_resumed", by: .operating, subject: "platform", in: db)
        }
        guard services.site.outage.set(false) else { return }
        services.log.notice("things can be stored again")
        services.publicData.changed()
    }
}
