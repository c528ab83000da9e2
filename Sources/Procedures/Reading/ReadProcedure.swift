import Kernel

/// A procedure as it was read from a file, with all that the file says about it and what of that could not be understood.
package struct ReadProcedure: Hashable, Sendable {
    package var procedure: Procedure
    /// The line of the file, or the row of the sheet.
    package var place: Place
    /// Each part as the file has it, so that nothing is lost by reading.
    package var printed: [ProcedureField: String] = [:]
    package var unread: [Unread] = []
    /// Where a list has it from.
    package var source = ""

    init(_ procedure: Procedure, at place: Place) {
        self.procedure = procedure
        self.place = place
    }
}

/// One thing in a record that could not be understood: it was kept as text, and nothing was guessed (PR-3).
package struct Unread: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// A table without the headings it must have.
        case noTable = "no_table"
        /// A number that does not say of what: `1`.
        case timeWithoutUnit = "time_without_unit"
        /// A time in words.
        case timeInWords = "time_in_words"
        /// `120 VNĐ` may be a time of 1 and a fee of 20, or 12 and 0.
        case timeRunsIntoFee = "time_runs_into_fee"
        /// A fee below every coin: the portal prints 20 where its note says 20.000.
        case feeTooSmall = "fee_too_small"
        case feeUnreadable = "fee_unreadable"
        /// The brackets do not say where the note of the fee ends and the description begins.
        case noteWithoutEnd = "note_without_end"
        /// The number of originals runs into a number at the end of the name: `năm 20241 bản chính`.
        case countRunsIntoName = "count_runs_into_name"
        /// A number of originals that may end a row or stand in a name.
        case rowWithoutEnd = "row_without_end"
        /// The name of a form runs into the name of the paper.
        case formRunsIntoName = "form_runs_into_name"
        /// The number of a text of law runs into a number at the end of its name.
        case numberRunsIntoName = "number_runs_into_name"
        /// A code of a result that runs into the next name.
        case codeRunsIntoName = "code_runs_into_name"
        /// What is left behind the last row.
        case textBehindTable = "text_behind_table"
        /// A word that is not one of a closed list.
        case unknownWord = "unknown_word"

        /// Why a time was not understood: a bare number, or words.
        init(time: StatedTime) {
            self = time.printed.utf8.allSatisfy { (0x30...0x39).contains($0) } ? .timeWithoutUnit : .timeInWords
        }

        /// The key of its sentence.
        package var text: String { "procedures.unread.\(rawValue)" }
    }

    package var field: ProcedureField
    package var reason: Reason
    /// The row of the part's table, from 1; 0 for the part as a whole.
    package var row: Int
    package var text: String

    init(_ reason: Reason, in field: ProcedureField, row: Int = 0, _ text: String) {
        self.field = field
        self.reason = reason
        self.row = row
        self.text = text
    }
}
