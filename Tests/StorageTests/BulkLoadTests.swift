import Storage
import Testing

@Suite struct `A bulk load` {
    @Test(arguments: Engine.available) func `brings in a hundred thousand rows, every escape included`(engine: Engine) async throws {
        let words = `A value that is bound`.hostile.filter { $0.utf8.count < 1000 }
        @Sendable func row(_ number: Int) -> [SQLValue] {
            [

                .text("id \(number)"), number % 7 == 0 ? .null : .text(words[number % words.count]), .integer(Int64(number) - 50_000),
                .integer(Int64(number % 2)), number % 5 == 0 ? .null : .bytes([UInt8(number & 255), 0, 92, UInt8(number >> 8 & 255)]),
            ]
        }
        try await engine.withDatabase(things) { database in
            let count = try await database.write { db in
                try db.load(into: "things", columns: ["id", "words", "number", "flag", "data"], rows: (0..<100_000).lazy.map(row))
            }
            #expect(count == 100_000)
            let wrong = try await database.read { db in
                var wrong = 0, seen = 0
                try db.each("SELECT id, words, number, flag, data FROM things") { found in
                    seen += 1
                    let number = try found.integer("number") + 50_000
                    let expected = row(number)
                    for (column, value) in zip(found.columns, expected) where try found.value(column) != value { wrong += 1 }
                    if case .text(let text) = expected[1], try Array(found.string("words").utf8) != Array(text.utf8) { wrong += 1 }
                }
                return (wrong, seen)
            }
            #expect(wrong == (0, 100_000))
        }
    }

    @Test(arguments: Engine.available) func `brings in each row once, however many there are`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            var start = 0
            for count in [1, 31, 32, 33, 64, 65, 100] {
                let numbers = start..<start + count
                let loaded = try await database.write { db in
                    try db.load(
                        into: "things", columns: ["id", "number"], rows: numbers.lazy.map { [.text("\($0)"), .integer(Int64($0))] })
                }
                #expect(loaded == count)
                start += count
            }
            let numbers = try await database.read {
                try $0.rows("SELECT number FROM things ORDER BY number").map { try $0.integer("number") }
            }
            #expect(numbers == Array(0..<start))
        }
    }

    @Test(arguments: Engine.available, [9, 40, 63]) func `keeps nothing where one row of many is refused`(
        engine: Engine, place: Int
    ) async throws {
        try await engine.withDatabase(things) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { db in
                    let rows = (0..<64).lazy.map { [SQLValue.text($0 == place ? "0" : "\($0)")] }
                    try db.load(into: "things", columns: ["id"], rows: rows)
                }
            }
            #expect(error?.constraint?.kind == .unique)
            try await database.expect(0, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `refuses a row that is too short or too long, and keeps nothing`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            for row: [SQLValue] in [[.text("c")], [.text("c"), .null, .null], []] {
                let error = await #expect(throws: StorageError.self) {
                    try await database.write { try $0.load(into: "things", columns: ["id", "words"], rows: [[.text("a"), .null], row]) }
                }
                #expect(error.map(String.init(describing:))?.contains("row 2 has \(row.count) values for 2 columns") == true)
            }
            try await database.expect(0, in: "things")
        }
    }

    @Test(arguments: Engine.available) func `refuses U+0000, an unknown table and a value of another type`(engine: Engine) async throws {
        try await engine.withDatabase(things) { database in
            let zero = await #expect(throws: StorageError.self) {
                try await database.write { try $0.load(into: "things", columns: ["id"], rows: [[.text("a")], [.text("b\0")]]) }
            }
            guard case .unstorable = zero else {
                Issue.record("\(String(describing: zero))")
                return
            }
            await #expect(throws: StorageError.self) {
                try await database.write { try $0.load(into: "nothing", columns: ["id"], rows: [[.text("a")]]) }
            }
            await #expect(throws: StorageError.self) {
                try await database.write { try $0.load(into: "things", columns: ["id", "number"], rows: [[.text("a"), .text("x")]]) }
            }
            try await database.expect(0, in: "things")
            // The connection is as good as before.
            let one = try await database.write { try $0.load(into: "things", columns: ["id"], rows: [[.text("a")]]) }
            let none = try await database.write { try $0.load(into: "things", columns: ["id"], rows: [[SQLValue]]()) }
            #expect((one, none) == (1, 0))
        }
    }
}
