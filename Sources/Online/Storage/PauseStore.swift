import Kernel
import Storage

/// All SQL of `online_pauses`.
package enum PauseStore {
    static func insert(_ pause: Pause, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO online_pauses (id, from_ms, to_ms, text_vi, text_en, entered_ms)
            VALUES (\(pause.id), \(pause.from), \(pause.to), \(pause.text.vi), \(pause.text.en), \(pause.entered))
            """)
    }

    static func delete(_ id: ID<Pause>, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM online_pauses WHERE id = \(id)") == 1
    }

    /// Those that are not over, the first to come first.
    package static func pauses(at now: Timestamp, _ db: any Connection) throws -> [Pause] {
        try db.rows(
            "SELECT id, from_ms, to_ms, text_vi, text_en, entered_ms FROM online_pauses WHERE to_ms > \(now) ORDER BY from_ms, id"
        ).map { row in
            try Pause(
                id: row.id("id"), from: row.timestamp("from_ms"), to: row.timestamp("to_ms"),
                text: Bilingual(vi: row.string("text_vi"), en: row.string("text_en")), entered: row.timestamp("entered_ms"))
        }
    }
}
