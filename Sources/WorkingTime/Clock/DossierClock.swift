import Kernel

/// What happened to the time of one dossier: received, suspended and resumed, extended, finished.
///
/// A record of events in the order of time; what they mean is computed by ``reading(in:at:)`` from a calendar, as of any moment.
/// Events that cannot be are refused when they are entered, and again when a stored record is read.
package struct DossierClock: Hashable, Sendable {
    package let limit: TimeLimit
    package let received: Timestamp
    package let policy: ClockPolicy
    package private(set) var suspensions: [Suspension] = []
    package private(set) var newAppointment: Extension?
    package private(set) var finished: Timestamp?

    /// A dossier that was just received; the policy is that of the day of receipt.
    package init(_ limit: TimeLimit, received: Timestamp, policy: ClockPolicy = .standard) throws(WorkingTimeError) {
        try limit.check()
        self.limit = limit
        self.received = received
        self.policy = policy
    }

    /// A record that was stored; its suspensions may come in any order.
    package init(
        _ limit: TimeLimit, received: Timestamp, policy: ClockPolicy, suspensions: [Suspension], newAppointment: Extension?,
        finished: Timestamp?
    ) throws(WorkingTimeError) {
        try self.init(limit, received: received, policy: policy)
        for suspension in suspensions.sorted(by: { $0.from < $1.from }) {
            try suspend(at: suspension.from, suspension.reason, document: suspension.document)
            if let to = suspension.to { try resume(at: to) }
        }
        if let newAppointment { try extend(newAppointment) }
        if let finished { try finish(at: finished) }
    }

    /// The suspension that lasts.
    package var suspended: Suspension? { suspensions.last.flatMap { $0.to == nil ? $0 : nil } }

    /// Stops the limit, from now until ``resume(at:)``.
    package mutating func suspend(at moment: Timestamp, _ reason: Suspension.Reason, document: String?) throws(WorkingTimeError) {
        try check(moment)
        if let last = suspensions.last {
            guard let to = last.to else { throw .alreadySuspended(since: last.from) }
            if moment < to { throw .suspensionsOverlap(last.from, moment) }
        }
        if let newAppointment, moment < newAppointment.at { throw .eventOutOfOrder(moment, after: newAppointment.at) }
        if reason == .supplement, suspensions.count(where: { $0.reason == .supplement }) >= policy.supplementsAtMost {
            throw .supplementTooOften(atMost: policy.supplementsAtMost)
        }
        suspensions.append(Suspension(from: moment, reason: reason, document: document))
    }

    /// Ends the suspension: what was waited for is there.
    package mutating func resume(at moment: Timestamp) throws(WorkingTimeError) {
        guard let suspended else { throw .notSuspended }
        if moment < suspended.from { throw .suspensionBackwards(from: suspended.from, to: moment) }
        try check(moment)
        suspensions[suspensions.count - 1].to = moment
    }

    /// Gives the one new appointment.
    ///
    /// Whether the day is one that can be given is known to a calendar only, and said by ``reading(in:at:)``.
    package mutating func extend(_ appointment: Extension) throws(WorkingTimeError) {
        try check(appointment.at)
        if let newAppointment { throw .extendedTwice(newAppointment.to) }
        if let over = suspensions.first(where: { $0.from < appointment.at && $0.to.map { appointment.at < $0 } ?? true }) {
            throw .extendedWhileSuspended(since: over.from)
        }
        newAppointment = appointment
    }

    /// Ends the clock, with a result or without one.
    package mutating func finish(at moment: Timestamp) throws(WorkingTimeError) {
        try check(moment)
        let latest = [suspensions.last.map { $0.to ?? $0.from }, newAppointment?.at].compactMap { $0 }.max()
        if let latest, moment < latest { throw .eventAfterFinish(latest, finished: moment) }
        finished = moment
    }

    private func check(_ moment: Timestamp) throws(WorkingTimeError) {
        if moment < received { throw .eventBeforeReceipt(moment, received: received) }
        if let finished { throw .eventAfterFinish(moment, finished: finished) }
    }
}
