import Kernel
import Storage
import Units

/// All SQL of participation: askings, attempts and links.
///
/// Nothing here knows an answer (SV-50).
enum AskingStore {
    static func insert(_ askings: [(person: ID<DrawnPerson>, unit: ID<Units.Unit>)], _ db: any Connection) throws {
        try db.load(
            into: "surveys_askings", columns: ["person_id", "unit_id", "outcome", "settled_date", "channel"],
            rows: askings.map { person, unit -> [SQLValue] in [.text(person.rawValue), .text(unit.rawValue), .text("open"), .null, .null] })
    }

    static func askings(of person: ID<DrawnPerson>, _ db: any Connection) throws -> [Asking] { try db.ask(askings("\(person)")) }

    /// What is asked of the holder of a link.
    static func askings(of token: LinkToken) -> Query<[Asking]> { askings(holder(of: token)) }

    private static func askings(_ person: SQL) -> Query<[Asking]> {
        Query("SELECT unit_id, outcome, settled_date, channel FROM surveys_askings WHERE person_id = \(person) ORDER BY unit_id") { rows in
            try rows.map {
                try Asking(
                    unit: $0.id("unit_id"), outcome: $0.word("outcome"), settled: $0.optionalDate("settled_date"),
                    channel: $0.optionalWord("channel"))
            }
        }
    }

    /// Marks an asking that is open; false where somebody was faster.
    static func settle(
        _ person: ID<DrawnPerson>, _ unit: ID<Units.Unit>, _ outcome: AskingOutcome, _ channel: AnswerChannel?, on day: CalendarDate,
        _ db: any Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE surveys_askings SET outcome = \(outcome), settled_date = \(day), channel = \(channel)
            WHERE person_id = \(person) AND unit_id = \(unit) AND outcome = 'open'
            """) == 1
    }

    /// The people of a group of whom something is still wanted.
    static func open(of campaign: String, _ group: String, _ db: any Connection) throws -> Set<ID<DrawnPerson>> {
        Set(
            try db.rows(
                """
                SELECT DISTINCT a.person_id FROM surveys_askings a JOIN surveys_persons p ON p.id = a.person_id
                WHERE p.campaign = \(campaign) AND p.respondents = \(group) AND a.outcome = 'open'
                """
            ).map { try $0.id("person_id") })
    }

    /// Marks all that are open of a person without an answer, and tells how many.
    static func end(_ person: ID<DrawnPerson>, _ outcome: AskingOutcome, on day: CalendarDate, _ db: any Connection) throws -> Int {
        try db.run(
            """
            UPDATE surveys_askings SET outcome = \(outcome), settled_date = \(day) WHERE person_id = \(person) AND outcome = 'open'
            """)
    }

    // MARK: attempts

    static func insert(_ contact: Contact, id: String, of person: ID<DrawnPerson>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_contacts (id, person_id, login, way, contact_date, outcome, note)
            VALUES (\(id), \(person), \(contact.login), \(contact.way), \(contact.day), \(contact.outcome), \(contact.note))
            """)
    }

    static func contacts(of person: ID<DrawnPerson>, _ db: any Connection) throws -> [Contact] {
        try db.rows("SELECT login, way, contact_date, outcome, note FROM surveys_contacts WHERE person_id = \(person) ORDER BY id").map {
            try Contact(
                login: $0.string("login"), way: $0.word("way"), day: $0.date("contact_date"), outcome: $0.word("outcome"),
                note: $0.string("note"))
        }
    }

    // MARK: links

    /// The house's key, made when it is first asked for.
    static func key(_ db: any Connection) throws -> LinkKey {
        if let known = try db.ask(knownKey) { return known }
        let key = LinkKey.new()
        try db.run("INSERT INTO surveys_keys (number, secret) VALUES (1, \(key.text))")
        return key
    }

    /// Nil where no link was ever made.
    static var knownKey: Query<LinkKey?> {
        Query("SELECT secret FROM surveys_keys WHERE number = 1") { try $0.first.map { LinkKey(text: try $0.string("secret")) } }
    }

    /// Gives a link out; older ones of the same way open nothing any more.
    static func give(_ token: LinkToken, to person: ID<DrawnPerson>, by way: LinkWay, on day: CalendarDate, _ db: any Connection) throws {
        try db.runLater("UPDATE surveys_links SET is_void = 1 WHERE person_id = \(person) AND way = \(way)")
        try db.runLater(
            """
            INSERT INTO surveys_links (digest, person_id, way, given_date, is_void) VALUES (\(token.digest), \(person), \(way), \(day), 0)
            """)
    }

    static func void(of person: ID<DrawnPerson>, _ db: any Connection) throws {
        try db.run("UPDATE surveys_links SET is_void = 1 WHERE person_id = \(person)")
    }

    /// The id of whoever a link was given to, within a statement; nobody's where another took its place.
    static func holder(of token: LinkToken) -> SQL {
        "(SELECT person_id FROM surveys_links WHERE digest = \(token.digest) AND is_void = 0)"
    }

    /// How many were given a link, by way.
    static func given(of campaign: String, _ group: String, _ db: any Connection) throws -> [LinkWay: Int] {
        let rows = try db.rows(
            """
            SELECT l.way, COUNT(*) AS n FROM surveys_links l JOIN surveys_persons p ON p.id = l.person_id
            WHERE p.campaign = \(campaign) AND p.respondents = \(group) AND l.is_void = 0 GROUP BY l.way
            """)
        return Dictionary(try rows.map { (try $0.word("way"), try $0.integer("n")) }, uniquingKeysWith: { first, _ in first })
    }
}

/// How a link came to somebody.
package enum LinkWay: String, Hashable, Sendable, CaseIterable, SQLConvertible {
    case letter, email, sms

    package var text: String { "surveys.way.\(rawValue)" }
}
