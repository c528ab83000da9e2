import Kernel
import Platform
import Storage
import Units

/// What an officer at a counter does with numbers: calls the next, calls again, serves, skips, ends, hands on.
package struct CallTicket: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// Gives the ticket that now stands at the counter; `other` is the one to which somebody is sent on.
    @discardableResult
    package func callAsFunction(
        _ act: TicketAct, _ unit: String, counter: String, to other: String = "", by actor: Actor
    ) async throws -> Ticket? {
        try await bureau.write(by: actor) { desk in
            let unit = try desk.unit(unit, for: .receive)
            guard Self.isCounter(counter), other.isEmpty || Self.isCounter(other) else { throw QueueError.badCounter }
            let (day, now, db) = (desk.now.vietnamDate, desk.now, desk.db)
            let current = try TicketStore.current(unit.id, day, counter: counter, db)
            if act == .next {
                if let ended = current?.after(.next, to: counter, at: now) { try TicketStore.update(ended, unit.id, day, db) }
                guard let next = try TicketStore.next(unit.id, day, counter: counter, db),
                    let called = next.after(.next, to: counter, at: now)
                else { return nil }
                try TicketStore.update(called, unit.id, day, db)
                return called
            }
            guard let changed = current?.after(act, to: other, at: now) else { throw QueueError.notPossible(act) }
            try TicketStore.update(changed, unit.id, day, db)
            return changed.ended == nil && changed.state != .waiting ? changed : nil
        }
    }

    private static func isCounter(_ text: String) -> Bool {
        (1...12).contains(text.count) && text.allSatisfy { $0.isLetter || $0.isNumber }
    }
}

/// Why something of a queue cannot be done.
package enum QueueError: DomainError, Hashable {
    case noMoreNumbers
    case noCounter(String)
    case badCounter
    case notPossible(TicketAct)

    package var code: String {
        switch self {
        case .noMoreNumbers: "dossiers.queue.no_more_numbers"
        case .noCounter: "dossiers.queue.no_counter"
        case .badCounter: "dossiers.queue.bad_counter"
        case .notPossible: "dossiers.queue.not_possible"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noCounter: .missing
        case .badCounter: .invalid
        case .noMoreNumbers, .notPossible: .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .noCounter(let unit): ["unit": unit]
        case .notPossible(let act): ["act": act.rawValue]
        case .noMoreNumbers, .badCounter: [:]
        }
    }
}
