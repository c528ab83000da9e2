import Citizens
import Dossiers
import Kernel
import Storage
import Units

/// What the room knows of a dossier that was sent from home, beside what Dossiers knows.
package struct Submission: Hashable, Sendable {
    /// The counter's first word about it (OS-3), or that it was taken back before there was one, which is no answer.
    package enum Answer: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case accepted, refused, withdrawn
        case supplementAsked = "supplement_asked"

        init?(_ event: DossierEvent.Kind) {
            switch event {
            case .accepted: self = .accepted
            case .refused: self = .refused
            case .withdrawn: self = .withdrawn
            case .supplementAsked: self = .supplementAsked
            default: return nil
            }
        }
    }

    package let dossier: DossierCode
    /// Who sent it.
    package let citizen: ID<Citizen>
    package let delegation: String?
    /// For whom; nil: the sender's own, or a business, which has no account.
    package let applicant: ID<Citizen>?
    package let procedure: String
    package let unit: ID<Units.Unit>
    package let form: String?
    package let paperCase: Int
    package let address: String
    package let submitted: Timestamp
    /// The end of the 8 working hours.
    package let answerDue: Timestamp
    package var answered: Timestamp?
    package var answer: Answer?

    /// So many of one citizen within an hour.
    static let mostPerHour = 20

    /// Whether the counter lets it wait too long.
    package func isLate(at now: Timestamp) -> Bool { (answered ?? now) > answerDue }
}

/// How satisfied somebody was with a service, asked once after the result (OL-15).
///
/// Source: TT 32/2017 Đ12.
package struct Rating: Hashable, Sendable {
    package enum Degree: Int, Hashable, Sendable, CaseIterable {
        case not = 1, satisfied, very

        package var text: String { "online.degree.\(rawValue)" }
    }

    package enum Aspect: String, Hashable, Sendable, CaseIterable {
        case overall, convenience, timeliness, attitude

        package var text: String { "online.aspect.\(rawValue)" }
    }

    package var overall: Degree
    package var convenience: Degree?
    package var timeliness: Degree?
    package var attitude: Degree?
    package var comment: String

    package init(
        _ overall: Degree, convenience: Degree? = nil, timeliness: Degree? = nil, attitude: Degree? = nil, comment: String = ""
    ) {
        self.overall = overall
        self.convenience = convenience
        self.timeliness = timeliness
        self.attitude = attitude
        self.comment = comment
    }

    static let commentLimit = 1000
}

/// When nothing can be sent, and why, told beforehand (OL-12).
package struct Pause: Hashable, Sendable {
    package let id: ID<Pause>
    package let from: Timestamp
    /// The first moment at which it is over.
    package let to: Timestamp
    package let text: Bilingual
    package let entered: Timestamp

    static let textLimit = 500

    package func holds(at now: Timestamp) -> Bool { from <= now && now < to }
}
