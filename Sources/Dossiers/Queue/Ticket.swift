import Kernel
import Storage

/// A number by which somebody waits at the counters of a unit; it knows nothing of who that is.
package struct Ticket: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable, SQLConvertible { case waiting, called, serving, served, skipped }

    /// The last number of a day.
    package static let largest = 999

    package let number: Int
    package var state: State
    /// Which calls it, or to which it was handed on; empty: any.
    package var counter: String
    package let taken: Timestamp
    package var called: Timestamp?
    package var repeated: Timestamp?
    package var serving: Timestamp?
    package var ended: Timestamp?

    package init(
        number: Int, state: State = .waiting, counter: String = "", taken: Timestamp, called: Timestamp? = nil, repeated: Timestamp? = nil,
        serving: Timestamp? = nil, ended: Timestamp? = nil
    ) {
        self.number = number
        self.state = state
        self.counter = counter
        self.taken = taken
        (self.called, self.repeated, self.serving, self.ended) = (called, repeated, serving, ended)
    }
}

/// What a counter does with the ticket before it.
package enum TicketAct: String, Hashable, Sendable, CaseIterable {
    /// Calls whoever has waited longest, and ends what stood at the counter.
    case next
    /// Calls the same number again.
    case again
    /// Whoever was called has come.
    case serve
    /// Whoever was called has not come.
    case skip
    case end
    /// Somebody is sent on to another counter, before all others who wait there.
    case transfer

    /// The key of its name.
    package var text: String { "dossiers.queue.act.\(rawValue)" }
}

extension Ticket {
    /// The ticket after something was done with it at a counter; nil where that cannot be done.
    func after(_ act: TicketAct, to other: String, at now: Timestamp) -> Ticket? {
        var ticket = self
        switch (act, state) {
        case (.next, .waiting):
            ticket.state = .called
            ticket.counter = other
            ticket.called = called ?? now
            ticket.repeated = now
        case (.again, .called): ticket.repeated = now
        case (.serve, .called):
            ticket.state = .serving
            ticket.serving = serving ?? now
        case (.skip, .called):
            ticket.state = .skipped
            ticket.ended = now
        case (.end, .serving), (.next, .serving):
            ticket.state = .served
            ticket.ended = now
        case (.next, .called):
            ticket.state = .skipped
            ticket.ended = now
        case (.transfer, .called), (.transfer, .serving):
            guard !other.isEmpty, other != counter else { return nil }
            ticket.state = .waiting
            ticket.counter = other
        default: return nil
        }
        return ticket
    }
}

/// How long people waited and were served in one hour of the day.
package struct QueueHour: Hashable, Sendable {
    package let hour: Int
    /// Numbers taken in it.
    package var taken = 0
    package var served = 0
    package var skipped = 0
    /// Sums in seconds of those who were called, and of those who were served.
    package var waiting = 0
    package var called = 0
    package var serving = 0

    package init(hour: Int) { self.hour = hour }

    /// Whole minutes, half up; nil where nobody was called.
    package var meanWait: Int? { called == 0 ? nil : (waiting + called * 30) / (called * 60) }
    package var meanService: Int? { served == 0 ? nil : (serving + served * 30) / (served * 60) }

    /// Tickets of a day by the hour in which they were taken.
    package static func hours(_ tickets: [Ticket]) -> [QueueHour] {
        var hours: [Int: QueueHour] = [:]
        for ticket in tickets {
            let number = Int(ticket.taken.vietnamClock.prefix(2)) ?? 0
            var hour = hours[number] ?? QueueHour(hour: number)
            hour.taken += 1
            if let called = ticket.called {
                hour.called += 1
                hour.waiting += Int(called.milliseconds - ticket.taken.milliseconds) / 1000
            }
            if ticket.state == .skipped { hour.skipped += 1 }
            if ticket.state == .served, let ended = ticket.ended {
                hour.served += 1
                hour.serving += Int(ended.milliseconds - (ticket.serving ?? ended).milliseconds) / 1000
            }
            hours[number] = hour
        }
        return hours.values.sorted { $0.hour < $1.hour }
    }
}
