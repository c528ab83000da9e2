import Accounts
import Kernel
import Storage

/// All SQL of `citizens_codes`.
enum CodeStore {
    /// What a code was sent for.
    struct Asked: Sendable, Hashable {
        var contact: ContactAddress
        /// Whose address it will be; nil: somebody signs in.
        var citizen: ID<Citizen>?
        /// The way through a provider that waits for this proof, as a digest.
        var flow: Digest?
        var next: String
        /// Whether it was asked for where whoever has the address came in lately.
        var isKnown = false
    }

    /// How many codes went to this address within a day, and to all of its kind within an hour, known or not as this one.
    static func counts(like asked: Asked, at now: Timestamp, _ db: any Connection) throws -> (day: Int, hour: Int) {
        let day = try db.row(
            """
            SELECT COUNT(*) AS n FROM citizens_codes WHERE contact = \(asked.contact.description) AND is_known = \(asked.isKnown)
                AND created_ms > \(now.earlier(by: 86_400_000))
            """)
        let isPhone = if case .phone = asked.contact { true } else { false }
        let hour = try db.row(
            """
            SELECT COUNT(*) AS n FROM citizens_codes WHERE created_ms > \(now.earlier(by: 3_600_000)) AND is_known = \(asked.isKnown)
                AND (CASE WHEN contact LIKE '%@%' THEN 0 ELSE 1 END) = \(isPhone)
            """)
        return (try day?.integer("n") ?? 0, try hour?.integer("n") ?? 0)
    }

    static func insert(_ asked: Asked, _ code: OneTimeCode, _ secret: Secret, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO citizens_codes (digest, contact, code, citizen_id, flow, next, attempts, is_known, created_ms)
            VALUES (\(secret.digest.rawValue), \(asked.contact.description), \(OneTimeCode.digest(code.digits, asked: secret).rawValue),
                \(asked.citizen), \(asked.flow?.rawValue), \(asked.next), 0,
                \(asked.isKnown), \(now))
            """)
        try db.run("DELETE FROM citizens_codes WHERE created_ms <= \(now.earlier(by: 86_400_000))")
    }

    /// What the browser of this word asked for, while its code is good.
    static func find(_ secret: Secret, at now: Timestamp, _ db: any Connection) throws -> Asked? {
        try db.row("\(columns) \(good(secret, now))").flatMap(asked)
    }

    /// Counts a try; false when there is no code to be tried any more.
    static func countTry(_ secret: Secret, at now: Timestamp, _ db: any Connection) throws -> Bool {
        try db.run("UPDATE citizens_codes SET attempts = attempts + 1 \(good(secret, now)) AND attempts < \(OneTimeCode.tries)") == 1
    }

    /// Uses a code up and says for what it was; nil when it is another, and then it stays.
    static func take(_ code: String, _ secret: Secret, at now: Timestamp, _ db: any Connection) throws -> Asked? {
        guard let found = try db.row("\(columns) \(good(secret, now)) AND code = \(OneTimeCode.digest(code, asked: secret).rawValue)")
        else { return nil }
        // The row stays for a day, to be counted; the code in it is gone.
        try db.run(
            "UPDATE citizens_codes SET code = '', citizen_id = NULL, flow = NULL, next = '' WHERE digest = \(secret.digest.rawValue)")
        return try asked(found)
    }

    static func erase(_ citizen: ID<Citizen>, _ contacts: [ContactAddress], _ db: any Connection) throws {
        try db.run("DELETE FROM citizens_codes WHERE citizen_id = \(citizen) OR contact IN \(list: contacts.map(\.description))")
    }

    private static let columns: SQL = "SELECT contact, citizen_id, flow, next FROM citizens_codes"

    private static func good(_ secret: Secret, _ now: Timestamp) -> SQL {
        "WHERE digest = \(secret.digest.rawValue) AND code <> '' AND created_ms > \(now.earlier(by: OneTimeCode.lifetime))"
    }

    private static func asked(_ row: Row) throws -> Asked? {
        guard let contact = ContactAddress(try row.string("contact")) else { return nil }
        return try Asked(
            contact: contact, citizen: row.optionalID("citizen_id"), flow: row.optionalString("flow").map(Digest.init(rawValue:)),
            next: row.string("next"))
    }
}
