import Kernel
import Platform
import Storage
import Units

/// All SQL of petitions, what they say and who sent them.
enum PetitionStore {
    /// What is kept of how a petition came, to find copies by; never shown.
    struct Marks: Sendable {
        var ticket: String
        var content: String
    }

    static func insert(
        _ petition: Petition, _ content: PetitionContent, _ petitioner: Petitioner, _ marks: Marks, _ db: any Connection
    ) throws {
        try db.runLater(
            """
            INSERT INTO feedback_petitions (number, receipt, ticket, unit_id, class, state, channel, urgency, language, received_ms, due_ms,
                ended_ms, officer, main, consents, publication, publish_due_ms, published_ms, dossier, content_digest,
                is_generated, version)
            VALUES (\(petition.number), \(petition.receipt), \(marks.ticket), \(petition.unit), \(petition.class), \(petition.state),
                \(petition.channel), \(petition.urgency), \(petition.language.rawValue), \(petition.received), \(petition.due),
                \(petition.ended), \(petition.officer), \(petition.main), \(petition.consents), \(petition.publication),
                \(petition.publishDue), \(petition.published), \(petition.dossier), \(marks.content),
                \(petition.isGenerated), \(petition.version))
            """)
        try db.runLater(
            """
            INSERT INTO feedback_contents (petition, title, text, place, latitude_microdegrees, longitude_microdegrees, search_text)
            VALUES (\(petition.number), \(content.title), \(content.text), \(content.place), \(content.coordinates?.latitude),
                \(content.coordinates?.longitude), \(SearchText.fold("\(content.title) \(content.text) \(content.place)")))
            """)
        try db.runLater(
            """
            INSERT INTO feedback_petitioners (petition, name, address, phone, email, citizen, is_closed)
            VALUES (\(petition.number), \(petitioner.name), \(petitioner.address), \(petitioner.phone), \(petitioner.email),
                \(petitioner.citizen), 0)
            """)
    }

    /// Saves what can change over the version that was read; somebody who was faster is told.
    static func update(_ petition: Petition, _ db: any Connection) throws {
        let count = try db.run(
            """
            UPDATE feedback_petitions SET unit_id = \(petition.unit), class = \(petition.class), state = \(petition.state),
                urgency = \(petition.urgency), due_ms = \(petition.due), ended_ms = \(petition.ended), officer = \(petition.officer),
                main = \(petition.main), publication = \(petition.publication), publish_due_ms = \(petition.publishDue),
                published_ms = \(petition.published), version = version + 1
            WHERE number = \(petition.number) AND version = \(petition.version)
            """)
        guard count == 1 else { throw FeedbackError.changedMeanwhile(petition.number) }
    }

    static func find(_ number: String, _ db: any Connection) throws -> Petition? {
        try db.row("\(columns) WHERE p.number = \(number)").map(petition)
    }

    static func find(_ receipt: Receipt, _ db: any Connection) throws -> Petition? {
        try db.row("\(columns) WHERE p.receipt = \(receipt)").map(petition)
    }

    /// The petition that a form made which was sent before.
    static func find(ticket: String, _ db: any Connection) throws -> Petition? {
        try db.row("\(columns) WHERE p.ticket = \(ticket)").map(petition)
    }

    /// The petitions that get the answer of another one.
    static func copies(of number: String, _ db: any Connection) throws -> [Petition] {
        try db.rows("\(columns) WHERE p.main = \(number) ORDER BY p.number").map(petition)
    }

    /// Others of the same content since a moment, the oldest first.
    static func same(as content: String, but number: String, since moment: Timestamp, _ db: any Connection) throws -> [Petition] {
        try db.rows(
            "\(columns) WHERE p.content_digest = \(content) AND p.number <> \(number) AND p.received_ms >= \(moment) ORDER BY p.number LIMIT 20"
        ).map(petition)
    }

    static func contentDigest(of number: String, _ db: any Connection) throws -> String {
        try db.row("SELECT content_digest FROM feedback_petitions WHERE number = \(number)")?.string("content_digest") ?? ""
    }

    /// Whether a sender said the same to a unit since a moment; all who give no name are one sender.
    static func isSent(
        _ content: String, to unit: ID<Unit>, by petitioner: Petitioner, since moment: Timestamp, _ db: any Connection
    ) throws -> Bool {
        try db.row(
            """
            SELECT 1 AS found FROM feedback_petitions p JOIN feedback_petitioners s ON s.petition = p.number
            WHERE p.content_digest = \(content) AND p.received_ms >= \(moment) AND p.unit_id = \(unit) AND s.name = \(petitioner.name)
                AND s.phone = \(petitioner.phone) AND s.email = \(petitioner.email)
            LIMIT 1
            """) != nil
    }

