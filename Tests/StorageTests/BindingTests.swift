import Foundation
import Kernel
import Storage
import Testing

@Suite struct `A value that is bound` {
    static let hostile = [
        "", " ", "'", "''", "\"", "'; DROP TABLE things; --", "$1", "?", "?1", "%_\\", "\\", "\\N", "\\x41", "\t\n\r",
        "Ủy ban nhân dân Đắk Lắk",
        "Đ".decomposedStringWithCanonicalMapping, "👩‍👩‍👧‍👦", "\u{FEFF}", "\u{FFFF}", "a\u{1}b\u{7F}", String(repeating: "ậ", count: 100_000),
    ]

    @Test(arguments: Engine.available) func `comes back as it went in, however hostile`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            for (index, text) in Self.hostile.enumerated() {
                let found = try await database.write { db in
                    try db.run("INSERT INTO things (id, words) VALUES (\(index.description), \(text))")
                    return try db.rows("SELECT words FROM things WHERE words = \(text) AND id = \(String(index))")
                }
                // Compared by bytes: Swift's == takes canonically equal texts for the same.
                let bytes = try found.map { try Array($0.string("words").utf8) }
                #expect(bytes == [Array(text.utf8)])
            }
        }
    }

    @Test(arguments: Engine.available, ["\0", "a\0", "\0a", "a\0b"])
    func `of text with U+0000 is refused, and so is its transaction`(engine: Engine, text: String) async throws {
        try await engine.withDatabase(things) { database in
            await #expect(throws: StorageError.unstorable(problem: "a text holds U+0000", statement: "INSERT INTO things (id) VALUES (?1)"))
            {
                try await database.write { db in
                    try db.run("INSERT INTO things (id) VALUES ('before')")
                    try db.run("INSERT INTO things (id) VALUES (\(text))")
                }
            }
            try await database.expect(0, in: "things")
        }
    }

    @Test(arguments: Engine.available, [Int64.min, Int64.min + 1, -1, 0, 1, 2_147_483_648, 999_999_999_999_999_999, Int64.max])
    func `keeps all 64 bits of a number`(engine: Engine, number: Int64) async throws {
        try await engine.withDatabase(things) { database in
            let row = try await database.write { db in
                try db.rows("INSERT INTO things (id, number) VALUES ('a', \(number)) RETURNING number, -1 - number AS other")[0]
            }
            #expect(try row.integer("number") == Int(number))
            #expect(try row.integer("other") == Int(-1 - number))
        }
    }

    /// Patterns and how often they come again: 70,000 bytes in the name of a test would be written out with each of its events.
    private static let patterns: [(pattern: [UInt8], count: Int)] = [
        ([], 1), ([0], 1), ([0, 0, 255], 1), (Array(0...255), 1), ([0x5C], 70_000),
    ]

    @Test(arguments: Engine.available, patterns.indices) func `of bytes holds any bytes`(engine: Engine, index: Int) async throws {
        let bytes = Array(repeatElement(Self.patterns[index].pattern, count: Self.patterns[index].count).joined())
        try await engine.withDatabase(things) { database in
            let row = try await database.write { db in
                try db.rows("INSERT INTO things (id, data) VALUES ('a', \(bytes)) RETURNING data")[0]
            }
            #expect(try row.bytes("data") == bytes)
            #expect(try row.optionalBytes("data") == bytes)
        }
    }

    @Test(arguments: Engine.available) func `may be null, of any type`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let row = try await database.write { db in
                try db.rows(
                    """
                    INSERT INTO things (id, words, number, flag, data)
                    VALUES ('a', \(String?.none), \(Int?.none), \(Bool?.none), \([UInt8]?.none))
                    RETURNING words, number, flag, data
                    """)[0]
            }
            #expect(try row.columns.map { try row.value($0) } == [.null, .null, .null, .null])
            // The same statement again with values: prepared once, for both.
            let filled = try await database.write { db in
                try db.rows(
                    """
                    INSERT INTO things (id, words, number, flag, data)
                    VALUES ('b', \(String?("x")), \(Int?(7)), \(Bool?(true)), \([UInt8]?([1])))
                    RETURNING words, number, flag, data
                    """)[0]
            }
            #expect(try filled.columns.map { try filled.value($0) } == [.text("x"), .integer(7), .integer(1), .bytes([1])])
        }
    }

    @Test(arguments: Engine.available) func `may be a value of the kernel`(engine: Engine) async throws {
        enum Thing {}
        let id = ID<Thing>(rawValue: "t1")
        let date = try #require(CalendarDate("2020-02-29"))
        try await engine.withDatabase("CREATE TABLE facts (id TEXT, points BIGINT, day TEXT, at_ms BIGINT, yes INTEGER);") { database in
            let row = try await database.write { db in
                try db.run(
                    """
                    INSERT INTO facts (id, points, day, at_ms, yes)
                    VALUES (\(id), \(Points(micro: -61_904_000)), \(date), \(Timestamp(milliseconds: -1)), \(true))
                    """)
                return try db.rows("SELECT * FROM facts WHERE day = \(date) AND at_ms < \(Timestamp(milliseconds: 0)) AND yes = \(true)")[0]
            }
            #expect(try row.id("id", of: Thing.self) == id)
            #expect(try row.points("points") == Points(micro: -61_904_000))
            #expect(try row.date("day") == date)
            #expect(try row.timestamp("at_ms") == Timestamp(milliseconds: -1))
            #expect(try row.bool("yes"))
        }
    }

    @Test(arguments: Engine.available) func `may be in a list so long that the engine refuses it, and does no harm`(engine: Engine)
        async throws
    {
        try await engine.withDatabase(things) { database in
            let numbers = Array(1...(engine == .sqlite ? 260_000 : 70_000))
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO things (id) VALUES ('a')")
                    _ = try db.rows("SELECT id FROM things WHERE number IN \(list: numbers)")
                }
            }
            guard case .statement = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            try await database.expect(0, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `may be a list of any length, none included`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            try await database.write { db in
                for number in 1...20 {
                    try db.run("INSERT INTO things (id, number, data) VALUES (\(String(number)), \(number), \([UInt8(number)]))")
                }
            }
            for length in [0, 1, 2, 3, 4, 5, 8, 9, 19, 1000, 1500] {
                let numbers = Array(1..<(length + 1))
                let (inside, outside, texts, bytes) = try await database.read { db in
                    (
                        try db.rows("SELECT id FROM things WHERE number IN \(list: numbers)").count,
                        try db.rows("SELECT id FROM things WHERE number NOT IN \(list: numbers)").count,
                        try db.rows("SELECT id FROM things WHERE id IN \(list: numbers.map(String.init))").count,
                        try db.rows("SELECT id FROM things WHERE data IN \(list: numbers.map { [UInt8(truncatingIfNeeded: $0)] })").count
                    )
                }
                #expect(inside == min(length, 20))
                #expect(outside == 20 - min(length, 20))
                #expect(texts == min(length, 20))
                #expect(bytes == min(length, 20))
            }
        }
    }
}
