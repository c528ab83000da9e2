import Kernel

/// What can go wrong in this room beside faults in a list or a form.
///
/// Each case has a text in `Locales/`.
package enum ProceduresError: DomainError, Hashable {
    case notFound(String)
    /// The catalogue was changed since the difference was shown.
    case changedSincePreview
    /// What was previewed is not in the store any more, or never was.
    case previewGone
    case alreadyAbolished(String)
    /// A decision of that number and day is known already.
    case decisionKnown(String)
    case decisionNotFound(String)

    package var code: String {
        switch self {
        case .notFound: "procedures.not_found"
        case .changedSincePreview: "procedures.changed_since_preview"
        case .previewGone: "procedures.preview_gone"
        case .alreadyAbolished: "procedures.already_abolished"
        case .decisionKnown: "procedures.decision_known"
        case .decisionNotFound: "procedures.decision_not_found"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .notFound, .previewGone, .decisionNotFound: .missing
        case .changedSincePreview, .alreadyAbolished, .decisionKnown: .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .notFound(let code), .alreadyAbolished(let code): ["code": code]
        case .decisionKnown(let number), .decisionNotFound(let number): ["number": number]
        case .changedSincePreview, .previewGone: [:]
        }
    }
}
