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
    /// The procedure has no form on the day that was asked about.
    case noForm(String)
    /// A form can only follow the one before it.
    case formNotLater(String)

    package var code: String {
        switch self {
        case .notFound: "procedures.not_found"
        case .changedSincePreview: "procedures.changed_since_preview"
        case .previewGone: "procedures.preview_gone"
        case .alreadyAbolished: "procedures.already_abolished"
        case .decisionKnown: "procedures.decision_known"
        case .decisionNotFound: "procedures.decision_not_found"
        case .noForm: "procedures.no_form"
        case .formNotLater: "procedures.form_not_later"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .notFound, .previewGone, .decisionNotFound, .noForm: .missing
        case .changedSincePreview, .alreadyAbolished, .decisionKnown, .formNotLater: .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .notFound(let code), .alreadyAbolished(let code), .noForm(let code), .formNotLater(let code): ["code": code]
        case .decisionKnown(let number), .decisionNotFound(let number): ["number": number]
        case .changedSincePreview, .previewGone: [:]
        }
    }
}
