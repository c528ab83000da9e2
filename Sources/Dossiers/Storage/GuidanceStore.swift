import Kernel
import Storage
import Units

/// All SQL of guidance that was given without a dossier.
enum GuidanceStore {
    static func insert(_ guidance: Guidance, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO dossiers_guidances (id, unit_id, procedure_code, channel, at_ms, login, text)
            VALUES (\(guidance.id), \(guidance.unit), \(guidance.procedure), \(guidance.channel), \(guidance.at), \(guidance.login),
                \(guidance.text))
            """)
    }

    /// The latest first.
    static func latest(of unit: ID<Unit>, _ limit: Int, _ db: any Connection) throws -> [Guidance] {
        try db.rows(
            """
            SELECT id, unit_id, procedure_code, channel, at_ms, login, text FROM dossiers_guidances
            WHERE unit_id = \(unit) ORDER BY at_ms DESC, id DESC LIMIT \(limit)
            """
        ).map { row in
            try Guidance(
                id: row.id("id"), unit: row.id("unit_id"), procedure: row.string("procedure_code"), channel: row.word("channel"),
                at: row.timestamp("at_ms"), login: row.string("login"), text: row.string("text"))
        }
    }

    /// How often it was given in some time; `units` nil: by all.
    static func count(in units: [String]?, from first: Timestamp, before end: Timestamp, _ db: any Connection) throws -> Int {
        let own: SQL = units.map { "AND unit_id IN \(list: $0)" } ?? ""
        return try db.row(
            "SELECT COUNT(*) AS n FROM dossiers_guidances WHERE at_ms >= \(first) AND at_ms < \(end) \(own)"
        )?.integer("n") ?? 0
    }
}
