import Kernel
import Platform
import Storage

/// Hands roles of one person on to another from a day on, when staff leave in the middle of a round (US-36).
package struct ReassignGrants: Sendable {
    package struct Order: Sendable, Hashable {
        package var from: String
        package var to: String
        /// The grants to hand on.
        package var grants: Set<ID<DatedGrant>>
        /// The first day on which the other has them; empty for at once.
        package var day: String
        package var reason: String

        package init(from: String, to: String, grants: Set<ID<DatedGrant>>, day: String = "", reason: String) {
            self.from = from
            self.to = to.lowercased()
            self.grants = grants
            self.day = day
            self.reason = reason
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// All or nothing: one role that the other must not have refuses the whole.
    ///
    /// Returns how many were handed on.
    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Int {
        try actor.require(.administrator)
        let (now, audit, newID) = (services.now(), services.audit, services.newIDText)
        let log = FaultLog()
        func fault(_ code: String, _ field: String) { log.add(code, at: Place(file: "reassignment", field: field)) }
        let day = order.day.isEmpty ? now.vietnamDate : CalendarDate(written: order.day)
        if day == nil { fault("accounts.date_invalid", "day") }
        if let day, day < now.vietnamDate { fault("accounts.day_past", "day") }
        if order.reason.isEmpty { fault("accounts.reason_missing", "reason") }
        if order.to.isEmpty { fault("accounts.receiver_missing", "to") }
        if order.to == order.from { fault("accounts.receiver_same", "to") }
        try log.check()
        let moment = max(now, day?.start ?? now)
        return try await services.database.write { db in
            let giver = try db.person(order.from)
            if giver.id.rawValue == actor.person { throw AccountsError.notYourself }
            guard let receiver = try PersonStore.find(order.to, db), receiver.status == .active else {
                throw Faults([Fault("accounts.receiver_unknown", at: Place(file: "reassignment", field: "to"), ["login": order.to])])
            }
            let grants = try GrantStore.all(of: giver.id, db).filter {
                order.grants.contains($0.id) && $0.state(at: now) != .past && $0.until.map { $0 > moment } ?? true
            }
            if grants.isEmpty { throw AccountsError.nothingToReassign }
            for grant in grants.reversed() {
                let next = DatedGrant(
                    id: ID(rawValue: newID()), person: receiver.id, role: grant.role, unit: grant.unit, field: grant.field,
                    from: max(moment, grant.from), until: grant.until, grantedBy: actor.name)
                try GrantRole.check(next, for: receiver, db)
                try GrantStore.end(grant, at: moment, db)
                try GrantStore.insert(next, db)
                try audit.record(
                    "accounts.reassigned", by: actor, subject: giver.subject, unit: grant.unit?.rawValue, before: grant.audited,
                    after: ["to": .text(receiver.login), "from": .init(next.from)], reason: order.reason, in: db)
            }
            return grants.count
        }
    }
}
