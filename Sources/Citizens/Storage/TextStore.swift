import Kernel
import Storage

/// All SQL of `citizens_texts`: short messages that wait to be carried.
enum TextStore {
    struct Waiting: Sendable, Hashable {
        var id: String
        var phone: String
        var text: String
        var attempts: Int
    }

    static func insert(_ id: String, reference: String, _ text: String, to phone: String, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO citizens_texts (id, reference, phone, text, created_ms, due_ms, attempts)
            VALUES (\(id), \(reference), \(phone), \(text), \(now), \(now), 0) ON CONFLICT (reference) DO NOTHING
            """)
    }

    /// Takes what is due and puts it off until `lease`, so that no second carrier takes it meanwhile.
    static func take(at now: Timestamp, lease: Timestamp, limit: Int, _ db: any Connection) throws -> [Waiting] {
        try db.rows(
            """
            UPDATE citizens_texts SET attempts = attempts + 1, due_ms = \(lease)
            WHERE id IN (SELECT id FROM citizens_texts WHERE due_ms <= \(now) ORDER BY due_ms, id LIMIT \(limit))
            RETURNING id, phone, text, attempts
            """
        ).map { try Waiting(id: $0.string("id"), phone: $0.string("phone"), text: $0.string("text"), attempts: $0.integer("attempts")) }
    }

    /// It has gone, so only the fact is kept: nobody's number outlives the account in it.
    static func sent(_ id: String, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE citizens_texts SET sent_ms = \(now), due_ms = NULL, phone = '', text = '', failure = NULL WHERE id = \(id)")
    }

    /// To be tried again at `due`; nil when it never will be, and then only why is kept.
    static func failed(_ id: String, _ failure: String, due: Timestamp?, _ db: any Connection) throws {
        let gone: SQL = due == nil ? ", phone = '', text = ''" : ""
        try db.run("UPDATE citizens_texts SET failure = \(failure), due_ms = \(due)\(gone) WHERE id = \(id)")
    }

    static func erase(_ phone: String, _ db: any Connection) throws {
        try db.run("DELETE FROM citizens_texts WHERE phone = \(phone)")
    }
}
