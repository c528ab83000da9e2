import Kernel
import Storage
import Testing

@Suite struct `Reading a row` {
    enum Colour: String { case red, green }

    private static let select: SQL = "SELECT id, words, number, data, flag FROM things"

    private func withRow(_ engine: Engine, _ body: (Row) throws -> Void) async throws {
        try await engine.withDatabase(things) { database in
            let row = try await database.write { db in
                try db.run("INSERT INTO things (id, words, number, data) VALUES ('red', '2020-02-30', 2, \([1] as [UInt8]))")
                return try db.rows(Self.select)[0]
            }
            try body(row)
        }
    }

    @Test(arguments: Engine.available) func `of a wrong type names the column, the problem and the statement`(engine: Engine) async throws {
        try await withRow(engine) { row in
            let cases: [(String, String, (Row) throws -> Any)] = [
                ("number", "is an integer, not text", { try $0.string("number") }),
                ("id", "is text, not an integer", { try $0.integer("id") }),
                ("id", "is text, not an integer", { try $0.points("id") }),
                ("id", "is text, not an integer", { try $0.timestamp("id") }),
                ("number", "is 2, neither 0 nor 1", { try $0.bool("number") }),
                ("words", "is text that is no date", { try $0.date("words") }),
                ("id", "is text, not bytes", { try $0.bytes("id") }),
                ("data", "is bytes, not text", { try $0.id("data", of: Colour.self) }),
                ("words", "is a word that Colour does not know", { try $0.word("words", as: Colour.self) }),
                ("nothing", "is not in the result", { try $0.optionalString("nothing") as Any }),
                ("flag", "is null", { try $0.bool("flag") }),
                ("flag", "is null", { try $0.string("flag") }),
            ]
            for (name, problem, read) in cases {
                #expect(throws: StorageError.column(name: name, problem: problem, statement: Self.select.text)) {
                    _ = try read(row)
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `takes null for nothing where that is allowed`(engine: Engine) async throws {
        try await withRow(engine) { row in
            let word: Colour = try row.word("id")
            #expect(word == .red)
            #expect(try row.optionalString("flag") == nil)
            #expect(try row.optionalInteger("flag") == nil)
            #expect(try row.optionalBool("flag") == nil)
            #expect(try row.optionalBytes("flag") == nil)
            #expect(try row.optionalID("flag", of: Colour.self) == nil)
            #expect(try row.optionalPoints("flag") == nil)
            #expect(try row.optionalDate("flag") == nil)
            #expect(try row.optionalTimestamp("flag") == nil)
            #expect(try row.optionalWord("flag", as: Colour.self) == nil)
        }
    }

    @Test(arguments: Engine.available) func `of a fraction is refused, for the house keeps none`(engine: Engine) async throws {
        try await engine.withDatabase { database in
            await #expect(throws: StorageError.self) { try await database.read { try $0.rows("SELECT 1.5 AS half") } }
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.rows("SELECT avg(x) AS mean FROM (SELECT 1 AS x UNION SELECT 2) AS t") }
            }
        }
    }

    @Test(arguments: Engine.available) func `gives sums of whole numbers whole, to the last of 64 bits`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            for numbers in [
                [], [5], [10_000, 10_000], [100_000_000], [9_000_000_000_000_000_000, 223_372_036_854_775_807],
                [-9_223_372_036_854_775_807, -1],
            ] as [[Int]] {
                let sum = try await database.write { db in
                    try db.run("DELETE FROM things")
                    for (index, number) in numbers.enumerated() {
                        try db.run("INSERT INTO things (id, number) VALUES (\(String(index)), \(number))")
                    }
                    return try db.rows("SELECT sum(number) AS total FROM things")[0].optionalInteger("total")
                }
                #expect(sum == (numbers.isEmpty ? nil : numbers.reduce(0, +)))
            }
            await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try db.run("DELETE FROM things")
                    try db.run("INSERT INTO things (id, number) VALUES ('a', \(Int.max)), ('b', \(Int.max))")
                    _ = try db.rows("SELECT sum(number) AS total FROM things")
                }
            }
        }
    }

    @Test(arguments: Engine.available) func `finds the first of two columns of one name, and comparisons as 0 and 1`(engine: Engine)
        async throws
    {
        try await engine.withDatabase { database in
            let row = try await database.read { try $0.rows("SELECT 1 AS a, 2 AS a, 3 > 2 AS yes, 3 < 2 AS no")[0] }
            #expect(try row.integer("a") == 1)
            #expect(try row.bool("yes"))
            #expect(try !row.bool("no"))
        }
    }
}
