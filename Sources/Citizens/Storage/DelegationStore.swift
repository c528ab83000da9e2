import Accounts
import Kernel
import Storage

/// All SQL of `citizens_delegations` and `citizens_invitations`.
enum DelegationStore {
    static func insert(_ delegation: Delegation, _ db: any Connection) throws {
        var (person, taxCode, name): (ID<Citizen>?, String?, String?) = (nil, nil, nil)
        switch delegation.party {
        case .person(let id): person = id
        case .business(let code, let business): (taxCode, name) = (code, business)
        }
        try db.run(
            """
            INSERT INTO citizens_delegations (id, sender_id, person_id, tax_code, business, relation, from_ms, until_ms)
            VALUES (\(delegation.id), \(delegation.sender), \(person), \(taxCode), \(name), \(delegation.role), \(delegation.from),
                \(delegation.until))
            """)
    }

    /// Those in force in which the citizen acts, or is acted for, as they came.
    static func open(of citizen: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws -> [Delegation] {
        try db.rows(
            """
            \(columns) WHERE (sender_id = \(citizen) OR person_id = \(citizen)) AND (until_ms IS NULL OR until_ms > \(now)) ORDER BY id
            """
        ).map(delegation)
    }

    /// All that ever were.
    static func all(of citizen: ID<Citizen>, _ db: any Connection) throws -> [Delegation] {
        try db.rows("\(columns) WHERE sender_id = \(citizen) OR person_id = \(citizen) ORDER BY id").map(delegation)
    }

    static func end(_ id: ID<Delegation>, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE citizens_delegations SET until_ms = \(now) WHERE id = \(id)")
    }

    static func erase(_ citizen: ID<Citizen>, _ db: any Connection) throws {
        try db.run("DELETE FROM citizens_delegations WHERE sender_id = \(citizen) OR person_id = \(citizen)")
        try db.run("DELETE FROM citizens_invitations WHERE person_id = \(citizen)")
    }

    private static let columns: SQL =
        "SELECT id, sender_id, person_id, tax_code, business, relation, from_ms, until_ms FROM citizens_delegations"

    private static func delegation(_ row: Row) throws -> Delegation {
        let party: Delegation.Party =
            if let person: ID<Citizen> = try row.optionalID("person_id") {
                .person(person)
            } else {
                .business(taxCode: try row.string("tax_code"), name: try row.string("business"))
            }
        return try Delegation(
            id: row.id("id"), sender: row.id("sender_id"), party: party, role: row.string("relation"), from: row.timestamp("from_ms"),
            until: row.optionalTimestamp("until_ms"))
    }

    // MARK: invitations

    static func insert(_ invitation: Invitation, code: Digest, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO citizens_invitations (id, person_id, contact, relation, code, attempts, expires_ms)
            VALUES (\(invitation.id), \(invitation.person), \(invitation.contact.description), \(invitation.role), \(code.rawValue), 0,
                \(invitation.expires))
            """)
        // Whoever asks sweeps out what is over: nobody's address is kept for having been typed.
        try db.run("DELETE FROM citizens_invitations WHERE expires_ms <= \(now)")
    }

    /// How many a citizen has sent that are not over yet, those taken back among them.
    static func invited(by person: ID<Citizen>, at now: Timestamp, _ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS n FROM citizens_invitations WHERE person_id = \(person) AND expires_ms > \(now)")?.integer("n") ?? 0
    }

    /// How many all citizens have sent since a moment.
    static func invited(since moment: Timestamp, _ db: any Connection) throws -> Int {
        let end = moment.later(by: Invitation.lifetime)
        return try db.row("SELECT COUNT(*) AS n FROM citizens_invitations WHERE expires_ms > \(end)")?.integer("n") ?? 0
    }

    /// Those that wait for an answer: to these addresses, or of this citizen.
    static func invitations(
        to contacts: [ContactAddress], or person: ID<Citizen>? = nil, at now: Timestamp, _ db: any Connection
    ) throws -> [Invitation] {
        try db.rows(
            """
            SELECT id, person_id, contact, relation, expires_ms FROM citizens_invitations
            WHERE code <> '' AND expires_ms > \(now) AND (person_id = \(person ?? ID(rawValue: "")) OR contact IN \(list: contacts.map(\.description)))
            ORDER BY id
            """
        ).compactMap { row in
            guard let contact = ContactAddress(try row.string("contact")) else { return nil }
            return try Invitation(
                id: row.id("id"), person: row.id("person_id"), contact: contact, role: row.string("relation"),
                expires: row.timestamp("expires_ms"))
        }
    }

    /// Counts a try at the invitations to these addresses; those tried too often go.
    static func countTry(_ contacts: [ContactAddress], _ db: any Connection) throws {
        try db.run("UPDATE citizens_invitations SET attempts = attempts + 1 WHERE contact IN \(list: contacts.map(\.description))")
        try db.run("DELETE FROM citizens_invitations WHERE attempts > \(OneTimeCode.tries)")
    }

    /// Uses an invitation up.
    static func take(_ id: ID<Invitation>, code: Digest, _ db: any Connection) throws -> Bool {
        try db.run("DELETE FROM citizens_invitations WHERE id = \(id) AND code = \(code.rawValue)") == 1
    }

    /// The row stays until it is over, to be counted; whom it asked is forgotten.
    static func withdraw(_ id: ID<Invitation>, of person: ID<Citizen>, _ db: any Connection) throws -> Bool {
        try db.run(
            "UPDATE citizens_invitations SET contact = '', code = '' WHERE id = \(id) AND person_id = \(person) AND code <> ''") == 1
    }
}

/// That a citizen asks somebody to act for them; it holds once the other has answered with the code.
struct Invitation: Sendable, Hashable {
    static let lifetime: Int64 = 7 * 86_400_000

    let id: ID<Invitation>
    let person: ID<Citizen>
    let contact: ContactAddress
    let role: String
    let expires: Timestamp

    /// What is kept of the code.
    static func digest(_ typed: String, _ id: ID<Invitation>) -> Digest { Digest(of: "\(id) \(typed.filter { $0 != " " })") }
}
