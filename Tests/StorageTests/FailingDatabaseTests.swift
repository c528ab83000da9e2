import Storage
import Testing

@Suite struct `A database made to fail` {
    private func work(_ database: any Database) async throws {
        try await database.write { db in
            try db.run("INSERT INTO things (id) VALUES ('a')")
            _ = try db.rows("SELECT id FROM things")
            try db.load(into: "things", columns: ["id"], rows: [[.text("b")], [.text("c")]])
            try db.each("SELECT id FROM things") { _ in }
        }
        try await database.writeAlone { db in
            // A verb that forgives must not be saved by it.
            _ = try? db.run("UPDATE things SET number = 1")
            _ = try? db.run("UPDATE things SET number = 2")
        }
    }

    @Test(arguments: Engine.available) func `fails each statement and each COMMIT in turn, and leaves no transaction half-done`(
        engine: Engine
    ) async throws {
        try await engine.withDatabase(things) { database in
            var failures = 0
            while true {
                _ = try await database.write { try $0.run("DELETE FROM things") }
                let failing = FailingDatabase(wrapping: database, failStatement: failures + 1)
                do {
                    try await work(failing)
                    break
                } catch let error as StorageError {
                    #expect(error == .unwritable(.full, reason: "a test made this statement fail"))
                    failures += 1
                    #expect(failing.statements >= failures)
                    let numbers = try await database.read {
                        try $0.rows("SELECT number FROM things").map { try $0.optionalInteger("number") }
                    }
                    #expect(numbers == (failures <= 5 ? [] : [nil, nil, nil]), "statement \(failures)")
                }
            }
            #expect(failures == 8)
            #expect(try await database.read { try $0.rows("SELECT number FROM things WHERE number = 2").count } == 3)
        }
    }

    @Test(arguments: Engine.available) func `only counts when no statement is to fail, and reads are free`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let counting = FailingDatabase(wrapping: database)
            try await work(counting)
            _ = try await counting.read { try $0.rows("SELECT id FROM things") }
            #expect(counting.statements == 8)
            #expect(counting.dialect == database.dialect)
        }
    }
}
