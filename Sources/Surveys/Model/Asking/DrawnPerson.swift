import Kernel
import Storage
import Units

/// Somebody who was drawn, or stands in; what is asked of them is an ``Asking`` each.
package struct DrawnPerson: Hashable, Sendable {
    package enum Role: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case sample, reserve
        /// Could not be asked; somebody stands in.
        case replaced
        /// Stands in.
        case replacement
    }

    package let id: ID<DrawnPerson>
    package let campaign: String
    package let respondents: String
    /// On letters and lists, from 1.
    package let number: Int
    package let cell: Int
    package internal(set) var role: Role
    package let place: Int
    package internal(set) var standsFor: Int?
    /// Why this person was replaced (SV-14).
    package internal(set) var reason: String
    package let name: String
    package let address: String
    package let phone: String
    package let email: String
    /// Login of whoever asks this person.
    package internal(set) var enumerator: String?

    /// Whether answers are wanted of this person.
    package var isAsked: Bool { role == .sample || role == .replacement }
}

/// How an answer comes.
package enum AnswerChannel: String, Hashable, Sendable, CaseIterable, SQLConvertible {
    case web, kiosk, paper, phone, face

    package var text: String { "surveys.channel.\(rawValue)" }
}

/// What became of an attempt to get an answer (AAPOR's groups, in short).
package enum AskingOutcome: String, Hashable, Sendable, CaseIterable, SQLConvertible {
    case open, answered, refused, absent, moved
    case notFound = "not_found"
    case notEligible = "not_eligible"

    package var text: String { "surveys.outcome.\(rawValue)" }

    /// Outcomes after which nobody is asked any more without an answer.
    package static let ends: [AskingOutcome] = [.refused, .absent, .moved, .notFound, .notEligible]
}

/// Whether the answer of one person about one unit is still wanted: participation, not the answer (SV-50).
package struct Asking: Hashable, Sendable {
    package let unit: ID<Units.Unit>
    package internal(set) var outcome: AskingOutcome
    /// The finest moment that is kept.
    package internal(set) var settled: CalendarDate?
    package internal(set) var channel: AnswerChannel?
}

/// An attempt of an enumerator to reach somebody.
package struct Contact: Hashable, Sendable {
    package enum Way: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case phone, face

        package var channel: AnswerChannel { self == .phone ? .phone : .face }
    }

    package enum Outcome: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case answered, later, refused, absent, moved
        case notFound = "not_found"
        case notEligible = "not_eligible"

        package var text: String { "surveys.outcome.\(rawValue)" }

        /// What it means for the asking; nil: the person is tried again.
        package var ends: AskingOutcome? { self == .later ? nil : AskingOutcome(rawValue: rawValue) }
    }

    package let login: String
    package let way: Way
    package let day: CalendarDate
    package let outcome: Outcome
    package let note: String
}
