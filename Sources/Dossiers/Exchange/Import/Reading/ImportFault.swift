import Kernel

/// What is wrong with one row of a list, in the few bytes that a million of them may take.
struct ImportFault: Error, Hashable, Sendable {
    /// Each has a text of its name.
    enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case missing, tooLong, control
        case notACode, codeTwice, keptHere, handledHere
        case unknownUnit, unknownProcedure, notInForce, abolished
        case unknownWord, notAMoment, notANumber, limitIncomplete, noCalendar
        case inFuture, dueBeforeReceipt, finishedWhileOpen, notFinished, finishedBeforeReceipt, returnedTooEarly, returnedBeforeFinish
        case malformed, overlapping, notYourUnit

        /// The last part of its code: `due_before_receipt`.
        var word: String { "\(self)".withUnderscores }

        /// The key of its text, and the code that programs read.
        var code: String { "dossiers.import.fault.\(word)" }
    }

    let kind: Kind
    let column: ImportColumn

    init(_ kind: Kind, _ column: ImportColumn) {
        self.kind = kind
        self.column = column
    }
}
