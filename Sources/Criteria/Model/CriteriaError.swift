import Kernel

/// What can go wrong in this room beside faults in a text.
///
/// Each case has a text in `Locales/`.
package enum CriteriaError: DomainError, Hashable {
    case unknownFramework(String, near: String?, known: [String])
    case notFound(String)
    /// A framework of this identity is published with another text (PI-13).
    case alreadyPublished(String)
    /// No rank can be made of a partial framework.
    case partial(String)

    package var code: String {
        switch self {
        case .unknownFramework: "criteria.unknown_framework"
        case .notFound: "criteria.not_found"
        case .alreadyPublished: "criteria.already_published"
        case .partial: "criteria.partial"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .unknownFramework, .notFound: .missing
        case .alreadyPublished: .conflict
        case .partial: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .unknownFramework(let name, let near, let known): ["name": name, "near": near ?? "", "known": known.joined(separator: ", ")]
        case .notFound(let name), .alreadyPublished(let name), .partial(let name): ["name": name]
        }
    }
}
