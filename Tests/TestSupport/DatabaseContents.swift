import Storage

/// Every row of every table, so that two moments of a database can be compared whole.
///
/// The list of migrations is left out: it tells when the database was made, not what it holds.
/// Equal are two of one house; ``isLike(_:)`` compares those of two houses.
package struct DatabaseContents: Equatable, Sendable {
    /// The rows of each table as text, sorted.
    package let tables: [String: [String]]
    /// As they came.
    private let rows: [String: [Row]]

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
        let rows = try await database.read { db in
            let names = try Self.names(db).filter { $0 != "schema_migrations" }
            return try Dictionary(uniqueKeysWithValues: names.map { name in (name, try db.rows(SQL(file: "SELECT * FROM \(name)"))) })
        }
        self.rows = rows
        tables = try rows.mapValues { rows in try Self.texts(rows) }
    }

    package static func == (a: Self, b: Self) -> Bool { a.tables == b.tables }

    /// Whether both hold the same, but for secrets, which no two houses share.
    package func isLike(_ other: Self) throws -> Bool { try differences(from: other).isEmpty }

    /// The names of the tables that are not the same in both, secrets left aside.
    package func differences(from other: Self) throws -> [String] {
        try Set(rows.keys).union(other.rows.keys).filter { name in
            guard tables[name] != other.tables[name] else { return false }
            return try likeness(name) != other.likeness(name)
        }.sorted()
    }

    /// What a table holds without what is random by nature; nil: there is none.
    private func likeness(_ name: String) throws -> [String]? {
        try rows[name].map { rows in try Self.texts(rows) { Self.random.contains("\(name).\($0)") } }
    }

    private static func texts(_ rows: [Row], isRandom: (String) -> Bool = { _ in false }) throws -> [String] {
        try rows.map { row in
            var text = ""
            for column in row.columns {
                text += column
                switch try row.value(column) {
                case .null: text += " "
                case _ where isRandom(column): text += "=random "
                case .integer(let number): text += "=\(number) "
                case .text(let words): text += "='\(words)' "
                case .bytes(let bytes): text += "=x\(bytes.map { String($0, radix: 16) }.joined(separator: ".")) "
                }
            }
            return text
        }.sorted()
    }

    private static func names(_ db: any Connection) throws -> [String] {
        switch db.dialect {
        case .sqlite: try db.rows("SELECT name FROM sqlite_master WHERE type = 'table'").map { try $0.string("name") }
        case .postgres:
            try db.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()").map { try $0.string("name") }
        }
    }
}
