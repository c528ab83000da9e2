import Kernel

/// What a request asked for and the house does not have.
package enum RouteError: DomainError, Hashable {
    case noSuchPage
    /// The address exists, but not for this; the methods it takes.
    case methodNotAllowed([String])
    case tooLarge(limit: Int)

    package var code: String {
        switch self {
        case .noSuchPage: "platform.no_such_page"
        case .methodNotAllowed: "platform.method_not_allowed"
        case .tooLarge: "platform.too_large"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchPage, .methodNotAllowed: .missing
        case .tooLarge: .tooLarge
        }
    }

    package var details: [String: String] {
        switch self {
        case .noSuchPage: [:]
        case .methodNotAllowed(let methods): ["methods": methods.joined(separator: ", ")]
        case .tooLarge(let limit): ["limit": "\(limit / 1024 / 1024)"]
        }
    }
}
