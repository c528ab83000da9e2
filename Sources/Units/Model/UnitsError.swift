import Kernel

/// What can go wrong in this room beside faults in a list or a form.
///
/// Each case has a text in `Locales/`.
package enum UnitsError: DomainError, Hashable {
    case notFound(String)
    case kindUnknown(String)
    /// Somebody saved the unit since the form was opened.
    case changedMeanwhile(String)
    /// Units were changed since the difference was shown.
    case changedSincePreview
    /// What was previewed is not in the store any more, or never was.
    case previewGone
    case alreadyClosed(String)
    case blockExists(String)
    /// A unit has the code of another in the national list, and no code of the state tells that they are the same.
    case codeMeansAnother(String)

    package var code: String {
        switch self {
        case .notFound: "units.not_found"
        case .kindUnknown: "units.kind_unknown"
        case .changedMeanwhile: "units.changed_meanwhile"
        case .changedSincePreview: "units.changed_since_preview"
        case .previewGone: "units.preview_gone"
        case .alreadyClosed: "units.already_closed"
        case .blockExists: "units.block_exists"
        case .codeMeansAnother: "units.code_means_another"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .notFound, .previewGone: .missing
        case .kindUnknown: .invalid
        case .changedMeanwhile, .changedSincePreview, .alreadyClosed, .blockExists, .codeMeansAnother: .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .notFound(let code), .changedMeanwhile(let code), .alreadyClosed(let code), .blockExists(let code),
            .codeMeansAnother(let code):
            ["code": code]
        case .kindUnknown(let kind): ["kind": kind]
        case .changedSincePreview, .previewGone: [:]
        }
    }
}
