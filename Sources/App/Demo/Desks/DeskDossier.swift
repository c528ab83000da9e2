import Kernel
import WorkingTime

/// One simulated dossier, as the one-stop software would hold it.
package struct DeskDossier: Sendable {
    package enum Channel: String, Sendable { case direct, online, post }
    package enum Subject: String, Sendable { case citizen, enterprise, organisation }
    /// Source: OS-20.
    package enum State: String, Sendable { case processing, supplement, refused, withdrawn, finished, returned }
    /// Source: OS-57.
    package enum Cause: String, Sendable { case handling, citizen, otherBody = "other_body" }

    /// Digital marks, a bit each in this order.
    package static let marks = [
        "fee", "paid_online", "e_result", "components_digitised", "result_digitised", "reused", "personal_store", "population_data",
        "synchronised",
    ]

    package let unit: Int
    package let procedure: Int
    /// Of the unit's dossiers of that day, from 1 (OS-30).
    package let sequence: Int
    package let channel: Channel
    package let subject: Subject
    package let received: Timestamp
    package let entered: Timestamp
    package let firstDue: Timestamp
    package var due: Timestamp
    package var state = State.processing
    package var finished: Timestamp?
    package var returned: Timestamp?
    /// When it was refused or withdrawn.
    package var closed: Timestamp?
    /// When the supplement was asked for that it waits for.
    package var asked: Timestamp?
    package var supplements = 0
    package var cause: Cause?
    /// Over all units.
    package var officer = 0
    package var marks: UInt16 = 0

    /// When it ended, in whatever way.
    package var ended: Timestamp? { finished ?? closed }
}

/// Something that was recorded about a simulated dossier.
package struct DeskEvent: Sendable {
    package enum Kind: String, Sendable { case asked, resumed, suspended, continued, finished }

    /// Its place among the dossiers of all units.
    package var dossier: Int
    package let kind: Kind
    package let at: Timestamp
    package let entered: Timestamp
    package let officer: Int
    package let reason: String
    package let document: String
}
