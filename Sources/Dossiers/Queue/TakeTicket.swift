import Kernel
import Platform
import Storage
import Units

/// Gives the next number of a unit's day to whoever stands at the kiosk; nobody signs in for it.
package struct TakeTicket: Sendable {
    private let bureau: Bureau
    private let limit: AskingLimit

    package init(_ bureau: Bureau, _ limit: AskingLimit) {
        self.bureau = bureau
        self.limit = limit
    }

    /// `client` is who asks, by address: one machine may take so many a minute as a family has hands.
    package func callAsFunction(_ unit: String, client: String) async throws -> Ticket {
        try limit.check(client, at: bureau.services.now())
        return try await bureau.write(by: .anonymous) { desk in
            let unit = try desk.queue(unit)
            let ticket = Ticket(number: try TicketStore.lastNumber(unit.id, desk.now.vietnamDate, desk.db) + 1, taken: desk.now)
            guard ticket.number <= Ticket.largest else { throw QueueError.noMoreNumbers }
            try TicketStore.insert(ticket, unit.id, desk.now.vietnamDate, desk.db)
            return ticket
        }
    }
}

extension Bureau.Desk {
    /// A unit that is open, by its code.
    func queue(_ code: String) throws -> Units.Unit {
        let unit = try unit(code)
        guard try StaffStore.hasCounter(unit.id.rawValue, at: now, db) else { throw QueueError.noCounter(code) }
        return unit
    }
}
