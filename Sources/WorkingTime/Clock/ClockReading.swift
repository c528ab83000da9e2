import Kernel

/// What a dossier's clock says at a moment.
package struct ClockReading: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case running
        case suspended(Suspension.Reason)
        case finished
    }

    package let state: State
    /// How often the limit started from zero again.
    package let restarts: Int
    /// Nil while a suspension lasts that began in time.
    package let deadline: Deadline?
    /// The day that a new appointment took the place of; both are kept (OS-55).
    package let dayBeforeExtension: CalendarDate?
    /// Since the last start, without what was left out.
    package let elapsed: Amount
    package let remaining: Amount
    package let lateness: Lateness?
    package let findings: [Finding]

    /// Something about the record that informs and changes no result (PE-N12).
    package enum Finding: Hashable, Sendable {
        /// Asked for a supplement after the day by which it must be asked (OS-12).
        case supplementLate(Timestamp, lastDay: CalendarDate)
        /// A new appointment told later than a day before the limit ended (OS-14).
        case extensionLate(Timestamp, lastDay: CalendarDate)
        /// A suspension that began when the limit was over, and so left nothing out.
        case suspendedAfterEnd(Timestamp)
        case suspendedWithoutDocument(Timestamp)
        case extendedWithoutDocument(Timestamp)
    }
}

/// A record played through a calendar up to a moment.
struct Replay {
    var count: Count
    /// The suspensions that left something out, in order; the last may still last.
    var leftOut: [Suspension] = []
    /// Where the limit ended before a new appointment, and its position.
    var endBeforeExtension: (moment: Moment, target: Int64)?
    var findings: [ClockReading.Finding] = []
    /// Since when a suspension lasts that began in time.
    var standing: Moment?

    init(_ clock: DossierClock, _ calendar: WorkCalendar, at now: Timestamp) throws(WorkingTimeError) {
        if now < clock.received { throw .clockBeforeReceipt(now, received: clock.received) }
        count = try Count(calendar.table, clock.limit, clock.policy, received: clock.received)
        var appointment = clock.newAppointment.flatMap { $0.at <= now ? $0 : nil }
        for suspension in clock.suspensions where suspension.from <= now {
            if let due = appointment, due.at <= suspension.from {
                try extend(due)
                appointment = nil
            }
            try leaveOut(suspension, clock, at: now)
        }
        if let appointment { try extend(appointment) }
    }

    private mutating func extend(_ appointment: Extension) throws(WorkingTimeError) {
        let end = try count.end()
        let at = try count.table.moment(appointment.at)
        if at.day >= end.day, let lastDay = count.table.date(end.day).dayBefore {
            findings.append(.extensionLate(appointment.at, lastDay: lastDay))
        }
        if appointment.document == nil { findings.append(.extendedWithoutDocument(appointment.at)) }
        endBeforeExtension = (end, count.target)
        try count.extend(to: appointment.to)
    }

    private mutating func leaveOut(_ suspension: Suspension, _ clock: DossierClock, at now: Timestamp) throws(WorkingTimeError) {
        let from = try count.table.moment(suspension.from)
        if suspension.document == nil { findings.append(.suspendedWithoutDocument(suspension.from)) }
        if suspension.reason == .supplement, let within = clock.policy.supplementWithin {
            try within.check()
            let last = try Count(count.table, within, clock.policy, received: clock.received).end()
            if from > last { findings.append(.supplementLate(suspension.from, lastDay: count.table.date(last.day))) }
        }
        guard try count.isOpen(at: from) else {
            findings.append(.suspendedAfterEnd(suspension.from))
            return
        }
        if let to = suspension.to, to <= now {
            let restarting = suspension.reason == .supplement && clock.policy.supplement == .restarts
            try count.leaveOut(from, try count.table.moment(to), restarting: restarting)
            if restarting { endBeforeExtension = nil }
            leftOut.append(suspension)
        } else {
            standing = from
            leftOut.append(Suspension(from: suspension.from, reason: suspension.reason, document: suspension.document))
        }
    }
}

extension DossierClock {
    /// What the clock says at a moment, with what had happened by then; from its finish on, what it said then.
    package func reading(in calendar: WorkCalendar, at now: Timestamp) throws(WorkingTimeError) -> ClockReading {
        let at = finished.map { min($0, now) } ?? now
        let replay = try Replay(self, calendar, at: at)
        let moment = try calendar.table.moment(at)
        let count = replay.count
        let deadline = replay.standing == nil ? try count.deadline() : nil
        let lasting = suspensions.last { $0.from <= at && $0.to.map { at < $0 } ?? true }
        return ClockReading(
            state: finished.map { $0 <= now } == true ? .finished : lasting.map { .suspended($0.reason) } ?? .running,
            restarts: count.restarts, deadline: deadline,
            dayBeforeExtension: replay.endBeforeExtension.map { calendar.table.date($0.moment.day) },
            elapsed: count.measure.amount(count.elapsed(at: replay.standing ?? moment)),
            remaining: count.measure.amount(count.remaining(at: replay.standing ?? moment)),
            lateness: try deadline.flatMap { deadline throws(WorkingTimeError) in try calendar.lateness(of: at, after: deadline) },
            findings: replay.findings)
    }
}
