import Kernel

/// Why something cannot be done with forms on paper.
package enum PaperError: DomainError, Hashable {
    case noSuchBatch(String)
    case noSuchForm(String)
    case noSuchCell(Int)
    /// A step that belongs to another state.
    case notNow(PaperBatch.State)
    /// Somebody else does this.
    case notYourPart
    /// What was typed is no answer to the question.
    case unsound(String)
    case differencesLeft(Int)
    /// A person made more errors than the batch bears: it is keyed anew.
    case tooManyErrors(String, errors: Int, allowed: Int)
    /// A campaign cannot be closed over forms that are not keyed in.
    case batchesOpen(Int)
    case nothingPrinted

    package var code: String { "surveys.paper.\(word)" }

    private var word: String {
        switch self {
        case .noSuchBatch: "no_such_batch"
        case .noSuchForm: "no_such_form"
        case .noSuchCell: "no_such_cell"
        case .notNow: "not_now"
        case .notYourPart: "not_your_part"
        case .unsound: "unsound"
        case .differencesLeft: "differences_left"
        case .tooManyErrors: "too_many_errors"
        case .batchesOpen: "batches_open"
        case .nothingPrinted: "nothing_printed"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchBatch, .noSuchForm, .nothingPrinted: .missing
        case .noSuchCell, .unsound: .invalid
        case .notYourPart: .forbidden
        case .notNow, .differencesLeft, .tooManyErrors, .batchesOpen: .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .noSuchBatch(let name), .noSuchForm(let name): ["number": name]
        case .noSuchCell(let cell): ["cell": "\(cell)"]
        case .notNow(let state): ["state": state.rawValue]
        case .unsound(let question): ["question": question]
        case .differencesLeft(let count), .batchesOpen(let count): ["count": "\(count)"]
        case .tooManyErrors(let login, let errors, let allowed): ["login": login, "errors": "\(errors)", "allowed": "\(allowed)"]
        case .notYourPart, .nothingPrinted: [:]
        }
    }
}
