import Kernel
import Storage
import WorkingTime

/// All SQL of what happened to a dossier and to its time: events, suspensions, the one extension.
enum TimeStore {
    static func insert(_ event: DossierEvent, of code: DossierCode, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_events (id, dossier, event, at_ms, entered_ms, login, state, text, document)
            VALUES (\(event.id), \(code), \(event.kind), \(event.at), \(event.entered), \(event.login), \(event.state), \(event.text),
                \(event.document))
            """)
    }

    /// What happened, in the order in which it was entered.
    static func events(of code: DossierCode, _ db: any Connection) throws -> [DossierEvent] {
        try db.rows(
            """
            SELECT id, event, at_ms, entered_ms, login, state, text, document FROM dossiers_events WHERE dossier = \(code) ORDER BY id
            """
        ).map { row in
            try DossierEvent(
                id: row.id("id"), kind: row.word("event"), at: row.timestamp("at_ms"), entered: row.timestamp("entered_ms"),
                login: row.string("login"), state: row.word("state"), text: row.string("text"), document: row.string("document"))
        }
    }

    static func insert(_ suspension: Suspension, of code: DossierCode, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_suspensions (dossier, from_ms, to_ms, kind, document)
            VALUES (\(code), \(suspension.from), \(suspension.to), \(suspension.reason.rawValue), \(suspension.document))
            """)
    }

    static func end(_ code: DossierCode, at now: Timestamp, _ db: any Connection) throws {
        try db.runLater("UPDATE dossiers_suspensions SET to_ms = \(now) WHERE dossier = \(code) AND to_ms IS NULL")
    }

    static func insert(_ extension_: Extension, before: Timestamp?, of code: DossierCode, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_extensions (dossier, at_ms, to_date, before_ms, reason, document)
            VALUES (\(code), \(extension_.at), \(extension_.to), \(before), \(extension_.reason), \(extension_.document))
            """)
    }

    static func suspensions(of code: DossierCode) -> Query<[Suspension]> {
        Query("SELECT from_ms, to_ms, kind, document FROM dossiers_suspensions WHERE dossier = \(code) ORDER BY from_ms") { rows in
            try rows.map { row in
                try Suspension(
                    from: row.timestamp("from_ms"), to: row.optionalTimestamp("to_ms"), reason: row.word("kind"),
                    document: row.optionalString("document"))
            }
        }
    }

    static func newAppointment(of code: DossierCode) -> Query<Extension?> {
        Query("SELECT at_ms, to_date, reason, document FROM dossiers_extensions WHERE dossier = \(code)") { rows in
            try rows.first.map { row in
                try Extension(
                    at: row.timestamp("at_ms"), to: row.date("to_date"), reason: row.string("reason"),
                    document: row.optionalString("document"))
            }
        }
    }
}
