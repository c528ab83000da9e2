import Kernel

/// What can go wrong in this room beside faults in a list.
///
/// Each case has a text in `Locales/`.
package enum UnitsError: DomainError, Hashable {
    case notFound(String)
    case kindUnknown(String)

    package var code: String {
        switch self {
        case .notFound: "units.not_found"
        case .kindUnknown: "units.kind_unknown"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .notFound: .missing
        case .kindUnknown: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .notFound(let code): ["code": code]
        case .kindUnknown(let kind): ["kind": kind]
        }
    }
}
