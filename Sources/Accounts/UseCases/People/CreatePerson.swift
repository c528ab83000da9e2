import Kernel
import Platform
import Storage

/// Opens an account; nobody can sign in to it until an invitation was accepted (``OfferLink``).
package struct CreatePerson: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// With the roles of `grants`, all or nothing; `isDemo` makes a person of the demonstration, and whom such a person creates is
    /// one too.
    @discardableResult
    package func callAsFunction(
        _ draft: PersonDraft, with grants: [GrantDraft] = [], isDemo: Bool = false, by actor: Actor
    ) async throws -> Person {
        try actor.require(.administrator)
        let giving = GrantRole(services)
        let (person, isDoorMoved) = try await services.database.write { db in
            let isInUse = try PersonStore.hasReal(db)
            let person = try create(draft, isDemo: isDemo, by: actor, db)
            for grant in grants { try giving.give(grant, to: person, by: actor, db) }
            return (person, !isInUse)
        }
        // The first page shows the demonstration's door, or no longer does.
        if isDoorMoved { services.publicData.changed() }
        return person
    }

    /// Within the transaction of whoever has more to do for the person.
    func create(_ draft: PersonDraft, isDemo: Bool = false, by actor: Actor, _ db: any Connection) throws -> Person {
        let log = FaultLog()
        draft.check(log)
        let unit = try UnitChoice.find(draft.unit, in: "person", log, db)
        if try PersonStore.find(draft.login, db) != nil {
            log.add("accounts.login_taken", at: Place(file: "person", field: "login"), ["login": draft.login])
        }
        try log.check()
        let creator = try actor.person.flatMap { try PersonStore.find(ID(rawValue: $0), db) }
        let person = Person(
            id: services.newID(), login: draft.login, name: draft.name, email: draft.email.nilWhenEmpty, phone: draft.phone.nilWhenEmpty,
            unit: unit, language: draft.language, status: .active, hasPassword: false, hasSecondFactor: false,
            isDemo: isDemo || creator?.isDemo == true, created: services.now())
        if person.isDemo, try PersonStore.hasReal(db) { throw AccountsError.demoOff }
        try PersonStore.insert(person, db)
        if !person.isDemo {
            try SessionStore.deleteDemo(db)
            try TokenStore.deleteDemo(db)
        }
        try services.audit.record("accounts.person_created", by: actor, subject: person.subject, after: person.audited, in: db)
        return person
    }
}

extension String {
    var nilWhenEmpty: String? { isEmpty ? nil : self }
}

extension Person {
    /// What the audit keeps of a person.
    var audited: AuditValue {
        [
            "name": .text(name), "email": .init(email), "phone": .init(phone), "unit": .init(unit), "language": .text(language.rawValue),
        ]
    }
}
