import Kernel
import Procedures
import Storage
import Units
import WorkingTime

/// A dossier as another system tells of it, each word understood; whether it can be so is said by ``fault(at:)``.
struct ForeignDossier: Sendable {
    /// In capitals, as ``DossierCode`` has it.
    var code = ""
    /// Its place among ``ForeignCatalogue/units``.
    var unit = 0
    /// Its place among ``ForeignCatalogue/versions``.
    var version = 0
    /// Its place among ``ForeignCatalogue/clocks``.
    var clock = 0
    var channel = Dossier.Channel.direct
    var subject = Dossier.Subject.citizen
    var state = DossierState.accepted
    var received = Timestamp(milliseconds: 0)
    var limit: TimeLimit?
    var due: Timestamp?
    var finished: Timestamp?
    var returned: Timestamp?
    var supplements = 0
    var cause: Dossier.Cause?
    var officer: String?
    var fee = Dossier.Fee.none
    var delivery = Dossier.Delivery.counter
    var digital = Dossier.Digital()
    /// Nil where nothing was said: then it is the moment of the import.
    var entered: Timestamp?
    /// Nil where nobody was named.
    var applicant: String?

    /// What about it cannot be, by the column that says so.
    ///
    /// The same order of time and states that the tables hold to.
    func fault(at now: Timestamp) -> ImportFault? {
        if received > now { return ImportFault(.inFuture, .received) }
        if let due, due < received { return ImportFault(.dueBeforeReceipt, .due) }
        if state.isOpen {
            if finished != nil { return ImportFault(.finishedWhileOpen, .finished) }
        } else {
            guard let finished else { return ImportFault(.notFinished, .finished) }
            if finished < received { return ImportFault(.finishedBeforeReceipt, .finished) }
            if finished > now { return ImportFault(.inFuture, .finished) }
        }
        if let returned {
            if state != .returned { return ImportFault(.returnedTooEarly, .returned) }
            if let finished, returned < finished { return ImportFault(.returnedBeforeFinish, .returned) }
            if returned > now { return ImportFault(.inFuture, .returned) }
        }
        if let entered, entered > now { return ImportFault(.inFuture, .entered) }
        return nil
    }

    /// Nil for a text that is no code.
    func dossier(_ catalogue: ForeignCatalogue, origin: Dossier.Origin, entered moment: Timestamp) -> Dossier? {
        guard let code = DossierCode(code) else { return nil }
        var dossier = Dossier(
            code: code, unit: catalogue.units[unit], procedure: catalogue.versions[version].id, channel: channel, subject: subject,
            state: state, received: received, limit: limit, clock: catalogue.clocks[clock].policy, origin: origin,
            entered: entered ?? moment)
        (dossier.firstDue, dossier.due, dossier.finished, dossier.returned) = (due, due, finished, returned)
        (dossier.supplements, dossier.cause, dossier.officer) = (supplements, cause, officer)
        (dossier.fee, dossier.delivery, dossier.digital) = (fee, delivery, digital)
        return dossier
    }
}

extension Dossier {
    /// Whether another telling of the same dossier says the same; how it came to be here, and who saved it when, do not matter.
    func says(thesame other: Dossier) -> Bool {
        var other = Dossier(
            code: other.code, unit: other.unit, procedure: other.procedure, channel: other.channel, subject: other.subject,
            state: other.state, received: other.received, limit: other.limit, clock: clock, origin: origin, entered: entered, telling: other
        )
        (other.firstDue, other.synced, other.version) = (firstDue, synced, version)
        return self == other
    }

    fileprivate init(
        code: DossierCode, unit: ID<Units.Unit>, procedure: ID<ProcedureVersion>, channel: Channel, subject: Subject, state: DossierState,
        received: Timestamp, limit: TimeLimit?, clock: ClockPolicy, origin: Origin, entered: Timestamp, telling other: Dossier
    ) {
        self.init(
            code: code, unit: unit, procedure: procedure, channel: channel, subject: subject, state: state, received: received,
            limit: limit, clock: clock, origin: origin, entered: entered)
        (due, finished, returned) = (other.due, other.finished, other.returned)
        (supplements, cause, officer) = (other.supplements, other.cause, other.officer)
        (fee, delivery, digital) = (other.fee, other.delivery, other.digital)
    }
}
