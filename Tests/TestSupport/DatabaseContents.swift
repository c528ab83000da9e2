import Storage

/// Every row of every table, so that two moments of a database can be compared whole.
///
/// The list of migrations is left out: it tells when the database was made, not what it holds.
/// Equal are two of one house; ``isLike(_:)`` compares those of two houses.
package struct DatabaseContents: Equatable, Sendable {
    /// The rows of each table as text, sorted.
    package let tables: [String: [String]]
    /// The same without what is random by nature.
    private let likeness: [String: [String]]

    /// Columns of secrets, salts and their digests.
    private static let random: Set<String> = [
        "accounts_sessions.digest", "accounts_tokens.digest", "accounts_links.digest", "accounts_recovery_codes.digest",
        "accounts_people.password", "accounts_people.totp_secret", "citizens_codes.code", "citizens_codes.digest", "citizens_flows.digest",
        "citizens_flows.secret", "citizens_invitations.code", "citizens_people.password", "citizens_sessions.digest", "citizens_texts.text",
        "exams_certificates.code", "feedback_petitions.receipt", "online_providers.secret", "surveys_answers.id",
        "surveys_devices.pairing_digest", "surveys_devices.pin", "surveys_devices.secret_digest", "surveys_keys.secret",
        "surveys_links.digest", "surveys_remarks.answer_id", "surveys_waiting.id",
    ]

    package init(_ database: any Database) async throws {
        (tables, likeness) = try await database.read { db in
            var (tables, likeness): ([String: [String]], [String: [String]]) = ([:], [:])
            for name in try Self.names(db) where name != "schema_migrations" {
                let rows = try db.rows(SQL(file: "SELECT * FROM \(name)"))
                func texts(_ value: (String, SQLValue) -> String) throws -> [String] {
                    try rows.map { row in try row.columns.map { "\($0)=\(value($0, try row.value($0)))" }.joined(separator: " ") }.sorted()
                }
                tables[name] = try texts { "\($1)" }
                likeness[name] = try texts { $1 != .null && Self.random.contains("\(name).\($0)") ? "random" : "\($1)" }
            }
            return (tables, likeness)
        }
    }

    /// Whether both hold the same, but for secrets, which no two houses share.
    package func isLike(_ other: Self) -> Bool { likeness == other.likeness }

    /// The names of the tables that are not the same in both.
    package func differences(from other: Self) -> [String] {
        Set(tables.keys).union(other.tables.keys).filter { likeness[$0] != other.likeness[$0] }.sorted()
    }

    private static func names(_ db: any Connection) throws -> [String] {
        switch db.dialect {
        case .sqlite: try db.rows("SELECT name FROM sqlite_master WHERE type = 'table'").map { try $0.string("name") }
        case .postgres:
            try db.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()").map { try $0.string("name") }
        }
    }
}
