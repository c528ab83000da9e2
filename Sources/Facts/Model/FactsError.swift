import Kernel

/// What can go wrong in this room.
///
/// Each case has a text in `Locales/`.
package enum FactsError: DomainError, Hashable {
    case figureUnknown(String)
    case formula(String, String)
    /// Sentences that the figures do not bear out, or contradictions that are gone.
    case statementsFail(Int)
    case nothingLoaded

    package var code: String {
        switch self {
        case .figureUnknown: "facts.figure_unknown"
        case .formula: "facts.formula"
        case .statementsFail: "facts.statements_fail"
        case .nothingLoaded: "facts.nothing_loaded"
        }
    }

    package var kind: ErrorKind { self == .nothingLoaded ? .missing : .invalid }

    package var details: [String: String] {
        switch self {
        case .figureUnknown(let id): ["id": id]
        case .formula(let id, let fault): ["id": id, "fault": fault]
        case .statementsFail(let count): ["count": "\(count)"]
        case .nothingLoaded: [:]
        }
    }
}
