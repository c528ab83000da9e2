import Kernel
import Platform
import Storage

/// All SQL of certificates.
enum CertificateStore {
    static func insert(_ certificate: Certificate, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO exams_certificates (number, exam, login, code, name, agency, title, issued_ms)
            VALUES (\(certificate.number), \(certificate.exam), \(certificate.login), \(certificate.code), \(certificate.name),
                \(certificate.agency), \(certificate.title), \(certificate.issued))
            """)
    }

    static func revoke(_ number: String, reason: String, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE exams_certificates SET revoked_ms = \(now), reason = \(reason) WHERE number = \(number)")
    }

    static func find(_ code: ChanceCode, _ db: any Connection) throws -> Certificate? {
        try db.row("\(columns) WHERE code = \(code)").map(certificate)
    }

    static func find(of login: String, exam: String, _ db: any Connection) throws -> Certificate? {
        try db.row("\(columns) WHERE exam = \(exam) AND login = \(login)").map(certificate)
    }

    /// By login.
    static func certificates(of exam: String, _ db: any Connection) throws -> [String: Certificate] {
        let found = try db.rows("\(columns) WHERE exam = \(exam)").map(certificate)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.login, $0) })
    }

    private static let columns: SQL = """
        SELECT number, exam, login, code, name, agency, title, issued_ms, revoked_ms, reason FROM exams_certificates
        """

    private static func certificate(_ row: Row) throws -> Certificate {
        guard let code = ChanceCode(try row.string("code")) else { preconditionFailure("a stored code can be read") }
        return try Certificate(
            number: row.string("number"), exam: row.string("exam"), login: row.string("login"), code: code, name: row.string("name"),
            agency: row.string("agency"), title: row.string("title"), issued: row.timestamp("issued_ms"),
            revoked: row.optionalTimestamp("revoked_ms"), reason: row.optionalString("reason") ?? "")
    }
}
