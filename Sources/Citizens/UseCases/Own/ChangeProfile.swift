import Accounts
import Kernel
import Platform
import Storage
import Units

/// Saves what a citizen says of themselves; forms are filled in with it (OL-10).
package struct ChangeProfile: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ draft: ProfileDraft, by actor: Actor) async throws {
        let (today, audit) = (services.now().vietnamDate, services.audit)
        try await services.database.write { db in
            var citizen = try db.citizen(actor)
            let commune = try UnitStore.find(code: draft.commune, db).flatMap { $0.kind == .commune ? $0.code : nil }
            let profile = try draft.profile(commune: commune, today: today)
            (citizen.profile, citizen.language) = (profile, draft.language)
            (citizen.tellsBySMS, citizen.tellsByEmail) = (draft.tellsBySMS, draft.tellsByEmail)
            try CitizenStore.update(citizen, db)
            // That it changed, and nothing of what it was: what the audit holds cannot be erased.
            try audit.record("citizens.profile_changed", by: actor, subject: citizen.subject, in: db)
        }
    }

    /// The own account.
    package func present(by actor: Actor) async throws -> Citizen {
        try await services.database.read { db in try db.citizen(actor) }
    }

    /// The own account, and the communes there are to choose from.
    package func sheet(by actor: Actor) async throws -> (citizen: Citizen, communes: [Unit]) {
        let today = services.now().vietnamDate
        return try await services.database.read { db in
            (try db.citizen(actor), try UnitStore.all(db).filter { $0.kind == .commune && $0.isOpen(on: today) })
        }
    }
}
