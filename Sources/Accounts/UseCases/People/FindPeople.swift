import Kernel
import Platform
import Storage
import Units

/// People as an administrator sees them.
package struct FindPeople: Sendable {
    package static let pageSize = 50

    package struct Listing: Sendable {
        package struct Line: Sendable {
            package var person: Person
            package var unit: Unit?
            package var grants: [DatedGrant]
        }

        package var lines: [Line]
        package var count: Int
    }

    /// One person with all roles there were, are and will be.
    package struct Sheet: Sendable {
        package var person: Person
        package var unit: Unit?
        package var grants: [(grant: DatedGrant, unit: Unit?, state: DatedGrant.State)]
        package var recoveryCodes: Int
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ filter: PersonFilter, page: Int = 1, by actor: Actor) async throws -> Listing {
        try actor.require(.administrator)
        let now = services.now()
        return try await services.database.read { db in
            let found = try PersonStore.search(filter, at: now, page: page, size: Self.pageSize, db)
            let grants = try GrantStore.present(of: found.people.map(\.id), at: now, db)
            let lines = try found.people.map { person in
                Listing.Line(person: person, unit: try person.unit.flatMap { try UnitStore.find($0, db) }, grants: grants[person.id] ?? [])
            }
            return Listing(lines: lines, count: found.count)
        }
    }

    package func sheet(_ login: String, by actor: Actor) async throws -> Sheet {
        try actor.require(.administrator)
        return try await services.database.read { [now = services.now()] db in try Self.sheet(db.person(login), at: now, db) }
    }

    /// The actor's own sheet.
    package func own(by actor: Actor) async throws -> Sheet {
        try await services.database.read { [now = services.now()] db in try Self.sheet(db.own(actor), at: now, db) }
    }

    private static func sheet(_ person: Person, at now: Timestamp, _ db: any Connection) throws -> Sheet {
        let grants = try GrantStore.all(of: person.id, db).map { grant in
            (grant, try grant.unit.flatMap { try UnitStore.find($0, db) }, grant.state(at: now))
        }
        return Sheet(
            person: person, unit: try person.unit.flatMap { try UnitStore.find($0, db) }, grants: grants,
            recoveryCodes: try LinkStore.countCodes(of: person.id, db))
    }
}
