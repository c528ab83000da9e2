import Kernel
import Platform
import Storage
import WorkingTime

/// All SQL of what lies in a dossier's folder: its papers, fees, result and parcels.
enum FolderStore {
    static func insert(_ components: [Component], of code: DossierCode, _ db: any Connection) throws {
        for (index, component) in components.enumerated() {
            try db.runLater(
                """
                INSERT INTO dossiers_components (dossier, number, name, originals, copies, kind, file_digest, file_name, is_reused)
                VALUES (\(code), \(index + 1), \(component.name), \(component.originals), \(component.copies), \(component.kind),
                    \(component.file?.digest), \(component.file?.name), \(component.isReused))
                """)
        }
    }

    static func replace(_ components: [Component], of code: DossierCode, _ db: any Connection) throws {
        try db.runLater("DELETE FROM dossiers_components WHERE dossier = \(code)")
        try insert(components, of: code, db)
    }

    static func components(of code: DossierCode, _ db: any Connection) throws -> [Component] {
        try db.rows(
            """
            SELECT name, originals, copies, kind, file_digest, file_name, is_reused FROM dossiers_components WHERE dossier = \(code)
            ORDER BY number
            """
        ).map { row in
            try Component(
                name: row.string("name"), originals: row.integer("originals"), copies: row.integer("copies"), kind: row.word("kind"),
                file: file(row), isReused: row.bool("is_reused"))
        }
    }

    static func insert(_ fees: [FeeLine], of code: DossierCode, _ db: any Connection) throws {
        for (index, fee) in fees.enumerated() {
            try db.runLater(
                """
                INSERT INTO dossiers_fees (dossier, number, name, dong, paid_ms)
                VALUES (\(code), \(index + 1), \(fee.name), \(fee.dong), \(fee.paid))
                """)
        }
    }

    static func add(_ fee: FeeLine, to code: DossierCode, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_fees (dossier, number, name, dong, paid_ms)
            SELECT \(code), COALESCE(MAX(number), 0) + 1, \(fee.name), \(fee.dong), \(fee.paid) FROM dossiers_fees WHERE dossier = \(code)
            """)
    }

    static func replace(_ fees: [FeeLine], of code: DossierCode, _ db: any Connection) throws {
        try db.runLater("DELETE FROM dossiers_fees WHERE dossier = \(code)")
        try insert(fees, of: code, db)
    }

    static func pay(_ code: DossierCode, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE dossiers_fees SET paid_ms = \(now) WHERE dossier = \(code) AND paid_ms IS NULL")
    }

    static func fees(of code: DossierCode, _ db: any Connection) throws -> [FeeLine] {
        try db.rows("SELECT name, dong, paid_ms FROM dossiers_fees WHERE dossier = \(code) ORDER BY number").map { row in
            try FeeLine(name: row.string("name"), dong: Int64(row.integer("dong")), paid: row.optionalTimestamp("paid_ms"))
        }
    }

    static func insert(_ result: DossierResult, of code: DossierCode, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_results (dossier, outcome, number, text, file_digest, file_name)
            VALUES (\(code), \(result.outcome), \(result.number), \(result.text), \(result.file?.digest), \(result.file?.name))
            """)
    }

    static func result(of code: DossierCode, _ db: any Connection) throws -> DossierResult? {
        try db.row("SELECT outcome, number, text, file_digest, file_name FROM dossiers_results WHERE dossier = \(code)").map { row in
            try DossierResult(row.word("outcome"), number: row.string("number"), text: row.string("text"), file: file(row))
        }
    }

    static func put(_ parcel: Parcel, of code: DossierCode, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO dossiers_parcels (dossier, direction, number, handed_ms, arrived_ms)
            VALUES (\(code), \(parcel.direction), \(parcel.number), \(parcel.handed), \(parcel.arrived))
            ON CONFLICT (dossier, direction) DO UPDATE SET number = excluded.number, handed_ms = excluded.handed_ms,
                arrived_ms = excluded.arrived_ms
            """)
    }

    static func parcels(of code: DossierCode, _ db: any Connection) throws -> [Parcel] {
        try db.rows(
            "SELECT direction, number, handed_ms, arrived_ms FROM dossiers_parcels WHERE dossier = \(code) ORDER BY handed_ms"
        ).map { row in
            try Parcel(
                direction: row.word("direction"), number: row.string("number"), handed: row.timestamp("handed_ms"),
                arrived: row.optionalTimestamp("arrived_ms"))
        }
    }

    /// How many parcels were handed in in some time, by direction; `units` nil: of all.
    static func transport(in units: [String]?, from first: Timestamp, before end: Timestamp, _ db: any Connection) throws
        -> [TransportCount]
    {
        let own: SQL = units.map { "AND d.unit_id IN \(list: $0)" } ?? ""
        return try db.rows(
            """
            SELECT p.direction, COUNT(*) AS parcels, COUNT(CASE WHEN p.arrived_ms > p.handed_ms THEN 1 END) AS known,
                CAST(COALESCE(SUM(p.arrived_ms - p.handed_ms), 0) AS BIGINT) AS way_ms
            FROM dossiers_parcels p JOIN dossiers_dossiers d ON d.code = p.dossier
            WHERE p.handed_ms >= \(first) AND p.handed_ms < \(end) \(own) GROUP BY p.direction ORDER BY p.direction DESC
            """
        ).map { row in
            try TransportCount(
                direction: row.word("direction"), parcels: row.integer("parcels"), known: row.integer("known"),
                milliseconds: row.integer("way_ms"))
        }
    }

    private static func file(_ row: Row) throws -> NamedFile? {
        guard let name = try row.optionalString("file_name") else { return nil }
        return NamedFile(digest: try row.word("file_digest"), name: name)
    }
}
