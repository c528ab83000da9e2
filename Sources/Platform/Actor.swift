import Kernel

/// Who acts: what a use case asks for its third beat and what the audit writes down.
///
/// Rooms of people make one from a session; here are the two that need none.
package struct Actor: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Somebody who did not sign in.
        case anonymous
        /// Whoever has the machine: commands, imports, the program's own services.
        case operating
    }

    package var kind: Kind
    /// How the audit names the actor.
    package var name: String
    package var roles: Set<Role>

    package init(_ kind: Kind, name: String, roles: Set<Role> = []) {
        self.kind = kind
        self.name = name
        self.roles = roles
    }

    package static let anonymous = Actor(.anonymous, name: "anonymous")
    package static let operating = Actor(.operating, name: "operator")
}

/// What somebody may be in the house; each room that has roles adds its words.
package struct Role: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }
}
