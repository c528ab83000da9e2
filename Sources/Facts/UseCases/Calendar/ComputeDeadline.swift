import Kernel
import Platform
import WorkingTime

/// Answers when a limit ends, with the whole way there.
package struct ComputeDeadline: Sendable {
    package struct Answer: Sendable {
        package let clock: DossierClock
        package let reading: ClockReading
        package let trail: [TrailStep]
        /// By when a directly received dossier is handed on (OS-6).
        package let forwarding: Timestamp
        /// Until when a new appointment may be told, and when to warn of it (OS-14); nil without a deadline.
        package let letter: (day: CalendarDate, warning: CalendarDate)?
        /// Why the deadline may come out differently one day.
        package let doubts: [Doubt]
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ question: DeadlineQuestion) async throws -> Answer {
        try Self.answer(question, in: try await WorkCalendars(services).current(), now: services.now())
    }

    /// The same without a database, for whoever has a calendar.
    static func answer(_ question: DeadlineQuestion, in calendar: WorkCalendar, now: Timestamp) throws -> Answer {
        let (clock, latest) = try question.clock()
        // A question about the future is answered as of then.
        let at = max(min(now, calendar.last.start), latest)
        let reading = try clock.reading(in: calendar, at: at)
        return Answer(
            clock: clock, reading: reading, trail: try clock.trail(in: calendar, at: at),
            forwarding: try calendar.forwarding(of: clock.received, policy: clock.policy),
            letter: try reading.deadline.flatMap { try calendar.lastLetter(before: $0) },
            doubts: try reading.deadline.map { try calendar.doubts(from: clock.received.vietnamDate, through: $0.day) } ?? [])
    }
}
