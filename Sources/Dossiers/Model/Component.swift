import Kernel
import Platform
import Storage

/// A paper that a dossier consists of (GL-49), and how it was handed in.
package struct Component: Hashable, Sendable {
    /// What was handed in (OS-20).
    package enum Kind: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case original, copy, electronic, missing
    }

    package var name: String
    /// How many were handed in.
    package var originals: Int
    package var copies: Int
    package var kind: Kind
    /// Its scan, known by content.
    package var file: NamedFile?
    /// Taken from data that a body had already (OS-41).
    package var isReused: Bool

    package init(name: String, originals: Int = 0, copies: Int = 0, kind: Kind, file: NamedFile? = nil, isReused: Bool = false) {
        self.name = name
        self.originals = originals
        self.copies = copies
        self.kind = kind
        self.file = file
        self.isReused = isReused
    }
}

/// What a dossier costs, line by line, in whole đồng.
package struct FeeLine: Hashable, Sendable {
    package var name: String
    package var dong: Int64
    package var paid: Timestamp?

    /// A thousand billion: what is above it is a slip of the hand.
    static let limit: Int64 = 1_000_000_000_000

    package init(name: String, dong: Int64, paid: Timestamp? = nil) {
        self.name = name
        self.dong = dong
        self.paid = paid
    }
}

/// What a dossier ended in; a refusal after review is a result too (OS-11).
package struct DossierResult: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable, CaseIterable, SQLConvertible { case granted, refused }

    package var outcome: Outcome
    /// Of the paper that answers.
    package var number: String
    package var text: String
    package var file: NamedFile?

    package init(_ outcome: Outcome, number: String, text: String, file: NamedFile? = nil) {
        self.outcome = outcome
        self.number = number
        self.text = text
        self.file = file
    }
}
