import Kernel

/// The parts of the official paper that a form is printed as: what stands around the answers.
package struct Paper: Hashable, Sendable {
    /// `Mẫu số 01`, and the text that gives it.
    package var number: Bilingual?
    /// The title as the paper prints it; nil is the form's own.
    package var heading: Bilingual?
    /// Whom it is addressed to (Kính gửi); `{name}` takes the answer of a question.
    package var addressee: Bilingual?
    /// What the signer vouches for.
    package var pledge: Bilingual?
    /// Who signs, from left to right; the last below place and day.
    package var signers: [Bilingual] = []
    /// Lines below the signatures: what to attach, how to fill in.
    package var notes: [Bilingual] = []

    /// How a question stands on the paper.
    package enum Place: String, CaseIterable, Hashable, Sendable {
        /// On a line of its own.
        case line
        /// On the line of the question before it.
        case beside
        /// All choices with boxes, the chosen ones ticked.
        case boxes
        /// A column of the table of its repeat, or a block of its own.
        case block
        /// Not on the paper.
        case omitted
    }
}
