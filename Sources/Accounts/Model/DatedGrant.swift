import Kernel
import Platform
import Units

/// A role given to a person for a time (US-30, US-36); closed, never deleted.
package struct DatedGrant: Sendable, Hashable {
    package let id: ID<DatedGrant>
    package let person: ID<Person>
    package let role: Role
    package let unit: ID<Unit>?
    package let field: String?
    package let from: Timestamp
    /// The first moment at which it holds no more; nil while no end is set.
    package var until: Timestamp?
    /// The login of whoever gave it.
    package let grantedBy: String

    package enum State: String, Sendable {
        case coming, present, past
    }

    package func state(at now: Timestamp) -> State {
        // One that was ended before it began never will.
        if let until, until <= max(now, from) { return .past }
        return from <= now ? .present : .coming
    }
}

/// What somebody typed about a role to be given.
package struct GrantDraft: Sendable, Hashable {
    package var role: String
    /// The code or the name of the unit; empty for all.
    package var unit: String
    /// The code of a field of the criteria; empty for all.
    package var field: String
    package var from: String
    /// The last day; empty for no end.
    package var until: String

    package init(role: String, unit: String = "", field: String = "", from: String = "", until: String = "") {
        self.role = role
        self.unit = unit
        self.field = field
        self.from = from
        self.until = until
    }

    package init(_ role: Role, unit: String = "", field: String = "") {
        self.init(role: role.rawValue, unit: unit, field: field)
    }
}

extension GrantDraft {
    /// The draft as a role and a time; faults go to `log`.
    ///
    /// An empty beginning is now.
    func read(now: Timestamp, _ log: FaultLog) -> (role: Role, from: Timestamp, until: Timestamp?)? {
        func fault(_ code: String, _ field: String, _ details: [String: String] = [:]) {
            log.add(code, at: Place(file: "grant", field: field), details)
        }
        let known = Role.all.first { $0.rawValue == role }
        if known == nil { fault("accounts.role_unknown", "role") }
        if let known {
            if unit.isEmpty, known.unitRule == .needed { fault("accounts.grant_unit_missing", "unit") }
            if !unit.isEmpty, known.unitRule == .none { fault("accounts.grant_unit_surplus", "unit") }
            if !field.isEmpty, !known.mayHaveField { fault("accounts.grant_field_surplus", "field") }
        }
        if !field.isEmpty, field.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,39}/) == nil { fault("accounts.field_invalid", "field") }
        var start = now
        if !from.isEmpty {
            if let date = CalendarDate(written: from) {
                // Today means from now on.
                start = date == now.vietnamDate ? now : date.start
            } else {
                fault("accounts.date_invalid", "from")
            }
        }
        var end: Timestamp?
        if !until.isEmpty {
            if let date = CalendarDate(written: until) { end = date.end } else { fault("accounts.date_invalid", "until") }
        }
        if let end, end <= start || end <= now { fault("accounts.until_early", "until") }
        return known.map { ($0, start, end) }
    }
}

extension Role {
    enum UnitRule { case needed, possible, none }

    /// Whether the role is given for a unit: who scores or signs does so for one.
    var unitRule: UnitRule {
        switch self {
        case .unitOfficer, .unitHead, .counterOfficer, .caseOfficer: .needed
        case .appraiser, .leader, .procedureController, .surveyCoordinator: .possible
        default: .none
        }
    }

    /// Whether the role can be narrowed to one field of the criteria (US-4).
    var mayHaveField: Bool { self == .appraiser }
}
