import Storage

/// Every row of every table, so that two moments of a database can be compared whole.
///
/// The list of migrations is left out: it tells when the database was made, not what it holds.
package struct DatabaseContents: Equatable, Sendable {
    /// The rows of each table as text, sorted.
    package let tables: [String: [String]]

    package init(_ database: any Database) async throws {
        tables = try await database.read { db in
            var tables: [String: [String]] = [:]
            for name in try Self.names(db) where name != "schema_migrations" {
                tables[name] = try db.rows(SQL(file: "SELECT * FROM \(name)")).map { row in
                    try row.columns.map { "\($0)=\(try row.value($0))" }.joined(separator: " ")
                }.sorted()
            }
            return tables
        }
    }

    /// The names of the tables that are not the same in both.
    package func differences(from other: Self) -> [String] {
        Set(tables.keys).union(other.tables.keys).filter { tables[$0] != other.tables[$0] }.sorted()
    }

    private static func names(_ db: any Connection) throws -> [String] {
        switch db.dialect {
        case .sqlite: try db.rows("SELECT name FROM sqlite_master WHERE type = 'table'").map { try $0.string("name") }
        case .postgres:
            try db.rows("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()").map { try $0.string("name") }
        }
    }
}
