import Foundation
import Storage
import Testing

@Suite(.enabled(if: Engine.postgresURL != nil, "CCHC_TEST_POSTGRES is not set")) struct `On PostgreSQL` {
    @Test func `a transaction that lost a race runs again from its beginning`() async throws {
        try await Engine.postgres.withDatabase(things) { database in
            _ = try await database.write { try $0.run("INSERT INTO things (id, number) VALUES ('counter', 0)") }
            let runs = Counter(), firstRead = Signal(), secondRead = Signal()
            @Sendable func step(_ mine: Signal, _ others: Signal) async throws {
                let attempts = Counter()
                _ = try await database.write { db in
                    runs.next()
                    let number = try db.rows("SELECT number FROM things WHERE id = 'counter'")[0].integer("number")
                    if attempts.next() == 1 {
                        // Both have read before either writes.
                        mine.raise()
                        others.waitBlocking()
                    }
                    return try db.run("UPDATE things SET number = \(number + 1) WHERE id = 'counter'")
                }
            }
            async let one: Void = step(firstRead, secondRead)
            async let other: Void = step(secondRead, firstRead)
            _ = try await (one, other)
            #expect(try await database.read { try $0.rows("SELECT number FROM things")[0].integer("number") } == 2)
            #expect(runs.value == 3)
        }
    }

    @Test func `a deadlock ends with both done`() async throws {
        try await Engine.postgres.withDatabase(things) { database in
            _ = try await database.write { try $0.run("INSERT INTO things (id, number) VALUES ('a', 0), ('b', 0)") }
            let one = Signal(), other = Signal()
            @Sendable func cross(_ first: String, _ second: String, _ mine: Signal, _ others: Signal) async throws {
                let attempts = Counter()
                _ = try await database.write { db in
                    try db.run("UPDATE things SET number = number + 1 WHERE id = \(first)")
                    if attempts.next() == 1 {
                        mine.raise()
                        others.waitBlocking()
                    }
                    return try db.run("UPDATE things SET number = number + 1 WHERE id = \(second)")
                }
            }
            async let ab: Void = cross("a", "b", one, other)
            async let ba: Void = cross("b", "a", other, one)
            _ = try await (ab, ba)
            #expect(
                try await database.read { try $0.rows("SELECT number FROM things ORDER BY id").map { try $0.integer("number") } } == [2, 2])
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a write held up by another program's lock does not hold up the others`() async throws {
        try await Engine.postgres.withAddress { address in
            let database = try openDatabase(address), other = try openDatabase(address)
            try await database.migrate(things)
            _ = try await database.write { try $0.run("INSERT INTO things (id) VALUES ('held')") }
            let locked = Signal(), release = Signal()
            async let holder = other.write { db in
                let rows = try db.run("UPDATE things SET number = 1 WHERE id = 'held'")
                locked.raise()
                release.waitBlocking()
                return rows
            }
            await locked.wait()
            async let results = database.together(
                (0..<20).map { number in
                    { db in
                        if number == 10 {
                            try db.run("UPDATE things SET words = 'w' WHERE id = 'held'")
                        } else {
                            try db.run("INSERT INTO things (id) VALUES (\("free \(number)"))")
                        }
                    }
                })
            // Ends only if they pass the one that waits, in whatever order they came.
            while try await database.read({ try $0.rows("SELECT id FROM things").count }) < 20 {
                try await Task.sleep(for: .milliseconds(5))
            }
            release.raise()
            #expect(try await holder == 1)
            for result in await results { #expect(throws: Never.self) { try result.get() } }
            let held = try await database.read { try $0.rows("SELECT number, words FROM things WHERE id = 'held'")[0] }
            #expect(try held.integer("number") == 1)
            #expect(try held.string("words") == "w")
            await database.close()
            await other.close()
        }
    }

    @Test func `a lost connection before COMMIT is opened again and the transaction runs again`() async throws {
        try await Engine.postgres.withDatabase(things) { database in
            let runs = Counter()
            let result = try await database.write { db in
                let run = runs.next()
                try db.run("INSERT INTO things (id) VALUES (\("run \(run)"))")
                if run == 1 { _ = try db.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
                return run
            }
            #expect(result == 2)
            #expect(try await database.read { try $0.rows("SELECT id FROM things").map { try $0.string("id") } } == ["run 2"])
        }
    }

    @Test func `connections that were lost while they rested are opened again unseen`() async throws {
        try await Engine.postgres.withDatabase(things) { database in
            try await Engine.postgres.withDatabase { other in
                for _ in 1...3 {
                    let process = try await database.read { try $0.rows("SELECT pg_backend_pid() AS pid")[0].integer("pid") }
                    _ = try await other.read { try $0.rows("SELECT pg_terminate_backend(CAST(\(process) AS INTEGER))") }
                    _ = try await database.write { try $0.run("INSERT INTO things (id) VALUES (\(UUID().uuidString))") }
                }
                try await database.expect(3, in: "things")
            }
        }
    }

    @Test func `a connection lost during COMMIT is told as unknown, and never run again`() async throws {
        try await Engine.postgres.withDatabase(things) { database in
            try await database.write { db in
                try db.run(
                    SQL(
                        file: """
                            CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS
                            $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(0.01); RETURN NULL; END $$
                            """))
                try db.run(
                    SQL(
                        file: """
                            CREATE CONSTRAINT TRIGGER leave_at_commit AFTER INSERT ON things
                            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION leave()
                            """))
            }
            let runs = Counter()
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    runs.next()
                    try db.run("INSERT INTO things (id) VALUES ('a')")
                }
            }
            guard case .outcomeUnknown = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.isOutage == true)
            #expect(runs.value == 1)
            try await database.expect(0, in: "things")
        }
    }

    @Test func `a race that cannot be won is given up as contention`() async throws {
        try await Engine.postgres.withDatabase(things) { database in
            let runs = Counter()
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    runs.next()
                    _ = try db.rows(SQL(file: "DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$"))
                }
            }
            guard case .contention = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            // Once in its group, then twelve times by itself.
            #expect(runs.value == 13)
            #expect(error?.isOutage == false)
        }
    }

    @Test func `a server that permits reading only is told apart from a mistake`() async throws {
        try await Engine.postgres.withDatabase(things) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    _ = try db.run("SET TRANSACTION READ ONLY")
                    try db.run("INSERT INTO things (id) VALUES ('a')")
                }
            }
            guard case .unwritable(.readOnly, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `transactions are serializable and their commits synchronous`() async throws {
        try await Engine.postgres.withDatabase { database in
            let settings = try await database.write { db in
                try db.rows(
                    """
                    SELECT current_setting('transaction_isolation') AS isolation, current_setting('synchronous_commit') AS synchronous
                    """)[0]
            }
            #expect(try settings.string("isolation") == "serializable")
            #expect(try settings.string("synchronous") != "off")
        }
    }

    @Test func `more statements than are kept prepared still run`() async throws {
        try await Engine.postgres.withDatabase { database in
            // Each list of values is a text of its own: 1200 of them.
            let total = try await database.read { db in
                var total = 0
                for width in 1...1200 {
                    let ones = Array(repeating: SQL("\(1)"), count: width).joined(separator: " + ")
                    if width % 3 == 0 { total += try db.rows("SELECT \(ones) AS n")[0].integer("n") - width }
                    total += try db.rows("SELECT \(width) AS n")[0].integer("n") - width
                }
                return total
            }
            #expect(total == 0)
        }
    }
}
