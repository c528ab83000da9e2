import Kernel

/// Who may use a route.
///
/// Every route says it; there is no default.
package enum Access: Sendable, Hashable, CustomStringConvertible {
    case everyone
    case signedIn
    /// Any of these roles, for whatever unit; the use case looks closer.
    case anyOf([Role])

    package static func role(_ role: Role) -> Access { .anyOf([role]) }

    package var description: String {
        switch self {
        case .everyone: "everyone"
        case .signedIn: "signed in"
        case .anyOf(let roles): "role \(roles.map(\.rawValue).joined(separator: ", "))"
        }
    }

    package func admits(_ actor: Actor) -> Bool { (try? check(actor)) != nil }

    package func check(_ actor: Actor) throws(AccessError) {
        switch self {
        case .everyone: return
        case .signedIn: if actor.kind == .anonymous { throw .signInFirst }
        case .anyOf(let roles):
            if actor.kind == .anonymous { throw .signInFirst }
            if !roles.contains(where: actor.has) { throw .roleMissing(roles) }
        }
    }
}

/// Why a door stayed shut.
package enum AccessError: DomainError, Hashable {
    case signInFirst
    case roleMissing([Role])
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
        if case .roleMissing(let roles) = self { ["role": roles.map(\.rawValue).joined(separator: ", ")] } else { [:] }
    }
}
