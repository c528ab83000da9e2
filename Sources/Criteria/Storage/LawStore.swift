import Kernel
import Scoring
import Storage

/// All SQL of `criteria_laws`.
enum LawStore {
    /// All texts of law, in the order of their keys.
    static func all(_ db: any Connection) throws -> [LawText] { try db.rows("\(columns) ORDER BY key").map(law) }

    static func find(_ key: String, _ db: any Connection) throws -> LawText? {
        try db.row("\(columns) WHERE key = \(key)").map(law)
    }

    /// Adds what a framework says of the laws it cites; of a law that is known already nothing is changed.
    static func insertUnknown(_ laws: [Framework.Law], _ db: any Connection) throws {
        for law in laws.map(LawText.init) {
            try db.run(
                """
                INSERT INTO criteria_laws (key, title_vi, title_en, from_date, to_date, source, revision)
                VALUES (\(law.key), \(law.title.vi), \(law.title.en), \(law.valid.from), \(law.valid.to), \(law.source), \(law.revision))
                ON CONFLICT (key) DO NOTHING
                """)
        }
    }

    /// Saves a law over the revision that was seen; false when there is another by now.
    static func update(_ law: LawText, seen: Int, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE criteria_laws SET to_date = \(law.valid.to), source = \(law.source), revision = \(law.revision)
            WHERE key = \(law.key) AND revision = \(seen)
            """) == 1
    }

    private static let columns: SQL = "SELECT key, title_vi, title_en, from_date, to_date, source, revision FROM criteria_laws"

    private static func law(_ row: Row) throws -> LawText {
        try LawText(
            key: row.string("key"), title: Bilingual(vi: row.string("title_vi"), en: row.string("title_en")),
            valid: Framework.Validity(from: row.date("from_date"), to: row.optionalDate("to_date")), source: row.string("source"),
            revision: row.integer("revision"))
    }
}
