import Kernel
import Storage
import Testing

@Suite struct `The migrator` {
    private static let now = Timestamp(milliseconds: 1_792_000_000_000)
    private static let files = [
        "Migrations/0001_a_create_a.sql": "-- Why.\nCREATE TABLE a (id TEXT PRIMARY KEY);",
        "Migrations/0002_b_create_b.sql":
            "-- Why.\nCREATE TABLE b (id TEXT PRIMARY KEY REFERENCES a (id));\nINSERT INTO a (id) VALUES ('x;y');",
    ]
    private static let third = files.merging(["Migrations/0003_c_create_c.sql": "-- Why.\nCREATE TABLE c (id TEXT);"]) { $1 }

    private func applied(_ database: any Database) async throws -> [String] {
        try await database.read { try $0.rows("SELECT name FROM schema_migrations ORDER BY name").map { try $0.string("name") } }
    }

    @Test(arguments: Engine.available) func `applies everything once, in order, and says what and when`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            #expect(
                try await Migrator(files: Self.files).migrate(database, at: Self.now) == ["0001_a_create_a.sql", "0002_b_create_b.sql"])
            #expect(try await Migrator(files: Self.files).migrate(database, at: Self.now) == [])
            #expect(try await Migrator(files: Self.third).migrate(database, at: Self.now) == ["0003_c_create_c.sql"])
            let rows = try await database.read { try $0.rows("SELECT digest, applied_ms FROM schema_migrations") }
            #expect(try rows.allSatisfy { try $0.string("digest").utf8.count == 16 && $0.timestamp("applied_ms") == Self.now })
            try await database.expect(1, in: "a")
        }
    }

    @Test(arguments: Engine.available) func `lets two programs migrate at once, each migration going in once`(engine: Engine) async throws {
        try await engine.withAddress { address in
            let files = (1...12).reduce(into: [String: String]()) { files, number in
                let name = "\(number + 1000)"
                files["\(name)_t_create_t.sql"] = "CREATE TABLE t\(name) (id TEXT); INSERT INTO t\(name) (id) VALUES ('x');"
            }
            let databases = try (1...3).map { _ in try openDatabase(address) }
            let done = try await withThrowingTaskGroup(of: [String].self) { group in
                for database in databases { group.addTask { try await Migrator(files: files).migrate(database, at: Self.now) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(done.sorted() == files.keys.sorted())
            #expect(try await applied(databases[0]) == files.keys.sorted())
            for database in databases { await database.close() }
        }
    }

    @Test(arguments: Engine.available) func `refuses a database of a newer program and leaves it as it is`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Migrator(files: Self.third).migrate(database, at: Self.now)
            let older = Self.files.merging(["0004_d_create_d.sql": "CREATE TABLE d (id TEXT);"]) { $1 }
            await #expect(throws: StorageError.newerSchema(migrations: ["0003_c_create_c.sql"])) {
                try await Migrator(files: older).migrate(database, at: Self.now)
            }
            #expect(try await applied(database).count == 3)
            await #expect(throws: StorageError.self) { try await database.count("d") }
        }
    }

    @Test(arguments: Engine.available) func `refuses a migration whose text changed after it was applied`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Migrator(files: Self.files).migrate(database, at: Self.now)
            var changed = Self.third
            changed["Migrations/0001_a_create_a.sql"]? += " "
            await #expect(throws: StorageError.migration(name: "0001_a_create_a.sql", problem: "was changed after it was applied")) {
                try await Migrator(files: changed).migrate(database, at: Self.now)
            }
            #expect(try await applied(database).count == 2)
        }
    }

    @Test(arguments: Engine.available) func `refuses a migration that would go in before an applied one`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Migrator(files: Self.files).migrate(database, at: Self.now)
            let late = Self.files.merging(["0001_b_late.sql": "CREATE TABLE late (id TEXT);"]) { $1 }
            await #expect(
                throws: StorageError.migration(
                    name: "0001_b_late.sql", problem: "comes before 0002_b_create_b.sql, which is applied already")
            ) {
                try await Migrator(files: late).migrate(database, at: Self.now)
            }
            #expect(try await applied(database).count == 2)
        }
    }

    @Test(arguments: Engine.available, ["NONSENSE", "INSERT INTO c (id) VALUES ('x')", "SELECT 'open"])
    func `keeps nothing of a migration that fails, and all before it`(engine: Engine, fault: String) async throws {
        try await engine.withDatabase { database in
            let files = Self.files.merging([
                "0003_c.sql": "CREATE TABLE c (id TEXT PRIMARY KEY); INSERT INTO c (id) VALUES ('x'); \(fault);"
            ]) { $1 }
            await #expect(throws: StorageError.self) { try await Migrator(files: files).migrate(database, at: Self.now) }
            let kept = try await applied(database)
            #expect(kept == ["0001_a_create_a.sql", "0002_b_create_b.sql"])
            await #expect(throws: StorageError.self) { try await database.count("c") }
            let mended = try await Migrator(files: Self.third).migrate(database, at: Self.now)
            #expect(mended == ["0003_c_create_c.sql"])
        }
    }

    @Test(arguments: Engine.available) func `holds columns to the portable types`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            for type in ["DOUBLE PRECISION", "VARCHAR(10)", "DATE", "NUMERIC(10,2)"] {
                let error = await #expect(throws: StorageError.self, "\(type)") {
                    try await Migrator(files: ["0001_x.sql": "CREATE TABLE x (id TEXT, y \(type));"]).migrate(database, at: Self.now)
                }
                guard case .migration(name: "0001_x.sql", _) = error else {
                    Issue.record("\(type): \(String(describing: error))")
                    continue
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `makes text sort by its bytes, whatever the locale of the database`(engine: Engine) async throws
    {
        let words = ["Z", "a", "A", "é", "e", "đ", "Đ", "d", "z", " ", "-", "ă", "â", "b", "~"]
        try await engine.withDatabase("CREATE TABLE words (word TEXT PRIMARY KEY, other TEXT); CREATE INDEX words_other ON words (other);")
        { database in
            let sorted = try await database.write { db in
                for word in words { try db.run("INSERT INTO words (word, other) VALUES (\(word), \(word))") }
                return [
                    try db.rows("SELECT word FROM words ORDER BY word").map { try $0.string("word") },
                    try db.rows("SELECT word FROM words ORDER BY other").map { try $0.string("word") },
                    try db.rows("SELECT word FROM words WHERE word > \("Z") ORDER BY word DESC").map { try $0.string("word") }.reversed(),
                ]
            }
            let bytewise = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(sorted == [bytewise, bytewise, bytewise.filter { "Z".utf8.lexicographicallyPrecedes($0.utf8) }])
        }
    }
}

