import Storage
import Testing

@Suite struct `A broken rule of the schema` {
    private static let schema = """
        CREATE TABLE units (
            id TEXT PRIMARY KEY,
            code TEXT NOT NULL,
            block TEXT NOT NULL,
            size BIGINT NOT NULL DEFAULT 0,
            parent TEXT REFERENCES units (id),
            CONSTRAINT units_size_positive CHECK (size >= 0),
            UNIQUE (code, block)
        );
        INSERT INTO units (id, code, block) VALUES ('a', 'SNV', 'departments');
        """

    @Test(arguments: Engine.available) func `names itself, so that a room can tell a person`(engine: Engine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            func constraint(_ sql: SQL) async throws -> Constraint {
                let error = await #expect(throws: StorageError.self) { try await database.write { try $0.run(sql) } }
                return try #require(error?.constraint)
            }
            let primary = try await constraint("INSERT INTO units (id, code, block) VALUES ('a', 'x', 'x')")
            #expect(primary.isUnique("units", "id"))
            #expect(!primary.isUnique("units", "code"))
            let unique = try await constraint("INSERT INTO units (id, code, block) VALUES (\("b"), \("SNV"), \("departments"))")
            #expect(unique.isUnique("units", "code", "block"))
            let missing = try await constraint("INSERT INTO units (id, block) VALUES ('b', 'x')")
            #expect(missing.kind == .notNull)
            #expect(missing.table == "units")
            #expect(missing.columns == ["code"])
            let check = try await constraint("UPDATE units SET size = -1")
            #expect(check.kind == .check)
            #expect(check.name == "units_size_positive")
            let parent = try await constraint("UPDATE units SET parent = 'nobody'")
            #expect(parent.kind == .foreignKey)
            let child = try await constraint("INSERT INTO units (id, code, block, parent) VALUES ('c', 'x', 'x', 'nobody')")
            #expect(child.kind == .foreignKey)
        }
    }

    @Test(arguments: Engine.available) func `is found in a bulk load too, which then leaves nothing`(engine: Engine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try db.load(
                        into: "units", columns: ["id", "code", "block"],
                        rows: [["b", "x", "y"], ["c", "x", "z"], ["d", "SNV", "departments"]].map { $0.map(SQLValue.text) })
                }
            }
            #expect(error?.constraint?.isUnique("units", "code", "block") == true)
            try await database.expect(1, in: "units")
        }
    }

    @Test(arguments: Engine.available) func `refuses a value of another type`(engine: Engine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            for sql: SQL in ["UPDATE units SET size = \("three")", "UPDATE units SET size = \([1] as [UInt8])"] {
                let error = await #expect(throws: StorageError.self) { try await database.write { try $0.run(sql) } }
                guard case .statement = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
        }
    }
}
