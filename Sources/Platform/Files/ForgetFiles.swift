import Foundation
import Kernel
import Storage

/// Removes files that nothing refers to: sent with a form that was refused, part of a draft that was dropped or of an account that was
/// closed.
///
/// Whoever stores a file has a day to name it in a row, so a preview waits a day to be applied. A file goes in two runs: set aside, then
/// removed; one that was named or sent again in between is put back.
package struct ForgetFiles: Sendable {
    /// Milliseconds.
    static let grace: Int64 = 24 * 3_600_000
    /// Rows in one transaction.
    private static let batch = 500

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction() async throws {
        let before = Timestamp(milliseconds: services.now().milliseconds - Self.grace)
        let database = services.database
        let limit = Self.batch
        while true {
            let found = try await database.read { try FileReferences.unnamed(before: before, limit: limit, $0) }
            if found.isEmpty { break }
            // Looked up again: somebody may have named one of them.
            try await database.write { try FileRecordStore.delete(try FileReferences.unnamed(before: before, limit: limit, $0), $0) }
        }
        try await services.files.forget(before: before) { digests in try await database.read { try FileRecordStore.known(digests, $0) } }
    }
}

/// The columns in which tables name kept files: every foreign key to `platform_files`, and every `file_digest`.
///
/// They are read from the schema, so that a new table is never overlooked.
enum FileReferences {
    /// Files that have a row since before a moment, but are named by no other table.
    static func unnamed(before: Timestamp, limit: Int, _ db: any Connection) throws -> [FileDigest] {
        let others = try columns(db).map { " AND digest NOT IN (SELECT \($0.column) FROM \($0.table) WHERE \($0.column) IS NOT NULL)" }
        // Names of our own schema and two numbers; nothing of it is input.
        let aged = "SELECT digest FROM platform_files WHERE created_ms < \(before.milliseconds)"
        return try db.rows(SQL(file: "\(aged)\(others.joined()) ORDER BY digest LIMIT \(limit)")).map { try $0.word("digest") }
    }

    static func columns(_ db: any Connection) throws -> [(table: String, column: String)] {
        let rows =
            switch db.dialect {
            case .sqlite:
                try db.rows(
                    """
                    SELECT t.name AS table_name, c.name AS column_name FROM sqlite_master t JOIN pragma_table_info(t.name) c
                    WHERE t.type = 'table' AND (c.name = 'file_digest' OR EXISTS (
                        SELECT 1 FROM pragma_foreign_key_list(t.name) f WHERE f."table" = 'platform_files' AND f."from" = c.name))
                    ORDER BY table_name, column_name
                    """)
            case .postgres:
                try db.rows(
                    """
                    SELECT c.relname::text AS table_name, a.attname::text AS column_name FROM pg_class c
                    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND (a.attname = 'file_digest' OR EXISTS (
                        SELECT 1 FROM pg_constraint f
                        WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid = 'platform_files'::regclass AND f.conkey = ARRAY[a.attnum]))
                    ORDER BY table_name, column_name
                    """)
            }
        return try rows.map { (try $0.string("table_name"), try $0.string("column_name")) }
    }
}
