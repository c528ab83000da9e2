import Kernel

/// Brings a database to the schema of this binary: every migration once, in order, each in a transaction of its own.
///
/// The timeline only grows. Before anything is touched the database is compared with the files; it is refused when it knows
/// a migration that they do not (``StorageError/newerSchema(migrations:)``), when an applied file has changed since, or when
/// one would have to go in before another that is already applied. Two programs may migrate at once: one waits.
package struct Migrator: Sendable {
    /// In the order of the timeline.
    package let migrations: [Migration]

    /// The migrations that this binary carries.
    package init() { self.init(files: Embedded.files) }

    /// Migrations by their path; what counts is the last part, `NNNN_room_verb_object.sql`.
    package init(files: [String: String]) {
        migrations = files.map { path, text in Migration(name: path.split(separator: "/").last.map(String.init) ?? path, text: text) }
            .sorted { $0.name < $1.name }
    }

    /// Applies what is missing and returns the names of what it applied.
    ///
    /// When one fails nothing of it is kept, and what was applied before it stays.
    @discardableResult
    package func migrate(_ database: any Database, at moment: Timestamp) async throws -> [String] {
        var applied: [String] = []
        while let name = try await database.writeAlone({ try next(on: $0, at: moment) }) { applied.append(name) }
        return applied
    }

    /// Applies the first missing migration and returns its name; nil when none is missing.
    private func next(on connection: any Connection, at moment: Timestamp) throws -> String? {
        let isFresh = try !Self.isPrepared(connection)
        let done = isFresh ? [] : try connection.rows("SELECT name, digest FROM schema_migrations ORDER BY name")
        try check(done.map { (name: try $0.string("name"), digest: try $0.string("digest")) })
        guard done.count < migrations.count else { return nil }
        let migration = migrations[done.count]
        if isFresh { try Self.run(Self.ownTable, of: migration.name, on: connection) }
        try Self.run(migration.text, of: migration.name, on: connection)
        if connection.dialect == .postgres { try Self.checkColumns(of: migration.name, on: connection) }
        try connection.run(
            """
            INSERT INTO schema_migrations (name, digest, applied_ms)
            VALUES (\(migration.name), \(migration.digest), \(moment))
            """)
        return migration.name
    }

    private func check(_ done: [(name: String, digest: String)]) throws {
        let known = Set(migrations.map(\.name))
        let unknown = done.map(\.name).filter { !known.contains($0) }
        guard unknown.isEmpty else { throw StorageError.newerSchema(migrations: unknown) }
        for (migration, applied) in zip(migrations, done) {
            guard migration.name == applied.name else {
                throw StorageError.migration(name: migration.name, problem: "comes before \(applied.name), which is applied already")
            }
            guard migration.digest == applied.digest else {
                throw StorageError.migration(name: migration.name, problem: "was changed after it was applied")
            }
        }
    }

    private static let ownTable = """
        CREATE TABLE schema_migrations (name TEXT PRIMARY KEY, digest TEXT NOT NULL, applied_ms BIGINT NOT NULL);
        """

    private static func isPrepared(_ connection: any Connection) throws -> Bool {
        let tables =
            switch connection.dialect {
            case .sqlite: try connection.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'")
            case .postgres:
                try connection.rows(
                    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migrations'")
            }
        return !tables.isEmpty
    }

    private static func run(_ text: String, of name: String, on connection: any Connection) throws {
        do {
            for statement in try SQLScript(text, for: connection.dialect).statements { try connection.run(SQL(file: statement)) }
        } catch StorageError.statement(let message, let statement) {
            throw StorageError.migration(name: name, problem: "failed: \(message) in: \(statement)")
        }
    }

    /// Holds the columns made by this transaction to the portable types; SQLite's STRICT does the same by itself.
    private static func checkColumns(of name: String, on connection: any Connection) throws {
        let wrong = try connection.rows(
            """
            SELECT c.relname AS table_name, a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type_name
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
              AND CAST(CAST(a.xmin AS TEXT) AS BIGINT) = txid_current() % 4294967296
              AND NOT (a.atttypid IN ('bigint'::regtype, 'bytea'::regtype)
                       OR a.atttypid = 'text'::regtype AND a.attcollation = '"C"'::regcollation)
            ORDER BY c.relname, a.attnum LIMIT 1
            """)
        guard let column = wrong.first else { return }
        let place = "\(try column.string("table_name")).\(try column.string("column_name"))"
        throw StorageError.migration(
            name: name, problem: "makes \(place) a \(try column.string("type_name")): columns are TEXT, BIGINT, INTEGER or BLOB")
    }
}

/// One step of the timeline.
package struct Migration: Sendable {
    /// The name of the file, `NNNN_room_verb_object.sql`.
    package let name: String
    package let text: String
    /// FNV-1a over the text, 16 hexadecimal digits: it finds an edit by mistake, and guards against nothing else.
    package let digest: String

    init(name: String, text: String) {
        self.name = name
        self.text = text
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        digest = String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
