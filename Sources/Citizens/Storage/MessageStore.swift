import Kernel
import Platform
import Storage

/// All SQL of `citizens_messages`.
enum MessageStore {
    /// False when one of the same reference is there already.
    static func insert(_ message: InboxMessage, reference: String, to citizen: ID<Citizen>, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            INSERT INTO citizens_messages (id, reference, citizen_id, title, body, link, created_ms)
            VALUES (\(message.id), \(reference), \(citizen), \(message.title), \(message.text), \(message.link.text), \(message.created))
            ON CONFLICT (reference) DO NOTHING
            """) == 1
    }

    /// The last first; pages count from 1.
    static func page(_ page: Int, size: Int, of citizen: ID<Citizen>, _ db: any Connection) throws -> [InboxMessage] {
        try db.rows(
            """
            SELECT id, title, body, link, created_ms, read_ms FROM citizens_messages WHERE citizen_id = \(citizen)
            ORDER BY created_ms DESC, id DESC LIMIT \(size) OFFSET \((page - 1) * size)
            """
        ).map(message)
    }

    static func counts(of citizen: ID<Citizen>, _ db: any Connection) throws -> (all: Int, unread: Int) {
        let row = try db.row(
            "SELECT COUNT(*) AS total, COUNT(read_ms) AS seen FROM citizens_messages WHERE citizen_id = \(citizen)")
        let (all, read) = (try row?.integer("total") ?? 0, try row?.integer("seen") ?? 0)
        return (all, all - read)
    }

    /// Nil when it is not this citizen's.
    static func find(_ id: ID<InboxMessage>, of citizen: ID<Citizen>, _ db: any Connection) throws -> InboxMessage? {
        try db.row(
            "SELECT id, title, body, link, created_ms, read_ms FROM citizens_messages WHERE id = \(id) AND citizen_id = \(citizen)"
        ).map(message)
    }

    /// One message, or all of them.
    static func read(_ id: ID<InboxMessage>?, of citizen: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws {
        let one: SQL = id.map { "AND id = \($0)" } ?? ""
        try db.run("UPDATE citizens_messages SET read_ms = \(now) WHERE citizen_id = \(citizen) AND read_ms IS NULL \(one)")
    }

    static func erase(_ citizen: ID<Citizen>, _ db: any Connection) throws {
        try db.run("DELETE FROM citizens_messages WHERE citizen_id = \(citizen)")
    }

    private static func message(_ row: Row) throws -> InboxMessage {
        try InboxMessage(
            id: row.id("id"), title: row.string("title"), text: row.string("body"), link: Link(path: row.string("link")) ?? "/citizens",
            created: row.timestamp("created_ms"), read: row.optionalTimestamp("read_ms"))
    }
}