@Suite struct `The house's own migrations` {
    private static let names = Migrator().migrations.map(\.name)

    @Test func `are numbered 1, 2, 3 and named NNNN_room_verb_object`() {
        for (index, name) in Self.names.enumerated() {
            let words = name.replacing(".sql", with: "").split(separator: "_")
            #expect(Int(words[0]) == index + 1 && words[0].count == 4 && words.count >= 4, "\(name)")
            #expect(name.hasSuffix(".sql") && name == name.lowercased(), "\(name)")
        }
        #expect(!Self.names.isEmpty)
    }

    @Test func `each open with a sentence of why`() {
        for migration in Migrator().migrations {
            let sentence = migration.text.prefix { !$0.isNewline }
            #expect(sentence.hasPrefix("-- ") && sentence.split(separator: " ").count > 4, "\(migration.name)")
        }
    }

    @Test(arguments: Engine.available) func `apply to an empty database and are all there afterwards`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            #expect(try await Migrator().migrate(database, at: Timestamp(milliseconds: 1)) == Self.names)
            #expect(try await Migrator().migrate(database, at: Timestamp(milliseconds: 2)) == [])
            try await database.expect(Self.names.count, in: "schema_migrations")
        }
    }

    @Test(arguments: Engine.available) func `go in whole or not at all, whichever statement fails`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            for migrations in (1...Self.names.count).map({ Migrator().migrations.prefix($0) }) {
                let migrator = Migrator(files: Dictionary(uniqueKeysWithValues: migrations.map { ($0.name, $0.text) }))
                let before = try await database.relations()
                var broken: [[String]] = []
                while true {
                    let failing = FailingDatabase(wrapping: database, failStatement: broken.count + 1)
                    do {
                        try await migrator.migrate(failing, at: Timestamp(milliseconds: 1))
                        break
                    } catch StorageError.unwritable {
                        broken.append(try await database.relations())
                    }
                }
                // What fails last is the look for one more migration, when this one is in.
                let whole = try await database.relations()
                #expect(whole.count > before.count && broken.first == before && broken.last == whole)
                #expect(broken.allSatisfy { $0 == before || $0 == whole }, "\(migrator.migrations.last?.name ?? "")")
            }
        }
    }

    @Test(arguments: Engine.available) func `seal an audit entry whole or not at all`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            try await Migrator().migrate(database, at: Timestamp(milliseconds: 1))
            _ = try await database.write { db in
                try db.run("INSERT INTO platform_audit (id, at_ms, actor, action, subject) VALUES ('1', 0, 'a', 'b', 'c')")
            }
            let error = await #expect(throws: StorageError.self) {
                try await database.write { try $0.run("UPDATE platform_audit SET sequence = 1, hash = 'h'") }
            }
            #expect(error?.constraint?.name == "platform_audit_sealed_whole")
            let sealed = try await database.write { try $0.run("UPDATE platform_audit SET sequence = 1, previous_hash = 'g', hash = 'h'") }
            #expect(sealed == 1)
        }
    }
}

extension Database {
    /// The names of all tables and indexes, and of the migrations that are noted as applied.
    fileprivate func relations() async throws -> [String] {
        try await read { db in
            let names =
                switch db.dialect {
                case .sqlite: try db.rows("SELECT name FROM sqlite_master ORDER BY name")
                case .postgres:
                    try db.rows("SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace ORDER BY relname")
                }
            let relations = try names.map { try $0.string("name") }
            guard relations.contains("schema_migrations") else { return relations }
            return try relations + db.rows("SELECT name FROM schema_migrations ORDER BY name").map { try $0.string("name") }
        }
    }
}
