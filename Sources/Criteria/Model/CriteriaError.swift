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
    case draftExists(String)
    /// Somebody saved the draft since it was opened.
    case draftChanged(String)
    /// A draft keeps its code and version; others are another draft.
    case identityChanged(from: String, to: String)
    /// The text has no line `version: …` that a copy could change.
    case noVersionLine(String)
    case lawNotFound(String)
    /// Somebody changed the law since it was opened.
    case lawChanged(String)

    package var code: String {
        switch self {
        case .unknownFramework: "criteria.unknown_framework"
        case .notFound: "criteria.not_found"
        case .alreadyPublished: "criteria.already_published"
        case .partial: "criteria.partial"
        case .draftExists: "criteria.draft_exists"
        case .draftChanged: "criteria.draft_changed"
        case .identityChanged: "criteria.identity_changed"
        case .noVersionLine: "criteria.no_version_line"
        case .lawNotFound: "criteria.law_not_found"
        case .lawChanged: "criteria.law_changed_meanwhile"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .unknownFramework, .notFound, .lawNotFound: .missing
        case .alreadyPublished, .draftExists, .draftChanged, .lawChanged: .conflict
        case .partial, .identityChanged, .noVersionLine: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .unknownFramework(let name, let near, let known): ["name": name, "near": near ?? "", "known": known.joined(separator: ", ")]
        case .notFound(let name), .alreadyPublished(let name), .partial(let name), .draftExists(let name), .draftChanged(let name),
            .noVersionLine(let name), .lawNotFound(let name), .lawChanged(let name):
            ["name": name]
        case .identityChanged(let old, let new): ["name": old, "other": new]
        }
    }
}
