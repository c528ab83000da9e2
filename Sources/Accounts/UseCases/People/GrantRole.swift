import Kernel
import Platform
import Storage

/// Gives a role for a unit, a field and a time (US-30), or ends one.
package struct GrantRole: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    @discardableResult
    package func callAsFunction(_ draft: GrantDraft, to login: String, by actor: Actor) async throws -> DatedGrant {
        try actor.require(.administrator)
        return try await services.database.write { db in try give(draft, to: db.activePerson(login), by: actor, db) }
    }

    /// Within the transaction of whoever has found or made the person.
    @discardableResult
    func give(_ draft: GrantDraft, to person: Person, by actor: Actor, _ db: any Connection) throws -> DatedGrant {
        let grant = try read(draft, for: person, by: actor, db)
        try Self.check(grant, for: person, db)
        try GrantStore.insert(grant, db)
        try services.audit.record(
            "accounts.granted", by: actor, subject: person.subject, unit: grant.unit?.rawValue, after: grant.audited, in: db)
        return grant
    }

    /// Whether the person has that role already, at some time of the draft's.
    func has(_ draft: GrantDraft, _ person: Person, _ db: any Connection) throws -> Bool {
        let grant = try read(draft, for: person, by: .operating, db)
        return try Self.isThere(grant, for: person, db)
    }

    private func read(_ draft: GrantDraft, for person: Person, by actor: Actor, _ db: any Connection) throws -> DatedGrant {
        let log = FaultLog()
        let read = draft.read(now: services.now(), log)
        let unit = try UnitChoice.find(draft.unit, in: "grant", log, db)
        try log.check()
        guard let read else { preconditionFailure("a draft without a role has a fault") }
        return DatedGrant(
            id: services.newID(), person: person.id, role: read.role, unit: unit, field: draft.field.nilWhenEmpty, from: read.from,
            until: read.until, grantedBy: actor.name)
    }

    /// Refuses a second grant of the same, and one to appraise the own unit (PI-76).
    static func check(_ grant: DatedGrant, for person: Person, _ db: any Connection) throws {
        if grant.role == .appraiser, let unit = grant.unit, unit == person.unit {
            throw Faults([Fault("accounts.grant_own_unit", at: Place(file: "grant", field: "unit"))])
        }
        if try isThere(grant, for: person, db) {
            throw Faults([Fault("accounts.granted_already", at: Place(file: "grant", field: "role"))])
        }
    }

    private static func isThere(_ grant: DatedGrant, for person: Person, _ db: any Connection) throws -> Bool {
        try GrantStore.all(of: person.id, db).contains { other in
            other.role == grant.role && other.unit == grant.unit && other.field == grant.field && other.overlaps(grant)
        }
    }

    /// Ends a grant at once, or with the last day of `until`.
    package func end(_ id: ID<DatedGrant>, of login: String, until typed: String = "", by actor: Actor) async throws {
        try actor.require(.administrator)
        let (now, audit) = (services.now(), services.audit)
        let moment = try Self.moment(typed, now: now)
        try await services.database.write { db in
            let person = try db.person(login)
            guard let grant = try GrantStore.find(id, of: person.id, db), grant.state(at: now) != .past else {
                throw AccountsError.grantNotFound
            }
            if grant.role == .administrator, person.id.rawValue == actor.person { throw AccountsError.notYourself }
            try GrantStore.end(grant, at: moment, db)
            if grant.role == .administrator { try GrantStore.requireAdministrator(at: max(moment, grant.from), db) }
            try audit.record(
                "accounts.grant_ended", by: actor, subject: person.subject, unit: grant.unit?.rawValue, before: grant.audited,
                after: ["until": .init(max(moment, grant.from))], in: db)
        }
    }

    private static func moment(_ typed: String, now: Timestamp) throws -> Timestamp {
        if typed.isEmpty { return now }
        let place = Place(file: "grant", field: "until")
        guard let date = CalendarDate(written: typed) else { throw Faults([Fault("accounts.date_invalid", at: place)]) }
        guard date.end > now else { throw Faults([Fault("accounts.until_early", at: place)]) }
        return date.end
    }
}

extension DatedGrant {
    func overlaps(_ other: DatedGrant) -> Bool {
        (until.map { $0 > other.from } ?? true) && (other.until.map { $0 > from } ?? true)
    }

    /// What the audit keeps of a grant.
    var audited: AuditValue {
        ["role": .text(role.rawValue), "unit": .init(unit), "field": .init(field), "from": .init(from), "until": .init(until)]
    }
}
