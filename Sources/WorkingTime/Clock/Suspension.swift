import Kernel

/// A stretch in which a limit does not run: an interval with its reason and its letter, never a flag (OS-53).
package struct Suspension: Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The citizen was asked for a supplement (OS-12).
        case supplement
        /// The citizen must pay first (OS-20, state 6).
        case payment
        /// Another body acts, in a case in which law does not count that time.
        case otherBody = "other_body"
        /// Special law says so.
        case law
    }

    /// The day on which it begins is still counted, the day on which it ends is not, as the day of receipt is not (OS-50).
    package let from: Timestamp
    /// Nil while it lasts.
    package var to: Timestamp?
    package let reason: Reason
    /// The letter; nil where none is known.
    package let document: String?

    package init(from: Timestamp, to: Timestamp? = nil, reason: Reason, document: String?) {
        self.from = from
        self.to = to
        self.reason = reason
        self.document = document
    }
}

/// The one new appointment that a dossier may get.
///
/// Source: NĐ 61/2018 Đ19.9 (OS-14, OS-55).
package struct Extension: Hashable, Sendable {
    /// When the letter of apology went out.
    package let at: Timestamp
    package let to: CalendarDate
    package let reason: String
    package let document: String?

    package init(at: Timestamp, to: CalendarDate, reason: String, document: String?) {
        self.at = at
        self.to = to
        self.reason = reason
        self.document = document
    }
}
