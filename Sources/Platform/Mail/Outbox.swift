import Kernel
import Storage

/// Letters that wait to be sent: written in the transaction that has something to tell, sent afterwards by the ``Postman``.
///
/// ```swift
/// try services.outbox.add(mail, reference: "assessments.reminder/\(round)/\(person)/\(day)", in: db)
/// ```
package struct Outbox: Sendable {
    let now: @Sendable () -> Timestamp
    let newID: @Sendable () -> String

    /// Adds a letter once: a second one of the same reference is left out, so a reminder that is computed twice is sent once.
    package func add(_ mail: Mail, reference: String, in db: any Connection) throws {
        try OutboxStore.insert(OutboxStore.Letter(id: newID(), mail: mail, attempts: 0), reference: reference, at: now(), db)
    }

    /// Forgets every letter to somebody, those that wait among them: personal data ends with its account.
    package func erase(to recipient: String, in db: any Connection) throws { try OutboxStore.deleteAll(to: recipient, db) }
}

/// All SQL of `platform_outbox`.
enum OutboxStore {
    struct Letter: Sendable, Hashable {
        var id: String
        var mail: Mail
        var attempts: Int
    }

    static func insert(_ letter: Letter, reference: String, at moment: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO platform_outbox (id, reference, recipient, subject, body, created_ms, due_ms, attempts)
            VALUES (\(letter.id), \(reference), \(letter.mail.to), \(letter.mail.subject), \(letter.mail.body), \(moment), \(moment), 0)
            ON CONFLICT (reference) DO NOTHING
            """)
    }

    /// Takes letters that are due and puts them off until `lease`, so that no second postman takes them meanwhile.
    static func take(at moment: Timestamp, lease: Timestamp, limit: Int, _ db: any Connection) throws -> [Letter] {
        try db.rows(
            """
            UPDATE platform_outbox SET attempts = attempts + 1, due_ms = \(lease)
            WHERE id IN (SELECT id FROM platform_outbox WHERE due_ms <= \(moment) ORDER BY due_ms, id LIMIT \(limit))
            RETURNING id, recipient, subject, body, attempts
            """
        ).map { row in
            try Letter(
                id: row.string("id"), mail: Mail(to: row.string("recipient"), subject: row.string("subject"), body: row.string("body")),
                attempts: row.integer("attempts"))
        }
    }

    /// The letter has gone, so only the fact is kept.
    static func sent(_ id: String, at moment: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE platform_outbox SET sent_ms = \(moment), due_ms = NULL, body = '', failure = NULL WHERE id = \(id)")
    }

    /// To be tried again at `due`; nil when it never will be.
    static func failed(_ id: String, _ failure: String, due: Timestamp?, _ db: any Connection) throws {
        try db.run("UPDATE platform_outbox SET failure = \(failure), due_ms = \(due) WHERE id = \(id)")
    }

    static func deleteAll(to recipient: String, _ db: any Connection) throws {
        try db.run("DELETE FROM platform_outbox WHERE recipient = \(recipient)")
    }

    /// Letters that wait, that went, and that were given up.
    static func counts(_ db: any Connection) throws -> (waiting: Int, sent: Int, failed: Int) {
        let row = try db.row(
            """
            SELECT COUNT(due_ms) AS waiting, COUNT(sent_ms) AS sent, COUNT(*) AS total FROM platform_outbox
            """)
        guard let row else { return (0, 0, 0) }
        let (waiting, sent) = (try row.integer("waiting"), try row.integer("sent"))
        return (waiting, sent, try row.integer("total") - waiting - sent)
    }
}
