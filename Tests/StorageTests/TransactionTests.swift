import Storage
import Testing

private struct Refused: Error, Equatable {}

@Suite struct `A transaction` {
    @Test(arguments: Engine.available) func `leaves nothing when its closure throws`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            await #expect(throws: Refused()) {
                try await database.write { db in
                    try db.run("INSERT INTO things (id) VALUES ('a')")
                    throw Refused()
                }
            }
            try await database.expect(0, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `is doomed by a statement that failed, even one that was forgiven`(engine: Engine) async throws
    {
        try await engine.withDatabase(things) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO things (id) VALUES ('a')")
                    _ = try? db.run("INSERT INTO things (id) VALUES ('a')")
                    _ = try? db.run("INSERT INTO things (id) VALUES ('b')")
                }
            }
            #expect(error?.constraint?.kind == .unique)
            try await database.expect(0, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `answers several questions at once as it answers each`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            @Sendable func numbers() -> Query<[Int]> {
                Query("SELECT number FROM things ORDER BY id") { try $0.map { try $0.integer("number") } }
            }
            @Sendable func number(of id: String) -> Query<Int?> {
                Query("SELECT number FROM things WHERE id = \(id)") { try $0.first.map { try $0.integer("number") } }
            }
            try await database.write { db in
                try db.run("INSERT INTO things (id, number) VALUES ('a', 1), ('b', 2)")
                let (all, second, _, none) = try db.ask(numbers(), number(of: "b"), .nothing, number(of: "c"))
                #expect(all == [1, 2])
                #expect(second == 2)
                #expect(none == nil)
                try db.run("UPDATE things SET number = 3 WHERE id = 'b'")
                let changed = try db.ask(number(of: "b"))
                #expect(changed == 3)
            }
            // More texts than a connection keeps prepared.
            var sum: SQL = "0"
            let questions = (1...600).map { _ in
                sum = "\(sum) + 1"
                return "SELECT \(sum) AS number" as SQL
            }
            let found = try await database.read { db in
                try stride(from: 0, to: 600, by: 50).flatMap { try db.answers(Array(questions[$0..<$0 + 50])) }
            }
            #expect(try found.map { try $0[0].integer("number") } == Array(1...600))
        }
    }

    @Test(arguments: Engine.available) func `is doomed by one question among several that fails`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO things (id) VALUES ('a')")
                    _ = try? db.answers(["SELECT id FROM things", "SELECT id FROM nowhere", "SELECT number FROM things"])
                    return try db.rows("SELECT id FROM things").count
                }
            }
            guard case .statement(_, "SELECT id FROM nowhere") = error else {
                Issue.record("it failed with \(String(describing: error))")
                return
            }
            try await database.expect(0, in: "things")
            #expect(try await database.read { try $0.answers(["SELECT id FROM things"])[0].isEmpty })
        }
    }

    @Test(arguments: Engine.available) func `for reading cannot change anything, and is no outage`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.read { db in try db.run("INSERT INTO things (id) VALUES ('a')") }
            }
            #expect(error == .statement(message: "a read may not change anything", statement: "INSERT INTO things (id) VALUES ('a')"))
            #expect(error?.isOutage == false)
            try await database.expect(0, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `for reading sees one moment, whatever is written meanwhile`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let begun = Signal(), written = Signal()
            async let counts = database.read { db in
                let before = try db.rows("SELECT id FROM things").count
                begun.raise()
                written.waitBlocking()
                return [before, try db.rows("SELECT id FROM things").count]
            }
            await begun.wait()
            _ = try await database.write { try $0.run("INSERT INTO things (id) VALUES ('a')") }
            written.raise()
            #expect(try await counts == [0, 0])
            try await database.expect(1, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `tells how many rows a statement changed`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let changes = try await database.write { db in
                [
                    try db.run("INSERT INTO things (id, number) VALUES ('a', 1), ('b', 2), ('c', 3)"),
                    try db.run("UPDATE things SET number = 0 WHERE number > 1"),
                    try db.run("INSERT INTO things (id) VALUES ('a') ON CONFLICT (id) DO NOTHING"),
                    try db.run("INSERT INTO things (id, number) VALUES ('a', 9) ON CONFLICT (id) DO UPDATE SET number = excluded.number"),
                    try db.run("SELECT id FROM things"),
                    try db.run("CREATE TABLE others (id TEXT)"),
                    try db.run("INSERT INTO things (id) VALUES ('d') RETURNING id"),
                    try db.run("DELETE FROM things"),
                    try db.run("DELETE FROM things"),
                ]
            }
            #expect(changes == [3, 2, 0, 1, 0, 0, 1, 4, 0])
        }
    }

    @Test(arguments: Engine.available) func `takes one statement at a time and no text that is none`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            for text in [
                "INSERT INTO things (id) VALUES ('a'); INSERT INTO things (id) VALUES ('b')", "SELEC 1", "SELECT nothing FROM things",
                "SELECT ?",
            ] {
                let error = await #expect(throws: StorageError.self) { try await database.write { try $0.run(SQL(file: text)) } }
                guard case .statement(_, statement: text) = error else {
                    Issue.record("\(text) gave \(String(describing: error))")
                    continue
                }
            }
            try await database.expect(0, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `walks many rows, also one walk inside another of the same text`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let (sum, pairs, stopped) = try await database.write { db in
                try db.load(into: "things", columns: ["id", "number"], rows: (1...1700).map { [.text("\($0)"), .integer($0)] })
                var sum = 0, pairs = 0, stopped = 0
                try db.each("SELECT number FROM things WHERE number > \(0)") { sum += try $0.integer("number") }
                try db.each("SELECT number FROM things WHERE number > \(1690)") { _ in
                    try db.each("SELECT number FROM things WHERE number > \(1690)") { _ in pairs += 1 }
                    pairs += try db.rows("SELECT count(*) AS n FROM things WHERE number > \(1690)")[0].integer("n")
                }
                do {
                    try db.each("SELECT number FROM things") { _ in
                        stopped += 1
                        if stopped == 3 { throw Refused() }
                    }
                } catch is Refused {}
                // A walk that was left can be begun again, and the transaction goes on.
                try db.each("SELECT number FROM things WHERE number = \(1)") { _ in stopped += 1 }
                return (sum, pairs, stopped)
            }
            #expect(sum == 1700 * 1701 / 2)
            #expect(pairs == 10 * 10 + 10 * 10)
            #expect(stopped == 4)
            try await database.expect(1700, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `reads columns that another connection has just added`(engine: Engine) async throws {
        try await engine.withAddress { address in
            let one = try openDatabase(address), other = try openDatabase(address)
            try await one.migrate(things)
            for _ in 1...2 { _ = try await one.read { try $0.rows("SELECT * FROM things") } }
            _ = try await one.write { try $0.run("INSERT INTO things (id) VALUES ('a')") }
            _ = try await other.write { try $0.run("ALTER TABLE things ADD COLUMN more INTEGER") }
            for _ in 1...8 {
                let rows = try await one.read { try $0.rows("SELECT * FROM things") }
                #expect(rows.map(\.columns) == [["id", "words", "number", "flag", "data", "more"]])
            }
            await one.close()
            await other.close()
        }
    }

    @Test(arguments: Engine.available) func `is refused once the database is closed, and what had begun is finished`(engine: Engine)
        async throws
    {
        try await engine.withAddress { address in
            let database = try openDatabase(address)
            try await database.migrate(things)
            async let last = database.write { db in
                for number in 1...500 { try db.run("INSERT INTO things (id) VALUES (\(String(number)))") }
                return "done"
            }
            let begun = try await last
            await database.close()
            #expect(begun == "done")
            await #expect(throws: StorageError.unreachable(reason: "it is closed")) { try await database.read { try $0.rows("SELECT 1") } }
            await #expect(throws: StorageError.unreachable(reason: "it is closed")) {
                try await database.write { try $0.run("DELETE FROM things") }
            }
            let again = try openDatabase(address)
            try await again.expect(500, in: "things")
            await again.close()
        }
    }

    @Test(arguments: Engine.available) func `shows how it would run`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let (byKey, all) = try await database.read { db in
                (try db.plan("SELECT words FROM things WHERE id = \("a")"), try db.plan("SELECT words FROM things WHERE words = \("a")"))
            }
            switch engine {
            case .sqlite:
                #expect(byKey.contains { $0.hasPrefix("SEARCH things USING INDEX") })
                #expect(all == ["SCAN things"])
            case .postgres:
                #expect(byKey.contains { $0.contains("Index") })
                #expect(all.contains { $0.contains("Seq Scan on things") })
            }
        }
    }
}
