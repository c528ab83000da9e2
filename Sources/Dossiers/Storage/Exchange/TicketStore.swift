import Kernel
import Storage
import Units

/// All SQL of `dossiers_tickets`.
enum TicketStore {
    static func lastNumber(_ unit: ID<Unit>, _ day: CalendarDate, _ db: any Connection) throws -> Int {
        try db.row("SELECT MAX(number) AS number FROM dossiers_tickets WHERE unit_id = \(unit) AND day = \(day)")?.optionalInteger("number")
            ?? 0
    }

    static func insert(_ ticket: Ticket, _ unit: ID<Unit>, _ day: CalendarDate, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO dossiers_tickets (unit_id, day, number, state, counter, taken_ms)
            VALUES (\(unit), \(day), \(ticket.number), \(ticket.state), \(ticket.counter), \(ticket.taken))
            """)
    }

    static func update(_ ticket: Ticket, _ unit: ID<Unit>, _ day: CalendarDate, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE dossiers_tickets SET state = \(ticket.state), counter = \(ticket.counter), called_ms = \(ticket.called),
                repeated_ms = \(ticket.repeated), serving_ms = \(ticket.serving), ended_ms = \(ticket.ended)
            WHERE unit_id = \(unit) AND day = \(day) AND number = \(ticket.number)
            """)
    }

    /// Who stands at a counter or was called to it.
    static func current(_ unit: ID<Unit>, _ day: CalendarDate, counter: String, _ db: any Connection) throws -> Ticket? {
        try db.row(
            """
            \(columns) WHERE unit_id = \(unit) AND day = \(day) AND counter = \(counter) AND state IN ('called', 'serving') LIMIT 1
            """
        ).map(ticket)
    }

    /// Who is next at a counter: whoever was sent to it, else the lowest number.
    static func next(_ unit: ID<Unit>, _ day: CalendarDate, counter: String, _ db: any Connection) throws -> Ticket? {
        try db.row(
            """
            \(columns) WHERE unit_id = \(unit) AND day = \(day) AND state = 'waiting' AND counter IN ('', \(counter))
            ORDER BY counter DESC, number LIMIT 1
            """
        ).map(ticket)
    }

    /// All numbers of a day.
    static func all(_ unit: ID<Unit>, _ day: CalendarDate, _ db: any Connection) throws -> [Ticket] {
        try db.rows("\(columns) WHERE unit_id = \(unit) AND day = \(day) ORDER BY number").map(ticket)
    }

    private static let columns: SQL = """
        SELECT number, state, counter, taken_ms, called_ms, repeated_ms, serving_ms, ended_ms FROM dossiers_tickets
        """

    private static func ticket(_ row: Row) throws -> Ticket {
        try Ticket(
            number: row.integer("number"), state: row.word("state"), counter: row.string("counter"), taken: row.timestamp("taken_ms"),
            called: row.optionalTimestamp("called_ms"), repeated: row.optionalTimestamp("repeated_ms"),
            serving: row.optionalTimestamp("serving_ms"), ended: row.optionalTimestamp("ended_ms"))
    }
}
