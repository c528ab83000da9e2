import Kernel
import Procedures
import WorkingTime

/// A step of the internal process (PR-8) that was begun for a dossier; what it is called stands in the procedure's version.
package struct DossierStep: Hashable, Sendable {
    /// In the order of the process, from 1.
    package let number: Int
    package let begun: Timestamp
    /// Nil where the process states no time, and while the dossier stands still.
    package internal(set) var due: Timestamp?
    package internal(set) var done: Timestamp?
    /// Who ended it; empty: nobody yet.
    package internal(set) var login: String

    init(number: Int, begun: Timestamp, due: Timestamp? = nil, done: Timestamp? = nil, login: String = "") {
        self.number = number
        self.begun = begun
        self.due = due
        self.done = done
        self.login = login
    }

    /// Whether it took longer than it may; nil where that is not said.
    package func isLate(at now: Timestamp) -> Bool? { due.map { (done ?? now) > $0 } }

    /// Counts its end anew: its own time from when it was begun, by the clock of the dossier, which stands still and starts again with it.
    mutating func count(_ time: TimeLimit?, of clock: DossierClock?, policy: ClockPolicy, in calendar: WorkCalendar, at now: Timestamp)
        throws
    {
        guard done == nil, let time else { return }
        // Only what is received can be received late (OS-51).
        var policy = policy
        if number > 1 { policy.lateReceipt = .sameDay }
        let during = clock?.suspensions.filter { $0.from >= begun } ?? []
        let own = try DossierClock(time, received: begun, policy: policy, suspensions: during, newAppointment: nil, finished: nil)
        due = try own.reading(in: calendar, at: max(now, begun)).deadline?.due
    }
}

extension Procedure {
    /// A step of the internal process by its number from 1; nil where there is none.
    func step(_ number: Int) -> ProcessStep? { process.indices.contains(number - 1) ? process[number - 1] : nil }

    /// As people name it: `2. Thẩm định hồ sơ`.
    func stepName(_ number: Int) -> String { "\(number). \(step(number)?.name ?? "")" }
}
