import Kernel

/// Who may use a route.
///
/// Every route says it; there is no default.
package enum Access: Sendable, Hashable, CustomStringConvertible {
    case everyone
    /// Any official.
    case signedIn
    /// Any citizen with an account; the use case looks at whose things they are.
    case citizen
    /// Any of these roles, for whatever unit; the use case looks closer.
    case anyOf([Role])

    package static func role(_ role: Role) -> Access { .anyOf([role]) }

    package var description: String {
        switch self {
        case .everyone: "everyone"
        case .signedIn: "signed in"
        case .citizen: "citizen"
        case .anyOf(let roles): "role \(roles.map(\.rawValue).joined(separator: ", "))"
        }
    }

    package func admits(_ actor: Actor) -> Bool { (try? check(actor)) != nil }

    package func check(_ actor: Actor) throws(AccessError) {
        switch self {
        case .everyone: return
        case .signedIn: if !actor.isOfHouse { throw .signInFirst }
        case .citizen: if actor.kind != .citizen { throw .citizenFirst }
        case .anyOf(let roles):
            if !actor.isOfHouse { throw .signInFirst }
            if !roles.contains(where: actor.has) { throw .roleMissing(roles) }
        }
    }
}

extension Actor {
    /// Whether an official or the machine's own hand acts.
    fileprivate var isOfHouse: Bool { kind == .person || kind == .operating }
}

/// Why a door stayed shut.
package enum AccessError: DomainError, Hashable {
    case signInFirst
    /// The same for what is a citizen's own.
    case citizenFirst
    case roleMissing([Role])
    /// A form was sent from another site.
    case foreignForm

    package var code: String {
        switch self {
        case .signInFirst: "platform.sign_in_first"
        case .citizenFirst: "platform.citizen_first"
        case .roleMissing: "platform.role_missing"
        case .foreignForm: "platform.foreign_form"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .signInFirst, .citizenFirst: .unidentified
        case .roleMissing, .foreignForm: .forbidden
        }
    }

    package var details: [String: String] {
        if case .roleMissing(let roles) = self { ["role": roles.map(\.rawValue).joined(separator: ", ")] } else { [:] }
    }
}
