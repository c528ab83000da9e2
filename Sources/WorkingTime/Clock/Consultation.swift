import Kernel

/// Another body is asked for its opinion and has a limit of its own; the dossier's runs on.
///
/// Source: NĐ 61/2018 Đ19.5 (OS-9).
package struct Consultation: Hashable, Sendable {
    package let body: String
    private var clock: DossierClock

    /// Asks a body by its name; an answer that is there ends the clock.
    package init(_ body: String, within limit: TimeLimit, asked: Timestamp, answered: Timestamp? = nil) throws(WorkingTimeError) {
        self.body = body
        clock = try DossierClock(limit, received: asked)
        if let answered { try clock.finish(at: answered) }
    }

    /// How the consultation stands; a lateness is what the head of the one-stop is told.
    package func reading(in calendar: WorkCalendar, at now: Timestamp) throws(WorkingTimeError) -> ClockReading {
        try clock.reading(in: calendar, at: now)
    }

    /// Whether the body's limit ends after the dossier's, so that its answer in time would still be too late.
    package func ends(after deadline: Deadline, in calendar: WorkCalendar) throws(WorkingTimeError) -> Bool {
        try calendar.deadline(clock.limit, from: clock.received).due > deadline.due
    }
}
