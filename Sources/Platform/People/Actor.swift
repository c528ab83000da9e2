import Kernel

/// Who acts: what a use case asks for its third beat and what the audit writes down.
///
/// A room of people makes one from a session (``SignIn``); here are the two that need none.
package struct Actor: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Somebody who did not sign in.
        case anonymous
        /// Whoever has the machine: commands, imports, the program's own services.
        case operating
        /// An official who signed in, by page or by token.
        case person
        /// A citizen, or somebody for a firm, who signed in: has no roles, sees the own things.
        case citizen
    }

    package var kind: Kind
    /// The person's id; nil for the other kinds.
    package var person: String?
    /// The id of the citizen's account; nil for the other kinds.
    package var citizen: String?
    /// How the audit names the actor: of a person the login, which is given to nobody else.
    package var name: String
    /// How pages call the actor.
    package var title: String
    /// The id of the unit where the person works: nobody appraises the own one (PI-76).
    package var unit: String?
    package var grants: Set<Grant>
    /// The word that forms of this session must bring along; nil where no browser sends credentials by itself.
    package var formToken: String?

    package init(
        _ kind: Kind, name: String, title: String? = nil, person: String? = nil, citizen: String? = nil, unit: String? = nil,
        grants: Set<Grant> = [], formToken: String? = nil
    ) {
        self.kind = kind
        self.name = name
        self.title = title ?? name
        self.person = person
        self.citizen = citizen
        self.unit = unit
        self.grants = grants
        self.formToken = formToken
    }

    package static let anonymous = Actor(.anonymous, name: "anonymous")
    package static let operating = Actor(.operating, name: "operator")

    package var roles: Set<Role> { Set(grants.map(\.role)) }

    /// Whether the role was granted, for whatever unit and field.
    package func has(_ role: Role) -> Bool { grants.contains { $0.role == role } }

    /// Whether the role was granted for this unit, or for all units.
    package func has<Of>(_ role: Role, for unit: ID<Of>) -> Bool {
        grants.contains { $0.role == role && ($0.unit == nil || $0.unit == unit.rawValue) }
    }

    /// Throws unless the role was granted; whoever has the machine may.
    package func require(_ role: Role) throws(AccessError) {
        if kind != .operating { try Access.role(role).check(self) }
    }

    /// The units for which the role was granted one by one; a grant for all units names none.
    package func units(of role: Role) -> Set<String> { Set(grants.filter { $0.role == role }.compactMap(\.unit)) }
}

/// A role somebody has, and for what (US-30): one unit or all, one field of the criteria or all.
///
/// Grants that have not begun or have ended never come to be here.
package struct Grant: Sendable, Hashable {
    package var role: Role
    /// The id of the unit; nil for all.
    package var unit: String?
    /// The code of the field; nil for all.
    package var field: String?

    package init(_ role: Role, unit: String? = nil, field: String? = nil) {
        self.role = role
        self.unit = unit
        self.field = field
    }
}
