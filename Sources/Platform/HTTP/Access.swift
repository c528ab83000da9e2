import Kernel

/// Who may use a route.
///
/// Every route says it; there is no default.
package enum Access: Sendable, Hashable, CustomStringConvertible {
    case everyone
    case signedIn
    case role(Role)

    package var description: String {
        switch self {
        case .everyone: "everyone"
        case .signedIn: "signed in"
        case .role(let role): "role \(role)"
        }
    }

    package func check(_ actor: Actor) throws(AccessError) {
        switch self {
        case .everyone: return
        case .signedIn: if actor.kind == .anonymous { throw .signInFirst }
        case .role(let role):
            if actor.kind == .anonymous { throw .signInFirst }
            if !actor.roles.contains(role) { throw .roleMissing(role) }
        }
    }
}

/// Why a door stayed shut.
package enum AccessError: DomainError, Hashable {
    case signInFirst
    case roleMissing(Role)
    /// A form was sent from another site.
    case foreignForm

    package var code: String {
        switch self {
        case .signInFirst: "platform.sign_in_first"
        case .roleMissing: "platform.role_missing"
        case .foreignForm: "platform.foreign_form"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .signInFirst: .unidentified
        case .roleMissing, .foreignForm: .forbidden
        }
    }

    package var details: [String: String] {
        if case .roleMissing(let role) = self { ["role": role.rawValue] } else { [:] }
    }
}
