import Kernel
import Procedures
import Storage
import Units
import WorkingTime

/// One application of a citizen, a firm or an organisation (GL-48), as figures and desks need it; who applies stands in ``Applicant``.
package struct Dossier: Hashable, Sendable {
    package enum Channel: String, Hashable, Sendable, CaseIterable, SQLConvertible { case direct, online, post }

    package enum Subject: String, Hashable, Sendable, CaseIterable, SQLConvertible { case citizen, enterprise, organisation }

    /// Why it came late (OS-57).
    package enum Cause: String, Hashable, Sendable, CaseIterable, SQLConvertible {
        case handling, citizen
        case otherBody = "other_body"
        case sync
    }

    package enum Fee: String, Hashable, Sendable, CaseIterable, SQLConvertible { case none, unpaid, counter, online }

    package enum Delivery: String, Hashable, Sendable, CaseIterable, SQLConvertible { case counter, post, online }

    package enum Origin: String, Hashable, Sendable, CaseIterable, SQLConvertible { case counter, online, `import`, exchange, generated }

    /// What was done without paper (RT-50…55).
    package struct Digital: Hashable, Sendable {
        package var isDigitised = false
        package var hasElectronicResult = false
        package var reusesData = false
        package var isInStore = false
        package var usesPopulationData = false

        package init() {}
    }

    package let code: DossierCode
    package let unit: ID<Unit>
    package let procedure: ID<ProcedureVersion>
    package let channel: Channel
    package let subject: Subject
    package internal(set) var state: DossierState
    package let received: Timestamp
    /// Nil where the procedure states none.
    package let limit: TimeLimit?
    package let clock: ClockPolicy
    package internal(set) var firstDue: Timestamp?
    /// Nil without a limit and while it stands still.
    package internal(set) var due: Timestamp?
    package internal(set) var finished: Timestamp?
    package internal(set) var returned: Timestamp?
    package internal(set) var supplements = 0
    package internal(set) var cause: Cause?
    /// The login of who handles it.
    package internal(set) var officer: String?
    package internal(set) var fee = Fee.none
    package internal(set) var delivery = Delivery.counter
    package internal(set) var synced: Timestamp?
    package internal(set) var digital = Digital()
    package let origin: Origin
    package let entered: Timestamp
    package internal(set) var version = 1

    /// Whether it was late by a moment; nil while nothing can be said.
    package func isLate(at now: Timestamp) -> Bool? { due.map { (finished ?? now) > $0 } }
}

/// Who applies, and what for: what personal data there is of a dossier.
package struct Applicant: Hashable, Sendable {
    package var name: String
    /// The number of the identity card or of the business; empty where it was not given.
    package var document: String
    package var address: String
    package var phone: String
    package var email: String
    /// Who came in the applicant's place; empty: the applicant.
    package var submitter: String
    package var request: String

    package init(
        name: String, document: String = "", address: String = "", phone: String = "", email: String = "", submitter: String = "",
        request: String = ""
    ) {
        self.name = name
        self.document = document
        self.address = address
        self.phone = phone
        self.email = email
        self.submitter = submitter
        self.request = request
    }
}

extension Dossier {
    /// The same dossier, received when all of it was there; the rules stay those under which it was registered.
    func received(at moment: Timestamp) -> Dossier {
        var other = Dossier(
            code: code, unit: unit, procedure: procedure, channel: channel, subject: subject, state: state, received: moment, limit: limit,
            clock: clock, origin: origin, entered: entered)
        (other.officer, other.fee, other.delivery) = (officer, fee, delivery)
        (other.digital, other.version, other.supplements) = (digital, version, supplements)
        return other
    }
}
