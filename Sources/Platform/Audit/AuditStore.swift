import Kernel
import Storage

/// All SQL about `platform_audit`.
package enum AuditStore {
    private static let columns: SQL = "id, at_ms, actor, action, subject, unit_id, before, after, reason"

    static func insert(_ entry: AuditEntry, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO platform_audit (\(columns))
            VALUES (\(entry.id), \(entry.at), \(entry.actor), \(entry.action), \(entry.subject), \(entry.unit),
                    \(entry.before), \(entry.after), \(entry.reason))
            """)
    }

    /// The entries that a unit may read, the latest first; to go on, give the id of the last one as `older`.
    package static func entries(
        concerning unit: String, older: ID<AuditEntry>? = nil, limit: Int, _ db: any Connection
    ) throws -> [AuditEntry] {
        try latest(where: "unit_id = \(unit)", older, limit, db)
    }

    /// The entries about one thing, the latest first; to go on, give the id of the last one as `older`.
    package static func entries(
        about subject: String, older: ID<AuditEntry>? = nil, limit: Int, _ db: any Connection
    ) throws -> [AuditEntry] {
        try latest(where: "subject = \(subject)", older, limit, db)
    }

    private static func latest(
        where condition: SQL, _ older: ID<AuditEntry>?, _ limit: Int, _ db: any Connection
    ) throws -> [AuditEntry] {
        let bound: SQL = older.map { "AND id < \($0)" } ?? ""
        return try db.rows("SELECT \(columns) FROM platform_audit WHERE \(condition) \(bound) ORDER BY id DESC LIMIT \(limit)")
            .map(AuditEntry.init(row:))
    }

    // MARK: the chain

    /// The end of the chain as it stands; nil while nothing is sealed.
    package static func head(_ db: any Connection) throws -> AuditHead? {
        try db.row("SELECT sequence, hash FROM platform_audit WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1")
            .map { try AuditHead(number: Int64($0.integer("sequence")), hash: $0.string("hash")) }
    }

    /// The hash at one place of the chain.
    static func hash(at number: Int64, _ db: any Connection) throws -> String? {
        try db.row("SELECT hash FROM platform_audit WHERE sequence = \(number)").map { try $0.string("hash") }
    }

    /// The entries that wait for their seal, in the order of their ids.
    static func unsealed(limit: Int, _ db: any Connection) throws -> [AuditEntry] {
        try db.rows("SELECT \(columns) FROM platform_audit WHERE sequence IS NULL ORDER BY id LIMIT \(limit)").map(AuditEntry.init(row:))
    }

    static func countUnsealed(_ db: any Connection) throws -> Int {
        try db.rows("SELECT count(*) AS n FROM platform_audit WHERE sequence IS NULL")[0].integer("n")
    }

    static func seal(_ id: ID<AuditEntry>, as head: AuditHead, after previousHash: String, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE platform_audit SET sequence = \(head.number), previous_hash = \(previousHash), hash = \(head.hash)
            WHERE id = \(id) AND sequence IS NULL
            """)
    }

    /// Hands over the sealed entries by their numbers, one at a time.
    static func walk(_ db: any Connection, _ body: (SealedEntry) throws -> Void) throws {
        try db.each(
            "SELECT \(columns), sequence, previous_hash, hash FROM platform_audit WHERE sequence IS NOT NULL ORDER BY sequence"
        ) { row in
            try body(
                SealedEntry(
                    entry: AuditEntry(row: row), number: Int64(row.integer("sequence")), previousHash: row.string("previous_hash"),
                    hash: row.string("hash")))
        }
    }

    /// Where in the chain the given hashes stand.
    static func numbers(ofHashes hashes: [String], _ db: any Connection) throws -> [String: Int64] {
        let rows = try db.rows("SELECT sequence, hash FROM platform_audit WHERE hash IN \(list: hashes) ORDER BY sequence DESC")
        return try Dictionary(rows.map { try ($0.string("hash"), Int64($0.integer("sequence"))) }) { _, first in first }
    }
}

/// An entry with its seal, as stored.
struct SealedEntry {
    let entry: AuditEntry
    let number: Int64
    let previousHash: String
    let hash: String
}

extension AuditEntry {
    fileprivate init(row: Row) throws {
        try self.init(
            id: row.id("id"), at: row.timestamp("at_ms"), actor: row.string("actor"), action: row.string("action"),
            subject: row.string("subject"), unit: row.optionalString("unit_id"), before: row.optionalString("before"),
            after: row.optionalString("after"), reason: row.optionalString("reason"))
    }
}
