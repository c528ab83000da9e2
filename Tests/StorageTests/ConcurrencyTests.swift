import Storage
import Testing

private struct Refused: Error {}

@Suite struct `Many writers at once` {
    @Test(arguments: Engine.available) func `keep every acknowledged row, and nothing of those that failed`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let acknowledged = await withTaskGroup(of: [String].self) { group in
                for writer in 0..<64 {
                    group.addTask {
                        var kept: [String] = []
                        for turn in 0..<8 {
                            let id = "\(writer)-\(turn)"
                            do {
                                try await database.write { db in
                                    try db.run("INSERT INTO things (id, number) VALUES (\(id), \(writer))")
                                    switch (writer + turn) % 4 {
                                    case 0: throw Refused()
                                    case 1: try db.run("INSERT INTO things (id) VALUES (\(id))")
                                    default: break
                                    }
                                }
                                kept.append(id)
                            } catch {}
                        }
                        return kept
                    }
                }
                return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
            }
            let stored = try await database.read { try Set($0.rows("SELECT id FROM things").map { try $0.string("id") }) }
            #expect(acknowledged.count == 64 * 8 / 2)
            #expect(stored == acknowledged)
        }
    }

    @Test(arguments: Engine.available) func `never lose a step of a counter that each reads and then writes`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            _ = try await database.write { try $0.run("INSERT INTO things (id, number) VALUES ('counter', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        _ = try await database.write { db in
                            let number = try db.rows("SELECT number FROM things WHERE id = 'counter'")[0].integer("number")
                            return try db.run("UPDATE things SET number = \(number + 1) WHERE id = 'counter'")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.rows("SELECT number FROM things")[0].integer("number") } == 64)
        }
    }

    @Test(arguments: Engine.available) func `of two programs all get their writes in`(engine: Engine) async throws {
        try await engine.withAddress { address in
            let databases = [try openDatabase(address), try openDatabase(address)]
            try await databases[0].migrate(things)
            _ = try await databases[0].write { try $0.run("INSERT INTO things (id, number) VALUES ('counter', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        _ = try await databases[number % 2].write { db in
                            let number = try db.rows("SELECT number FROM things WHERE id = 'counter'")[0].integer("number")
                            return try db.run("UPDATE things SET number = \(number + 1) WHERE id = 'counter'")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let number = try await databases[1].read { try $0.rows("SELECT number FROM things")[0].integer("number") }
            #expect(number == 40)
            for database in databases { await database.close() }
        }
    }

    @Test(arguments: Engine.available) func `and more readers than there are connections all come to their turn`(engine: Engine)
        async throws
    {
        try await engine.withDatabase(things) { database in
            _ = try await database.write {
                try $0.load(into: "things", columns: ["id", "number"], rows: (1...200).map { [.text("\($0)"), .integer($0)] })
            }
            let sums = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 {
                    group.addTask { try await database.read { try $0.rows("SELECT sum(number) AS total FROM things")[0].integer("total") } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(sums == Array(repeating: 20_100, count: 100))
        }
    }

    @Test(arguments: Engine.available) func `keep a rule over two rows that each alone would not break`(engine: Engine) async throws {
        // Write skew: both see the other on duty and both leave. Serializable transactions forbid it.
        try await engine.withDatabase(things) { database in
            for round in 0..<10 {
                try await database.write { db in
                    try db.run("DELETE FROM things")
                    try db.run("INSERT INTO things (id, flag) VALUES ('a', 1), ('b', 1)")
                }
                await withTaskGroup(of: Void.self) { group in
                    for id in ["a", "b"] {
                        group.addTask {
                            _ = try? await database.write { db in
                                guard try db.rows("SELECT id FROM things WHERE flag = 1").count == 2 else { return }
                                try db.run("UPDATE things SET flag = 0 WHERE id = \(id)")
                            }
                        }
                    }
                }
                #expect(try await database.read { try $0.rows("SELECT id FROM things WHERE flag = 1").count } == 1, "round \(round)")
            }
        }
    }
}

@Suite struct `Writes that are committed together` {
    private static let families = """
        CREATE TABLE parents (id TEXT PRIMARY KEY);
        CREATE TABLE children (
            id TEXT PRIMARY KEY,
            parent TEXT NOT NULL REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED
        );
        """

    @Test(arguments: Engine.available) func `fail only where a deferred constraint refuses one at COMMIT`(engine: Engine) async throws {
        try await engine.withDatabase(Self.families) { database in
            let results = await database.together(
                (0..<9).map { number in
                    { db in
                        let parent = number == 4 ? "nobody" : "p\(number)"
                        try db.run("INSERT INTO children (id, parent) VALUES (\("c\(number)"), \(parent))")
                        if number != 4 { try db.run("INSERT INTO parents (id) VALUES (\(parent))") }
                    }
                })
            for (number, result) in results.enumerated() {
                if number == 4 {
                    let error = #expect(throws: StorageError.self) { try result.get() }
                    #expect(error?.constraint?.kind == .foreignKey)
                } else {
                    #expect(throws: Never.self) { try result.get() }
                }
            }
            try await database.expect(8, in: "children")
            try await database.expect(8, in: "parents")
        }
    }

    @Test func `fail only where one fills the disk`() async throws {
        try await Engine.sqlite.withDatabase(things) { database in
            let room = try await database.write { db in
                let pages = try db.rows("PRAGMA page_count")[0].integer("page_count")
                return try db.rows(SQL(file: "PRAGMA max_page_count = \(pages + 8)"))[0].integer("max_page_count")
            }
            let results = await database.together(
                (0..<5).map { number in
                    { db in
                        let size = number == 2 ? room * 8192 : 1
                        try db.run("INSERT INTO things (id, data) VALUES (\("\(number)"), \([UInt8](repeating: 1, count: size)))")
                    }
                })
            let error = #expect(throws: StorageError.self) { try results[2].get() }
            guard case .unwritable(.full, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.isOutage == true)
            for number in [0, 1, 3, 4] { #expect(throws: Never.self) { try results[number].get() } }
            try await database.expect(4, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `see nothing of a neighbour that failed, and all of one that did not`(engine: Engine)
        async throws
    {
        try await engine.withDatabase(things) { database in
            let results = await database.together(
                (0..<10).map { number in
                    { db in
                        let failed = try db.rows("SELECT id FROM things WHERE flag = 1").count
                        try db.run("INSERT INTO things (id, flag, number) VALUES (\("\(number)"), \(number % 2 == 1), \(failed))")
                        switch number % 4 {
                        case 1: throw Refused()
                        case 3: try db.run("INSERT INTO things (id) VALUES (\("\(number)"))")
                        default: break
                        }
                    }
                })
            #expect(results.map { (try? $0.get()) != nil } == (0..<10).map { $0 % 2 == 0 })
            let seen = try await database.read { try $0.rows("SELECT number FROM things").map { try $0.integer("number") } }
            #expect(seen == [0, 0, 0, 0, 0])
        }
    }

    @Test func `are on disk before they are told, for synchronous reads 2`() async throws {
        try await Engine.sqlite.withDatabase { database in
            let pragmas = try await database.write { db in
                (
                    try db.rows("PRAGMA synchronous")[0].integer("synchronous"),
                    try db.rows("PRAGMA journal_mode")[0].string("journal_mode"),
                    try db.rows("PRAGMA foreign_keys")[0].integer("foreign_keys")
                )
            }
            #expect(pragmas == (2, "wal", 1))
        }
    }

    @Test func `are refused as read-only where the file is`() async throws {
        try await Engine.sqlite.withDatabase(things) { database in
            _ = try await database.write { try $0.rows("PRAGMA query_only = 1") }
            let error = await #expect(throws: StorageError.self) {
                try await database.write { try $0.run("INSERT INTO things (id) VALUES ('a')") }
            }
            guard case .unwritable(.readOnly, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
