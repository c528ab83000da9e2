import Kernel
import Platform
import Storage
import Units

/// All SQL of what happened to petitions: events, answers, photos.
enum EventStore {
    static func insert(_ event: PetitionEvent, of petition: String, unit: ID<Unit>, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO feedback_events (id, petition, event, at_ms, login, unit_id, state, text)
            VALUES (\(event.id), \(petition), \(event.kind), \(event.at), \(event.login), \(unit), \(event.state), \(event.text))
            """)
    }

    static func events(of petition: String, _ db: any Connection) throws -> [PetitionEvent] {
        try db.rows("SELECT id, event, at_ms, login, state, text FROM feedback_events WHERE petition = \(petition) ORDER BY at_ms, id").map
        {
            row in
            try PetitionEvent(
                id: row.id("id"), kind: row.word("event"), at: row.timestamp("at_ms"), login: row.string("login"), state: row.word("state"),
                text: row.string("text"))
        }
    }

    static func insert(_ answer: PetitionAnswer, of petition: String, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO feedback_answers (petition, number, text, document, grounds, answered_ms, login)
            VALUES (\(petition), \(answer.number), \(answer.text), \(answer.document),
                \(answer.grounds.map(\.rawValue).joined(separator: " ")), \(answer.answered), \(answer.login))
            """)
    }

    static func answers(of petition: String, _ db: any Connection) throws -> [PetitionAnswer] {
        try db.rows(
            """
            SELECT number, text, document, grounds, answered_ms, login FROM feedback_answers WHERE petition = \(petition) ORDER BY number
            """
        ).map { row in
            try PetitionAnswer(
                number: row.integer("number"), text: row.string("text"), document: row.string("document"),
                grounds: row.string("grounds").split(separator: " ").compactMap { PetitionAnswer.Ground(rawValue: String($0)) },
                answered: row.timestamp("answered_ms"), login: row.string("login"))
        }
    }

    static func add(_ photos: [NamedFile], to petition: String, _ db: any Connection) throws {
        let last =
            try db.row("SELECT COALESCE(MAX(number), 0) AS last FROM feedback_photos WHERE petition = \(petition)")?.integer("last") ?? 0
        for (index, photo) in photos.enumerated() {
            try db.runLater(
                """
                INSERT INTO feedback_photos (petition, number, file_digest, file_name)
                VALUES (\(petition), \(last + index + 1), \(photo.digest), \(photo.name))
                """)
        }
    }

    static func photos(of petition: String, _ db: any Connection) throws -> [NamedFile] {
        try db.rows("SELECT file_digest, file_name FROM feedback_photos WHERE petition = \(petition) ORDER BY number").map { row in
            try NamedFile(digest: row.word("file_digest"), name: row.string("file_name"))
        }
    }
}
