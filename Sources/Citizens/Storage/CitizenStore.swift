import Accounts
import Kernel
import Storage

/// All SQL of `citizens_people`.
package enum CitizenStore {
    /// Nil for an account that was closed, for nothing is kept of it, and for one that never was.
    package static func find(_ id: ID<Citizen>, _ db: any Connection) throws -> Citizen? {
        try db.row("\(columns) WHERE id = \(id)").map(citizen)
    }

    static func find(_ contact: ContactAddress, _ db: any Connection) throws -> Citizen? {
        switch contact {
        case .phone(let number): try db.row("\(columns) WHERE phone = \(number)").map(citizen)
        case .email(let address): try db.row("\(columns) WHERE email = \(address)").map(citizen)
        }
    }

    /// Those of the demonstration, as they came.
    package static func demo(_ db: any Connection) throws -> [Citizen] {
        try db.rows("\(columns) WHERE is_demo = 1 ORDER BY id").map(citizen)
    }

    static func insert(_ citizen: Citizen, _ db: any Connection) throws {
        let profile = citizen.profile
        try db.run(
            """
            INSERT INTO citizens_people (id, phone, email, name, birth_date, identity_number, commune, address, language, tells_by_sms,
                tells_by_email, is_demo, created_ms)
            VALUES (\(citizen.id), \(citizen.phone), \(citizen.email), \(profile.name), \(profile.birth), \(profile.identityNumber),
                \(profile.commune), \(profile.address), \(citizen.language.rawValue), \(citizen.tellsBySMS), \(citizen.tellsByEmail),
                \(citizen.isDemo), \(citizen.created))
            """)
    }

    /// Saves all but the password.
    static func update(_ citizen: Citizen, _ db: any Connection) throws {
        let profile = citizen.profile
        try db.run(
            """
            UPDATE citizens_people SET phone = \(citizen.phone), email = \(citizen.email), name = \(profile.name),
                birth_date = \(profile.birth), identity_number = \(profile.identityNumber), commune = \(profile.commune),
                address = \(profile.address), language = \(citizen.language.rawValue), tells_by_sms = \(citizen.tellsBySMS),
                tells_by_email = \(citizen.tellsByEmail)
            WHERE id = \(citizen.id)
            """)
    }

    static func password(of id: ID<Citizen>, _ db: any Connection) throws -> PasswordHash? {
        try db.row("SELECT password FROM citizens_people WHERE id = \(id)")?.optionalString("password").flatMap(PasswordHash.init)
    }

    static func set(_ password: PasswordHash?, of id: ID<Citizen>, _ db: any Connection) throws {
        try db.run("UPDATE citizens_people SET password = \(password?.description) WHERE id = \(id)")
    }

    /// After everything that names the account has gone.
    static func delete(_ id: ID<Citizen>, _ db: any Connection) throws {
        try db.run("DELETE FROM citizens_people WHERE id = \(id)")
    }

    private static let columns: SQL = """
        SELECT id, phone, email, name, birth_date, identity_number, commune, address, language, tells_by_sms, tells_by_email,
            password IS NOT NULL AS has_password, is_demo, created_ms FROM citizens_people
        """

    private static func citizen(_ row: Row) throws -> Citizen {
        try Citizen(
            id: row.id("id"), phone: row.optionalString("phone"), email: row.optionalString("email"),
            profile: CitizenProfile(
                name: row.string("name"), birth: row.optionalDate("birth_date"), identityNumber: row.optionalString("identity_number"),
                commune: row.optionalString("commune"), address: row.optionalString("address")),
            language: row.word("language"), tellsBySMS: row.bool("tells_by_sms"), tellsByEmail: row.bool("tells_by_email"),
            hasPassword: row.bool("has_password"), isDemo: row.bool("is_demo"), created: row.timestamp("created_ms"))
    }
}
