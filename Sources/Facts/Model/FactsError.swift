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
    case changeUnknown
    /// Corrected or withdrawn by somebody else meanwhile.
    case changeEnded(by: String)
    /// A year of which the calendar knows nothing.
    case yearUnknown(String, first: Int, last: Int)

    package var code: String {
        switch self {
        case .figureUnknown: "facts.figure_unknown"
        case .formula: "facts.formula"
        case .statementsFail: "facts.statements_fail"
        case .nothingLoaded: "facts.nothing_loaded"
        case .changeUnknown: "facts.calendar_change_unknown"
        case .changeEnded: "facts.calendar_change_ended"
        case .yearUnknown: "facts.calendar_year_unknown"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .nothingLoaded, .changeUnknown, .yearUnknown: .missing
        case .changeEnded: .conflict
        default: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .figureUnknown(let id): ["id": id]
        case .formula(let id, let fault): ["id": id, "fault": fault]
        case .statementsFail(let count): ["count": "\(count)"]
        case .nothingLoaded, .changeUnknown: [:]
        case .changeEnded(let name): ["name": name]
        case .yearUnknown(let year, let first, let last): ["year": year, "first": "\(first)", "last": "\(last)"]
        }
    }
}