    static func content(of number: String, _ db: any Connection) throws -> PetitionContent {
        let row = try db.row(
            """
            SELECT title, text, place, latitude_microdegrees, longitude_microdegrees FROM feedback_contents WHERE petition = \(number)
            """)
        guard let row else { throw FeedbackError.noSuchPetition(number) }
        var content = try PetitionContent(title: row.string("title"), text: row.string("text"), place: row.string("place"))
        if let latitude = try row.optionalInteger("latitude_microdegrees"),
            let longitude = try row.optionalInteger("longitude_microdegrees")
        {
            content.coordinates = Coordinates(latitude: latitude, longitude: longitude)
        }
        return content
    }

    static func petitioner(of number: String, _ db: any Connection) throws -> Petitioner {
        let row = try db.row("SELECT name, address, phone, email, citizen FROM feedback_petitioners WHERE petition = \(number)")
        guard let row else { return Petitioner() }
        return try Petitioner(
            name: row.string("name"), address: row.string("address"), phone: row.string("phone"), email: row.string("email"),
            citizen: row.optionalString("citizen"))
    }

    /// What a citizen sent, the latest first, with its title.
    static func petitions(of citizen: String, _ db: any Connection) throws -> [(petition: Petition, title: String)] {
        try db.rows(
            """
            SELECT \(names), c.title FROM feedback_petitions p JOIN feedback_petitioners s ON s.petition = p.number
            JOIN feedback_contents c ON c.petition = p.number WHERE s.citizen = \(citizen) ORDER BY p.received_ms DESC LIMIT 200
            """
        ).map { (try petition($0), try $0.string("title")) }
    }

    /// Takes an account off its petitions, and who it was off those that are over; who waits for an answer can still get it, and is
    /// forgotten after it (``forgetClosed(_:)``).
    ///
    /// What is not public yet stays so: whose name is forgotten, nobody can take out of a text any more.
    static func erase(_ citizen: String, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE feedback_petitions SET consents = 0, publication = CASE publication WHEN 'waiting' THEN 'withheld' ELSE publication END,
                version = version + 1
            WHERE publication <> 'published' AND number IN (SELECT petition FROM feedback_petitioners WHERE citizen = \(citizen))
            """)
        try db.run("UPDATE feedback_petitioners SET citizen = NULL, is_closed = 1 WHERE citizen = \(citizen)")
        try forgetClosed(db)
    }

    /// Whether somebody whose account was closed waits for nothing any more; asked by upkeep before it writes.
    static func holdsClosed(_ db: any Connection) throws -> Bool {
        try db.row("SELECT 1 AS found FROM feedback_petitioners \(overAndClosed) LIMIT 1") != nil
    }

    /// Takes off whoever closed the account what is known of them, where the petition is over.
    static func forgetClosed(_ db: any Connection) throws {
        try db.run("UPDATE feedback_petitioners SET name = '', address = '', phone = '', email = '', is_closed = 0 \(overAndClosed)")
    }

    private static let overAndClosed: SQL = """
        WHERE is_closed = 1 AND petition IN (SELECT number FROM feedback_petitions WHERE ended_ms IS NOT NULL)
        """

    /// The next number of a year's register.
    static func next(_ kind: StaticString, year: Int, _ db: any Connection) throws -> Int {
        try db.row(
            """
            INSERT INTO feedback_sequences (kind, year, last) VALUES (\(kind.description), \(year), 1)
            ON CONFLICT (kind, year) DO UPDATE SET last = feedback_sequences.last + 1 RETURNING last
            """)?.integer("last") ?? 1
    }

    static let names: SQL = """
        p.number, p.receipt, p.unit_id, p.class, p.state, p.channel, p.urgency, p.language, p.received_ms, p.due_ms, p.ended_ms, p.officer,
        p.main, p.consents, p.publication, p.publish_due_ms, p.published_ms, p.dossier, p.is_generated, p.version
        """

    private static let columns: SQL = "SELECT \(names) FROM feedback_petitions p"

    static func petition(_ row: Row) throws -> Petition {
        guard let receipt = Receipt(try row.string("receipt")) else { preconditionFailure("a stored receipt can be read") }
        return try Petition(
            number: row.string("number"), receipt: receipt, unit: row.id("unit_id"), class: row.optionalWord("class"),
            state: row.word("state"), channel: row.word("channel"), urgency: row.word("urgency"), language: row.word("language"),
            received: row.timestamp("received_ms"), due: row.optionalTimestamp("due_ms"), ended: row.optionalTimestamp("ended_ms"),
            officer: row.optionalString("officer"), main: row.optionalString("main"), consents: row.bool("consents"),
            publication: row.word("publication"), publishDue: row.optionalTimestamp("publish_due_ms"),
            published: row.optionalTimestamp("published_ms"), dossier: row.string("dossier"), isGenerated: row.bool("is_generated"),
            version: row.integer("version"))
    }
}
