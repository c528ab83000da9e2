import Kernel
import Platform
import Units

/// The queue of a unit today: what everybody may see of it, and how long people waited.
package struct ShowQueue: Sendable {
    package struct Screen: Sendable {
        package let unit: Units.Unit
        package let day: CalendarDate
        package let tickets: [Ticket]

        package var waiting: Int { tickets.count { $0.state == .waiting } }

        /// Those who are called or served, the latest call first.
        package var called: [Ticket] {
            tickets.filter { $0.state == .called || $0.state == .serving }
                .sorted { ($0.repeated ?? $0.taken, $0.number) > ($1.repeated ?? $1.taken, $1.number) }
        }
    }

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// What is shown to everybody: numbers and counters.
    package func callAsFunction(_ unit: String) async throws -> Screen {
        try await bureau.read(by: .anonymous) { desk in
            let unit = try desk.queue(unit)
            return Screen(
                unit: unit, day: desk.now.vietnamDate, tickets: try TicketStore.all(unit.id, desk.now.vietnamDate, desk.db))
        }
    }

    /// The same of whatever day, for whoever works there.
    package func day(_ day: CalendarDate?, _ unit: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let unit = try desk.unit(unit, for: .read)
            let day = day ?? desk.now.vietnamDate
            return Screen(unit: unit, day: day, tickets: try TicketStore.all(unit.id, day, desk.db))
        }
    }
}
