import Citizens
import Dossiers
import Kernel
import Platform
import Storage

/// All SQL of `online_drafts` and the files that lie with them.
package enum DraftStore {
    static func insert(_ draft: Draft, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO online_drafts (id, citizen_id, dossier, procedure_code, version_id, form_id, unit_id, delegation_id, case_number,
                answers, delivery, address, revision, created_ms, saved_ms, expires_ms)
            VALUES (\(draft.id), \(draft.citizen), \(draft.dossier), \(draft.procedure), \(draft.version), \(draft.form), \(draft.unit),
                \(draft.delegation), \(draft.paperCase), \(draft.answers), \(draft.delivery), \(draft.address), \(draft.revision),
                \(draft.created), \(draft.saved), \(draft.expires))
            """)
    }

    /// Saves over the revision that was read; false when somebody was faster, or it is gone.
    static func save(_ draft: Draft, over revision: Int, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE online_drafts SET version_id = \(draft.version), form_id = \(draft.form), unit_id = \(draft.unit),
                delegation_id = \(draft.delegation), case_number = \(draft.paperCase), answers = \(draft.answers),
                delivery = \(draft.delivery), address = \(draft.address), revision = \(draft.revision), saved_ms = \(draft.saved),
                expires_ms = \(draft.expires)
            WHERE id = \(draft.id) AND revision = \(revision)
            """) == 1
    }

    package static func find(_ id: ID<Draft>, _ db: any Connection) throws -> Draft? {
        try db.row("\(columns) WHERE id = \(id)").map(draft)
    }

    /// The supplement that is being prepared for a dossier.
    static func find(supplementing dossier: DossierCode, _ db: any Connection) throws -> Draft? {
        try db.row("\(columns) WHERE dossier = \(dossier)").map(draft)
    }

    /// Those that have not expired, the last saved first.
    package static func drafts(of citizen: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws -> [Draft] {
        try db.rows("\(columns) WHERE citizen_id = \(citizen) AND expires_ms > \(now) ORDER BY saved_ms DESC, id").map(draft)
    }

    static func delete(_ id: ID<Draft>, _ db: any Connection) throws {
        try db.run("DELETE FROM online_draft_files WHERE draft_id = \(id)")
        try db.run("DELETE FROM online_drafts WHERE id = \(id)")
    }

    static func erase(_ citizen: String, _ db: any Connection) throws {
        try db.run("DELETE FROM online_draft_files WHERE draft_id IN (SELECT id FROM online_drafts WHERE citizen_id = \(citizen))")
        try db.run("DELETE FROM online_drafts WHERE citizen_id = \(citizen)")
    }

    /// Whether any has expired; asked by upkeep before it writes.
    static func holdsExpired(at now: Timestamp, _ db: any Connection) throws -> Bool {
        try db.row("SELECT 1 AS found FROM online_drafts WHERE expires_ms <= \(now) LIMIT 1") != nil
    }

    static func deleteExpired(at now: Timestamp, _ db: any Connection) throws -> Int {
        try db.run("DELETE FROM online_draft_files WHERE draft_id IN (SELECT id FROM online_drafts WHERE expires_ms <= \(now))")
        return try db.run("DELETE FROM online_drafts WHERE expires_ms <= \(now)")
    }

    // MARK: files

    static func insert(_ file: DraftFile, of draft: ID<Draft>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO online_draft_files (draft_id, paper, digest, file_name, bytes)
            VALUES (\(draft), \(file.paper), \(file.digest), \(file.name), \(file.bytes)) ON CONFLICT (draft_id, paper, digest) DO NOTHING
            """)
    }

    static func remove(_ digest: FileDigest, paper: Int, of draft: ID<Draft>, _ db: any Connection) throws {
        try db.run("DELETE FROM online_draft_files WHERE draft_id = \(draft) AND paper = \(paper) AND digest = \(digest)")
    }

    package static func files(of draft: ID<Draft>, _ db: any Connection) throws -> [DraftFile] {
        try db.rows(
            "SELECT paper, digest, file_name, bytes FROM online_draft_files WHERE draft_id = \(draft) ORDER BY paper, file_name, digest"
        ).map { row in
            try DraftFile(
                paper: row.integer("paper"), digest: row.word("digest"), name: row.string("file_name"), bytes: row.integer("bytes"))
        }
    }

    private static let columns: SQL = """
        SELECT id, citizen_id, dossier, procedure_code, version_id, form_id, unit_id, delegation_id, case_number, answers, delivery,
            address, revision, created_ms, saved_ms, expires_ms FROM online_drafts
        """

    private static func draft(_ row: Row) throws -> Draft {
        try Draft(
            id: row.id("id"), citizen: row.id("citizen_id"), dossier: row.optionalString("dossier").flatMap { DossierCode($0) },
            procedure: row.string("procedure_code"), version: row.id("version_id"), form: row.optionalString("form_id"),
            unit: row.optionalID("unit_id"), delegation: row.optionalString("delegation_id"), paperCase: row.integer("case_number"),
            answers: row.string("answers"), delivery: row.word("delivery"), address: row.string("address"),
            revision: row.integer("revision"), created: row.timestamp("created_ms"), saved: row.timestamp("saved_ms"),
            expires: row.timestamp("expires_ms"))
    }
}
