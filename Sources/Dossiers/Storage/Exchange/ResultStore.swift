import Kernel
import Storage
import Units

/// All SQL of how dossiers ended as everybody may see it: nothing of whom they concern is even read.
enum ResultStore {
    static func units(_ db: any Connection) throws -> [Unit] {
        let ids = try db.rows("SELECT unit_id FROM dossiers_public_units").map { try $0.id("unit_id", of: Unit.self) }
        return try UnitStore.find(ids, db).values.inVietnameseOrder
    }

    static func isPublic(_ unit: ID<Unit>, _ db: any Connection) throws -> Bool {
        try db.row("SELECT 1 AS found FROM dossiers_public_units WHERE unit_id = \(unit)") != nil
    }

    /// Lets a unit's results out, or no more.
    static func put(_ unit: ID<Unit>, isPublic: Bool, by login: String, at now: Timestamp, _ db: any Connection) throws {
        try db.run("DELETE FROM dossiers_public_units WHERE unit_id = \(unit)")
        if isPublic {
            try db.run("INSERT INTO dossiers_public_units (unit_id, from_ms, login) VALUES (\(unit), \(now), \(login))")
        }
    }

    /// Dossiers of a unit that were received between two moments and ended before a third.
    static func ended(_ question: PublicResults.Question, _ unit: ID<Unit>, page: Int, size: Int, _ db: any Connection) throws
        -> [PublicResult]
    {
        try db.rows(
            """
            SELECT d.code, c.code AS procedure_code, c.name_vi, d.received_ms, d.due_ms, d.finished_ms, d.state, r.outcome
            FROM dossiers_dossiers d JOIN procedures_catalogue c ON c.id = d.version_id LEFT JOIN dossiers_results r ON r.dossier = d.code
            WHERE \(condition(question, unit)) ORDER BY d.received_ms, d.code LIMIT \(size) OFFSET \((page - 1) * size)
            """
        ).map { row in
            try PublicResult(
                code: row.string("code"), procedure: row.string("procedure_code"), name: row.string("name_vi"),
                received: row.timestamp("received_ms"), due: row.optionalTimestamp("due_ms"), finished: row.timestamp("finished_ms"),
                state: row.word("state"), isRefused: row.optionalString("outcome") == "refused")
        }
    }

    static func count(_ question: PublicResults.Question, _ unit: ID<Unit>, _ db: any Connection) throws -> Int {
        try db.row(
            """
            SELECT COUNT(*) AS n FROM dossiers_dossiers d JOIN procedures_catalogue c ON c.id = d.version_id
            WHERE \(condition(question, unit))
            """)?.integer("n") ?? 0
    }

    private static func condition(_ question: PublicResults.Question, _ unit: ID<Unit>) -> SQL {
        let own: SQL = question.procedure.isEmpty ? "" : "AND c.code = \(question.procedure)"
        return """
            d.unit_id = \(unit) AND d.received_ms >= \(question.from) AND d.received_ms < \(question.until)
            AND d.finished_ms < \(question.before) \(own)
            """
    }
}
