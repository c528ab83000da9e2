import Kernel
import Platform
import Storage
import Units

/// All SQL of `accounts_people`.
enum PersonStore {
    /// What opens an account.
    struct Credentials: Sendable, Hashable {
        var password: PasswordHash?
        var key: OneTimeKey?
        /// The step of the last code that was taken.
        var lastStep: Int64?
    }

    static func insert(_ person: Person, _ db: any Connection) throws {
        do {
            try db.run(
                """
                INSERT INTO accounts_people
                    (id, login, name, sort_key, search_text, email, phone, unit_id, language, status, is_demo, created_ms)
                VALUES (\(person.id), \(person.login), \(person.name), \(Person.sortKey(person.name)), \(searchText(person)),
                    \(person.email), \(person.phone), \(person.unit), \(person.language.rawValue), 'active', \(person.isDemo),
                    \(person.created))
                """)
        } catch let error as StorageError where error.constraint?.isUnique("accounts_people", "login") == true {
            throw AccountsError.loginTaken(person.login)
        }
    }

    /// Everything but the login and the state.
    static func update(_ person: Person, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE accounts_people SET name = \(person.name), sort_key = \(Person.sortKey(person.name)),
                search_text = \(searchText(person)), email = \(person.email), phone = \(person.phone), unit_id = \(person.unit),
                language = \(person.language.rawValue)
            WHERE id = \(person.id)
            """)
    }

    static func close(_ person: ID<Person>, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE accounts_people SET status = 'closed', closed_ms = \(now), password = NULL, totp_secret = NULL, totp_step = NULL
            WHERE id = \(person)
            """)
    }

    static func reopen(_ person: ID<Person>, _ db: any Connection) throws {
        try db.run("UPDATE accounts_people SET status = 'active', closed_ms = NULL WHERE id = \(person)")
    }

    static func find(_ login: String, _ db: any Connection) throws -> Person? {
        try db.row("\(columns) WHERE login = \(login)").map(person)
    }

    static func find(_ id: ID<Person>, _ db: any Connection) throws -> Person? {
        try db.row("\(columns) WHERE id = \(id)").map(person)
    }

    /// People of the demonstration; none as soon as there is one person who is not.
    static func demo(_ db: any Connection) throws -> [Person] {
        try db.rows(
            """
            \(columns) WHERE is_demo = 1 AND status = 'active' AND NOT EXISTS (SELECT 1 FROM accounts_people WHERE is_demo = 0)
            ORDER BY id
            """
        ).map(person)
    }

    static func hasReal(_ db: any Connection) throws -> Bool {
        try db.row("SELECT 1 AS one FROM accounts_people WHERE is_demo = 0 LIMIT 1") != nil
    }

    /// A page of the people who answer a filter, by their given names, and how many there are in all.
    static func search(_ filter: PersonFilter, at now: Timestamp, page: Int, size: Int, _ db: any Connection) throws -> (
        people: [Person], count: Int
    ) {
        var conditions: [SQL] = ["status = \(filter.status.rawValue)"]
        for word in SearchText.words(filter.text, most: 8) {
            conditions.append("search_text LIKE \("%\(word)%")")
        }
        if let unit = filter.unit { conditions.append("unit_id = \(unit)") }
        if let role = filter.role {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM accounts_grants g WHERE g.person_id = accounts_people.id AND g.role = \(role.rawValue)
                    AND g.from_ms <= \(now) AND (g.until_ms IS NULL OR g.until_ms > \(now)))
                """)
        }
        let condition = conditions.joined(separator: " AND ")
        let count = try db.row("SELECT COUNT(*) AS n FROM accounts_people WHERE \(condition)")?.integer("n") ?? 0
        let rows = try db.rows("\(columns) WHERE \(condition) ORDER BY sort_key, id LIMIT \(size) OFFSET \((page - 1) * size)")
        return (try rows.map(person), count)
    }

    // MARK: what opens the account

    static func credentials(_ person: ID<Person>, _ db: any Connection) throws -> Credentials {
        guard let row = try db.row("SELECT password, totp_secret, totp_step FROM accounts_people WHERE id = \(person)") else {
            return Credentials()
        }
        return try Credentials(
            password: row.optionalString("password").flatMap { PasswordHash($0) },
            key: row.optionalString("totp_secret").flatMap { OneTimeKey($0) },
            lastStep: row.optionalInteger("totp_step").map(Int64.init))
    }

    static func set(_ password: PasswordHash?, of person: ID<Person>, _ db: any Connection) throws {
        try db.run("UPDATE accounts_people SET password = \(password?.description) WHERE id = \(person)")
    }

    /// Nil takes the second factor away.
    static func set(_ key: OneTimeKey?, step: Int64?, of person: ID<Person>, _ db: any Connection) throws {
        try db.run("UPDATE accounts_people SET totp_secret = \(key?.text), totp_step = \(step) WHERE id = \(person)")
    }

    /// Takes a code's step; false when it or a later one was taken before.
    static func take(step: Int64, of person: ID<Person>, _ db: any Connection) throws -> Bool {
        try db.run("UPDATE accounts_people SET totp_step = \(step) WHERE id = \(person) AND (totp_step IS NULL OR totp_step < \(step))")
            == 1
    }

    private static let columns: SQL = """
        SELECT id, login, name, email, phone, unit_id, language, status, is_demo, created_ms,
            CASE WHEN password IS NULL THEN 0 ELSE 1 END AS has_password,
            CASE WHEN totp_secret IS NULL THEN 0 ELSE 1 END AS has_second_factor
        FROM accounts_people
        """

    private static func searchText(_ person: Person) -> String {
        SearchText.fold("\(person.name) \(person.login) \(person.email ?? "") \(person.phone ?? "")")
    }

    private static func person(_ row: Row) throws -> Person {
        try Person(
            id: row.id("id"), login: row.string("login"), name: row.string("name"), email: row.optionalString("email"),
            phone: row.optionalString("phone"), unit: row.optionalID("unit_id"), language: row.word("language"),
            status: row.word("status"), hasPassword: row.bool("has_password"), hasSecondFactor: row.bool("has_second_factor"),
            isDemo: row.bool("is_demo"), created: row.timestamp("created_ms"))
    }
}

/// Which people a list shows.
package struct PersonFilter: Sendable, Hashable {
    package var text = ""
    package var role: Role?
    package var unit: ID<Unit>?
    package var status = Person.Status.active

    package init() {}
}
