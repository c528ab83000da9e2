import Kernel
import Scoring
import Storage

/// All SQL of `criteria_drafts`.
enum DraftStore {
    static func all(_ db: any Connection) throws -> [Draft] {
        try db.rows("\(columns) ORDER BY code, version").map(draft)
    }

    static func find(_ identity: String, _ db: any Connection) throws -> Draft? {
        try db.row("\(columns) WHERE id = \(identity)").map(draft)
    }

    static func insert(_ draft: Draft, of framework: Framework, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO criteria_drafts (id, code, version, body, revision, saved_ms, saved_by)
            VALUES (\(draft.identity), \(framework.code), \(framework.version), \(draft.text), \(draft.revision), \(draft.saved),
                \(draft.savedBy))
            """)
    }

    /// Saves a draft over the revision that was seen; false when there is another by now.
    static func update(_ draft: Draft, seen: Int, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE criteria_drafts SET body = \(draft.text), revision = \(draft.revision), saved_ms = \(draft.saved),
                saved_by = \(draft.savedBy)
            WHERE id = \(draft.identity) AND revision = \(seen)
            """) == 1
    }

    /// Removes a draft of the revision that was seen; false when there is another by now.
    static func delete(_ identity: String, seen: Int, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM criteria_drafts WHERE id = \(identity) AND revision = \(seen)") == 1
    }

    private static let columns: SQL = "SELECT id, body, revision, saved_ms, saved_by FROM criteria_drafts"

    private static func draft(_ row: Row) throws -> Draft {
        try Draft(
            identity: row.string("id"), text: row.string("body"), revision: row.integer("revision"), saved: row.timestamp("saved_ms"),
            savedBy: row.string("saved_by"))
    }
}
