import Kernel
import Platform
import Storage
import Units

/// Lets everybody see how the dossiers of a unit ended, or no more.
package struct PublishResults: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ code: String, isPublic: Bool, by actor: Actor) async throws {
        try actor.require(.administrator)
        let (audit, now) = (services.audit, services.now())
        try await services.database.write { db in
            guard let unit = try UnitStore.find(code: code, db) else { throw DossiersError.noSuchUnit(code) }
            let before = try ResultStore.isPublic(unit.id, db)
            try ResultStore.put(unit.id, isPublic: isPublic, by: actor.name, at: now, db)
            try audit.record(
                "dossiers.results_published", by: actor, subject: "dossiers/results", unit: unit.id.rawValue,
                before: ["public": .flag(before)], after: ["public": .flag(isPublic)], in: db)
        }
        services.publicData.changed()
    }

    /// Lets go of yesterday's pages in the first minutes of a day; called every ten minutes.
    static func turn(_ services: Services) {
        let now = services.now()
        if now.milliseconds - now.vietnamDate.start.milliseconds < 2 * 600_000 { services.publicData.changed() }
    }
}
