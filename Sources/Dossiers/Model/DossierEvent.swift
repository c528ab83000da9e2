import Kernel
import Storage
import WorkingTime

/// Something that happened to a dossier: never changed, never removed.
package struct DossierEvent: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case registered, accepted, refused, assigned
        case supplementAsked = "supplement_asked"
        case supplementReceived = "supplement_received"
        case paymentAsked = "payment_asked"
        case paid
        case consulted, answered, linked
        case extended, finished, stopped, withdrawn, returned
        case causeStated = "cause_stated"
        /// A step of the internal process is done, and the next one has begun.
        case stepEnded = "step_ended"
        case parcelArrived = "parcel_arrived"
        /// A step that another system tells of.
        case told

        /// The key of its name.
        package var text: String { "dossiers.event.\(rawValue)" }
    }

    package let id: ID<DossierEvent>
    package let kind: Kind
    /// When it is said to have happened.
    package let at: Timestamp
    package let entered: Timestamp
    package let login: String
    /// In which it left the dossier.
    package let state: DossierState
    /// Reason or content; empty where the event has none.
    package let text: String
    /// The number of the letter; empty: none.
    package let document: String

    /// The login of who got the dossier by an ``Kind/assigned``, which begins its text; nil for all others.
    var assignee: String? { kind == .assigned ? text.split(separator: ":", maxSplits: 1).first.map(String.init) : nil }

    /// Whoever it names.
    var logins: [String] { [login] + [assignee].compactMap(\.self) }
}

/// What another body has to do for a dossier: an opinion (OS-9), or its part of a linked procedure (OS-10).
package struct DossierTask: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable, SQLConvertible { case consultation, linked }

    package let id: ID<DossierTask>
    package let kind: Kind
    package let unit: String
    /// Bodies with the same number work at once, the next number after all of the one before.
    package let place: Int
    package let content: String
    /// How long it may take from the moment on which it is given; nil: nothing was said.
    package let limit: TimeLimit?
    /// Nil: its turn has not come.
    package internal(set) var given: Timestamp?
    package internal(set) var due: Timestamp?
    package internal(set) var done: Timestamp?
    package internal(set) var answer: String
    package internal(set) var document: String
}

/// What the post carries (OS-58): its days are shown apart and are no days of handling (SD-29).
package struct Parcel: Hashable, Sendable {
    package enum Direction: String, Hashable, Sendable, CaseIterable, SQLConvertible { case sent, returned }

    package let direction: Direction
    package let number: String
    package let handed: Timestamp
    package internal(set) var arrived: Timestamp?
}
