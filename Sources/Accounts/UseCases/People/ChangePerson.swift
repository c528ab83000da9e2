import Kernel
import Platform
import Storage

/// Corrects what an account says of its person; the login stays.
package struct ChangePerson: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ draft: PersonDraft, by actor: Actor) async throws {
        try actor.require(.administrator)
        let (now, audit) = (services.now(), services.audit)
        try await services.database.write { db in
            let log = FaultLog()
            draft.check(log)
            let unit = try UnitChoice.find(draft.unit, in: "person", log, db)
            try log.check()
            let before = try db.activePerson(draft.login)
            var person = before
            person.name = draft.name
            person.email = draft.email.nilWhenEmpty
            person.phone = draft.phone.nilWhenEmpty
            person.unit = unit
            person.language = draft.language
            // PI-76 holds for those who move as well.
            if let unit,
                try GrantStore.all(of: person.id, db).contains(where: {
                    $0.role == .appraiser && $0.unit == unit && $0.state(at: now) != .past
                })
            {
                throw Faults([Fault("accounts.grant_own_unit", at: Place(file: "person", field: "unit"))])
            }
            try PersonStore.update(person, db)
            try audit.record(
                "accounts.person_changed", by: actor, subject: person.subject, before: before.audited, after: person.audited, in: db)
        }
    }
}
