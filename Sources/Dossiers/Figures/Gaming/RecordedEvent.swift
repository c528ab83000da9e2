import Kernel

/// Something recorded about a dossier: when it is said to have happened, and when it was entered.
package struct RecordedEvent: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case asked, resumed, suspended, continued, extended, finished, returned
    }

    /// The dossier's row in the columns.
    package let row: Int
    package let kind: Kind
    package let at: Timestamp
    package let entered: Timestamp
    /// Whether a letter is known.
    package let hasDocument: Bool

    package init(row: Int, _ kind: Kind, at: Timestamp, entered: Timestamp, hasDocument: Bool = false) {
        self.row = row
        self.kind = kind
        self.at = at
        self.entered = entered
        self.hasDocument = hasDocument
    }
}
