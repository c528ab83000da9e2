import Kernel
import Platform
import Storage
import Units
import WorkingTime

/// A dossier in somebody's hands, with its clock: what may happen to it, and what that does to its time.
struct DossierCase {
    private(set) var dossier: Dossier
    /// Nil where the procedure states no limit.
    private(set) var clock: DossierClock?
    let calendar: WorkCalendar
    private let before: Dossier?

    /// A dossier that just came.
    init(new dossier: Dossier, calendar: WorkCalendar) throws {
        self.dossier = dossier
        self.calendar = calendar
        before = nil
        clock = try dossier.limit.map { try DossierClock($0, received: dossier.received, policy: dossier.clock) }
    }

    init(_ dossier: Dossier, calendar: WorkCalendar, _ db: any Connection) throws {
        self.dossier = dossier
        self.calendar = calendar
        before = dossier
        let (suspensions, appointment) = try db.ask(TimeStore.suspensions(of: dossier.code), TimeStore.newAppointment(of: dossier.code))
        clock = try dossier.limit.map {
            try DossierClock(
                $0, received: dossier.received, policy: dossier.clock, suspensions: suspensions, newAppointment: appointment,
                finished: dossier.finished)
        }
    }

    /// What the clock says; nil without a limit.
    func reading(at now: Timestamp) throws -> ClockReading? {
        try clock.map { try $0.reading(in: calendar, at: max(now, dossier.received)) }
    }

    // MARK: what may happen

    mutating func move(to state: DossierState, by event: DossierEvent.Kind) throws {
        guard dossier.state.next.contains(state) else { throw DossiersError.notPossible(event, from: dossier.state) }
        dossier.state = state
    }

    /// Throws unless the dossier stands in one of the states.
    func require(_ states: DossierState..., for event: DossierEvent.Kind) throws {
        guard states.contains(dossier.state) else { throw DossiersError.notPossible(event, from: dossier.state) }
    }

    mutating func change(_ change: (inout Dossier) throws -> Void) rethrows { try change(&dossier) }

    /// Begins anew at the moment on which all of it was there, under the rules that it was registered under.
    mutating func receive(at moment: Timestamp) throws {
        dossier = dossier.received(at: moment)
        clock = try dossier.limit.map { try DossierClock($0, received: moment, policy: dossier.clock) }
    }

    /// Its limit stands still until what is waited for is there; `document` is the letter's number, empty for none.
    mutating func suspend(_ reason: Suspension.Reason, at moment: Timestamp, document: String, _ db: any Connection) throws {
        let suspension = Suspension(from: moment, reason: reason, document: document.isEmpty ? nil : document)
        try clock?.suspend(at: moment, reason, document: suspension.document)
        if reason == .supplement { dossier.supplements += 1 }
        try TimeStore.insert(suspension, of: dossier.code, db)
    }

    /// Its limit goes on, or starts anew.
    mutating func resume(at moment: Timestamp, _ db: any Connection) throws {
        try clock?.resume(at: moment)
        try TimeStore.end(dossier.code, at: moment, db)
    }

    mutating func extend(_ appointment: Extension) throws { try clock?.extend(appointment) }

    /// Ends it, well or not.
    mutating func finish(at moment: Timestamp) throws {
        if moment < dossier.received { throw DossiersError.beforeReceipt(dossier.received) }
        if let suspended = clock?.suspended { try clock?.resume(at: max(moment, suspended.from)) }
        try clock?.finish(at: moment)
        dossier.finished = moment
    }

    // MARK: saving

    /// Counts the limit anew, saves the dossier and writes down what happened, once in its own book and once in the audit.
    mutating func save(
        _ event: DossierEvent.Kind, at moment: Timestamp, text: String = "", document: String = "", of applicant: Applicant? = nil,
        _ desk: Bureau.Desk
    ) throws {
        // The limit begins when a dossier is accepted (OS-2).
        if dossier.state != .registered, dossier.state != .refused, let reading = try reading(at: moment) {
            // What ended keeps the appointment that held when it did.
            if dossier.finished == nil || dossier.due == nil { dossier.due = reading.deadline?.due }
            if dossier.firstDue == nil { dossier.firstDue = reading.deadline?.due }
        }
        if let applicant {
            try DossierStore.insert(dossier, applicant, desk.db)
        } else {
            try DossierStore.update(dossier, desk.db)
            dossier.version += 1
        }
        if let before, before.state != dossier.state { try keepStep(at: moment, desk) }
        try CountStore.change(from: before, to: dossier, desk.db)
        try TimeStore.insert(
            DossierEvent(
                id: desk.newID(), kind: event, at: moment, entered: desk.now, login: desk.actor.name, state: dossier.state, text: text,
                document: document), of: dossier.code, desk.db)
        try desk.services.audit.record(
            "dossiers.\(event.rawValue)", by: desk.actor, subject: dossier.subjectOfAudit, unit: dossier.unit.rawValue,
            before: before.map(AuditValue.init), after: AuditValue(dossier), reason: text.isEmpty ? nil : text, in: desk.db)
        try desk.services.tell(DossierChange(dossier: dossier, kind: event, at: moment, text: text), in: desk.db)
    }
}

extension Dossier {
    /// The dossier as the audit names it.
    package var subjectOfAudit: String { "dossiers/\(code)" }
}

extension AuditValue {
    /// What changes in the life of a dossier; nothing of who applies.
    fileprivate init(_ dossier: Dossier) {
        self = [
            "state": .text(dossier.state.rawValue), "due": AuditValue(dossier.due), "finished": AuditValue(dossier.finished),
            "returned": AuditValue(dossier.returned), "officer": AuditValue(dossier.officer), "fee": .text(dossier.fee.rawValue),
            "cause": AuditValue(dossier.cause?.rawValue),
        ]
    }
}
