import Kernel
import Platform
import Storage
import Units
import WorkingTime

/// What somebody tells of a rule or of how it is applied (FB-1), as it stands now; who sent it is known to ``Petitioner`` alone.
package struct Petition: Hashable, Sendable {
    /// What is to be done about it.
    ///
    /// Source: NĐ 20/2008 Đ9.1d (FB-2).
    package enum Class: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        /// Its sender is not known: handled, and nobody is answered (FB-1).
        case anonymous
        case notAccepted = "not_accepted"
        /// Conduct or delay of officials.
        case conduct
        /// Rules that the unit's own level may change.
        case ownRules = "own_rules"
        /// Rules of others, who are told.
        case otherRules = "other_rules"

        /// The key of its name.
        package var text: String { "feedback.class.\(rawValue)" }

        /// What an official may find it to be; the other two follow from what was sent, and from a refusal.
        package static let chosen: [Class] = [.conduct, .ownRules, .otherRules]
    }

    /// The ways in (FB-1).
    package enum Channel: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case online, direct, post, phone
        case opinionForm = "opinion_form"

        package var text: String { "feedback.channel.\(rawValue)" }
    }

    /// How long it may take (FB-7).
    package enum Urgency: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case ordinary, simple, urgent

        package var text: String { "feedback.urgency.\(rawValue)" }
    }

    /// Whether everybody may read it.
    package enum Publication: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        /// Its sender does not agree, or it is not answered yet.
        case none
        case waiting, published, withheld
    }

    /// Of the register, `PA-2026-000123`: what officials and everybody call it (FB-3).
    package let number: String
    /// What its sender holds, and nobody else sees.
    package let receipt: Receipt
    package internal(set) var unit: ID<Unit>
    package internal(set) var `class`: Class?
    package internal(set) var state: PetitionState
    package let channel: Channel
    package internal(set) var urgency: Urgency
    package let language: Language
    package let received: Timestamp
    /// Until when the unit that has it must be done; nil: it stands still, or is over.
    package internal(set) var due: Timestamp?
    package internal(set) var ended: Timestamp?
    package internal(set) var officer: String?
    /// The number of the petition whose answer it gets.
    package internal(set) var main: String?
    package let consents: Bool
    package internal(set) var publication: Publication
    package internal(set) var publishDue: Timestamp?
    package internal(set) var published: Timestamp?
    /// The code of the dossier it is about; empty: none.
    package let dossier: String
    package let isGenerated: Bool
    /// Grows with every change, so that whoever saves tells what they saw.
    package internal(set) var version: Int

    package func isLate(at now: Timestamp) -> Bool { ended == nil && due.map { $0 < now } == true }

    /// Whether an event is the sender's own doing, whoever's browser sent it.
    func isOfSender(_ event: PetitionEvent.Kind) -> Bool {
        switch event {
        case .supplied, .rated: true
        case .received: channel == .online
        default: false
        }
    }
}

/// What was sent.
package struct PetitionContent: Hashable, Sendable {
    package var title: String
    package var text: String
    /// Where it is; empty: nowhere in particular.
    package var place: String
    package var coordinates: Coordinates?

    package init(title: String, text: String, place: String = "", coordinates: Coordinates? = nil) {
        self.title = title
        self.text = text
        self.place = place
        self.coordinates = coordinates
    }
}

/// Who sent it: what law asks for (FB-1), or nothing.
package struct Petitioner: Hashable, Sendable {
    package var name: String
    package var address: String
    package var phone: String
    package var email: String
    /// The id of the account; nil: none.
    package var citizen: String?

    package init(name: String = "", address: String = "", phone: String = "", email: String = "", citizen: String? = nil) {
        self.name = name
        self.address = address
        self.phone = phone
        self.email = email
        self.citizen = citizen
    }

    package var isAnonymous: Bool { name.isEmpty }
}

/// One time that a unit had a petition: what it is measured by.
package struct Stay: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable, SQLConvertible { case passed, forwarded, refused, answered }
    package enum Rating: String, Hashable, Sendable, CaseIterable, SQLConvertible { case satisfied, partly, unsatisfied }

    package let number: Int
    package let unit: ID<Unit>
    package let arrived: Timestamp
    package internal(set) var due: Timestamp?
    package internal(set) var ended: Timestamp?
    package internal(set) var outcome: Outcome?
    /// A step came after its limit.
    package internal(set) var isLate: Bool
    package internal(set) var rating: Rating?
    package internal(set) var rated: Timestamp?
    /// Of whoever rated.
    package internal(set) var comment: String
}

/// An answer; a second look gives a second one.
package struct PetitionAnswer: Hashable, Sendable {
    /// By which a rule is found wanting.
    ///
    /// Source: NĐ 20/2008 Đ14.2 (FB-4).
    package enum Ground: String, Hashable, Sendable, CaseIterable {
        case necessity, legality, simplicity, feasibility, consistency, treaties
    }

    package let number: Int
    package let text: String
    /// The number of the letter; empty: none.
    package let document: String
    package let grounds: [Ground]
    package let answered: Timestamp
    package let login: String
}
