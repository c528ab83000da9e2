import Kernel
import Platform
import Storage
import Units

/// What everybody may see of the catalogue: what a search finds, and how many there are of each sort.
package struct FindProcedures: Sendable {
    package struct Found: Sendable {
        package var entries: [CatalogueEntry]
        /// How many there are on all pages.
        package var count: Int
        package var counts: CatalogueCounts
        /// The unit that was asked for by its code; nil where there is none.
        package var unit: Unit?
    }

    package static let pageSize = 50

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package var today: CalendarDate { services.now().vietnamDate }

    package func callAsFunction(_ filter: CatalogueFilter, page: Int) async throws -> Found {
        let today = today
        return try await services.database.read { db in
            let (entries, count) = try ProcedureStore.search(
                filter, on: today, page: min(max(page, 1), 10_000), size: Self.pageSize, db)
            return Found(
                entries: entries, count: count, counts: try ProcedureStore.counts(on: today, db),
                unit: try filter.unit.flatMap { try UnitStore.find(code: $0, db) })
        }
    }
}

/// One procedure with its history and who receives it.
package struct ProcedureProfile: Sendable {
    /// The version that is shown.
    package var shown: StoredProcedure
    /// All versions, the latest first.
    package var versions: [StoredProcedure]
    package var receivers: [Unit]
    package var today: CalendarDate
    /// Whether there is a form that can be filled in today.
    package var hasForm: Bool

    package var isCurrent: Bool { shown.version.isInForce(on: today) }

    /// What each version changed against the one that held before it, by its id; nothing for the first.
    package var changes: [ID<ProcedureVersion>: ProcedureDifference] {
        let order = versions.filter { version in version.version.from.flatMap { from in version.version.to.map { from <= $0 } } ?? true }
        let pairs = zip(order, order.dropFirst()).map { ($0.id, ProcedureDifference($1.procedure, $0.procedure, in: Self.told)) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Decision and days stand beside every version.
    private static let told = ProcedureField.allCases.filter { ![.code, .decision, .decided, .change, .from, .to].contains($0) }
}

/// Shows one procedure by its code, as it is now or in one of its versions.
package struct ShowProcedure: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Without `version` the one in force today; where none is, the next or else the last.
    package func callAsFunction(_ code: String, version: String? = nil) async throws -> ProcedureProfile {
        let today = services.now().vietnamDate
        return try await services.database.read { db in
            let versions = try ProcedureStore.versions(of: code, db)
            let shown =
                if let version { versions.first { $0.id.rawValue == version } } else {
                    versions.first { $0.version.isInForce(on: today) }
                        ?? versions.last { $0.version.from.map { $0 > today } ?? false } ?? versions.first
                }
            guard let shown else { throw ProceduresError.notFound(code) }
            let units = try db.ask(ReceiverStore.units(receiving: code, on: today))
            let found = try UnitStore.find(units, db)
            return ProcedureProfile(
                shown: shown, versions: versions, receivers: units.compactMap { found[$0] }, today: today,
                hasForm: try ProcedureForms.exists(code, on: today, db))
        }
    }
}
