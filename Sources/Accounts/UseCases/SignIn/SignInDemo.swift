import Kernel
import Platform
import Storage
import Units

/// Signs a visitor of the demonstration in as one of its people, without a password.
///
/// Only where everybody is of the demonstration: as soon as there is one real person, nobody comes in this way.
package struct SignInDemo: Sendable {
    package struct Offer: Sendable, Hashable {
        package var person: Person
        package var unit: Unit?
        package var roles: [Role]
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Whom a visitor may be, and as what; nobody in a house that is in use.
    package func offers() async throws -> [Offer] {
        let now = services.now()
        return try await services.database.read { db in
            let people = try PersonStore.demo(db)
            let grants = try GrantStore.present(of: people.map(\.id), at: now, db)
            return try people.compactMap { person in
                let held = Set((grants[person.id] ?? []).map(\.role))
                if held.isEmpty { return nil }
                let unit = try person.unit.flatMap { try UnitStore.find($0, db) }
                return Offer(person: person, unit: unit, roles: Role.all.filter(held.contains))
            }
        }
    }

    package func callAsFunction(login: String, from origin: Origin) async throws -> Secret {
        let opening = OpenSession(services)
        let audit = services.audit
        return try await services.database.write { db in
            guard let person = try PersonStore.demo(db).first(where: { $0.login == login }) else { throw AccountsError.demoOff }
            try audit.record("accounts.signed_in", by: person.actor, subject: person.subject, after: ["demo": true], in: db)
            return try opening(person, .open, from: origin, db)
        }
    }
}
