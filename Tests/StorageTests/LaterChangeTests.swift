import Storage
import Testing

private struct Refused: Error {}

@Suite struct `A change whose count nobody needs` {
    @Test(arguments: Engine.available) func `is found by whatever comes after it`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let seen = try await database.write { db in
                try db.runLater("INSERT INTO things (id, number) VALUES ('a', 1)")
                try db.runLater("UPDATE things SET number = 2 WHERE id = 'a'")
                return try db.rows("SELECT number FROM things").map { try $0.integer("number") }
            }
            #expect(seen == [2])
        }
    }

    @Test(arguments: Engine.available) func `is kept where nothing else is done`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            try await database.write { try $0.runLater("INSERT INTO things (id, number) VALUES ('a', 1)") }
            #expect(try await database.read { try $0.rows("SELECT id FROM things").count } == 1)
        }
    }

    @Test(arguments: Engine.available) func `fails its transaction, be it the last of it`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO things (id, number) VALUES ('a', 1)")
                    try db.runLater("INSERT INTO things (id, number) VALUES ('a', 2)")
                }
            }
            #expect(error?.constraint?.kind == .unique)
            let forgiven = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try? db.runLater("INSERT INTO things (id, flag) VALUES ('b', 7)")
                    _ = try? db.rows("SELECT id FROM things")
                }
            }
            #expect(forgiven?.constraint?.kind == .check)
            let left = try await database.read { try $0.rows("SELECT id FROM things") }
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: Engine.available) func `fails nobody else's`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let acknowledged = await withTaskGroup(of: [String].self) { group in
                for writer in 0..<64 {
                    group.addTask {
                        var kept: [String] = []
                        for turn in 0..<8 {
                            let id = "\(writer)-\(turn)"
                            let write: @Sendable (any Connection) throws -> Void = { db in
                                _ = try db.rows("SELECT COUNT(*) AS n FROM things WHERE id = \(id)")
                                try db.run("INSERT INTO things (id, number) VALUES (\(id), \(writer))")
                                // A quarter adds a row that is there, as the last thing that it does; another gives up after all.
                                let other = (writer + turn) % 4 == 0 ? id : "\(id) too"
                                try db.runLater("INSERT INTO things (id, number) VALUES (\(other), \(writer))")
                                if (writer + turn) % 4 == 1 { throw Refused() }
                            }
                            do {
                                try await database.write(write)
                                kept += [id, "\(id) too"]
                            } catch {}
                        }
                        return kept
                    }
                }
                return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
            }
            let stored = try await database.read { try Set($0.rows("SELECT id FROM things").map { try $0.string("id") }) }
            #expect(acknowledged.count == 64 * 8)
            #expect(stored == acknowledged)
        }
    }
}

@Suite struct `A question by itself` {
    @Test(arguments: Engine.available) func `is answered like any other, and changes nothing`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            _ = try await database.write { try $0.run("INSERT INTO things (id, number) VALUES ('a', 1)") }
            let number = try await database.ask(Query("SELECT number FROM things WHERE id = \("a")") { try $0.first?.integer("number") })
            #expect(number == 1)
            let change = Query<Int>("INSERT INTO things (id, number) VALUES ('b', 1) RETURNING id") { $0.count }
            await #expect(throws: StorageError.self) { try await database.ask(change) }
            await #expect(throws: Refused.self) { try await database.ask(Query<Int>("SELECT 1 AS one") { _ in throw Refused() }) }
            #expect(try await database.read { try $0.rows("SELECT id FROM things").count } == 1)
        }
    }
}
