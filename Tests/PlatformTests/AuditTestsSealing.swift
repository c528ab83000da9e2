import Kernel
import Platform
import Storage
import Testing

/// The hash of an entry, computed from the description of its bytes and not from the program.
func hashByTheBook(_ previous: String, _ pieces: String?...) -> String {
    var bytes: [UInt8] = []
    for piece in ["cchc audit 1", previous] + pieces {
        guard let piece else {
            bytes += [255, 255, 255, 255, 255, 255, 255, 255]
            continue
        }
        let count = piece.utf8.count
        bytes += [0, 0, 0, 0, UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
        bytes += piece.utf8
    }
    return FileDigest(of: bytes).rawValue
}

private let nothing = String(repeating: "0", count: 64)

@Suite struct `Sealing the audit` {
    /// Both hashes were computed by another program in another language.
    @Test(arguments: AuditEngine.available) func `takes SHA-256 over the bytes that the documentation describes`(engine: AuditEngine)
        async throws
    {
        try await engine.withDatabase { database in
            let first = Audit(now: { Timestamp(milliseconds: 1_790_000_000_000) }, newID: { "01A" })
            try await database.write { db in
                _ = try first.record(
                    "platform.tested", by: Actor(.operating, name: "Nguyễn Thị Bình"), subject: "thing/1",
                    after: ["points": "61.904"], reason: "vì số liệu sai", in: db)
                try db.run(
                    """
                    INSERT INTO platform_audit (id, at_ms, actor, action, subject, unit_id, before, after)
                    VALUES ('01B', 1790000000001, 'operator', 'platform.tested', 'thing/2', 'u7', '', '{}')
                    """)
            }
            #expect(try await first.seal(database) == 2)
            let rows = try await database.read { try $0.rows("SELECT sequence, previous_hash, hash FROM platform_audit ORDER BY id") }
            let hashes = [
                "8c9bc5daff8494414bcd5df1c4eefac7b47c6d82a9eaf3455e320178e2ba7bd6",
                "0564498013859ca7e2ab1a37955b68b1f4d712e762283081c6eec45022382360",
            ]
            #expect(try rows.map { try $0.integer("sequence") } == [1, 2])
            #expect(try rows.map { try $0.string("hash") } == hashes)
            #expect(try rows.map { try $0.string("previous_hash") } == [nothing, hashes[0]])
        }
    }

    @Test(arguments: AuditEngine.available, [1, 2, 256]) func `numbers entries as they were committed, batch by batch`(
        engine: AuditEngine, batch: Int
    ) async throws {
        try await engine.withDatabase { database in
            let audit = AuditTestClock().audit
            try await audit.recordTogether(1...5, in: database)
            #expect(try await Sealer(database, batch: batch).seal() == 5)
            #expect(try await Sealer(database, batch: batch).seal() == 0)
            // An entry of an earlier time that was committed late.
            let late = Audit(now: { Timestamp(milliseconds: 1) }, newID: { "A0" })
            try await late.recordAlone(6, in: database)
            #expect(try await Sealer(database, batch: batch).seal() == 1)
            let rows = try await database.read { try $0.rows("SELECT subject FROM platform_audit ORDER BY sequence") }
            #expect(try rows.map { try $0.string("subject") } == (1...6).map { "thing/\($0)" })
            let report = try await database.report()
            #expect(report.isWhole && report.sealed == 6 && report.unsealed.isEmpty)
            let head = try await database.read { try AuditStore.head($0) }
            #expect(head == report.head && head?.number == 6)
        }
    }

    @Test(arguments: AuditEngine.available) func `by several programs at once, while others write, makes one whole chain`(
        engine: AuditEngine
    ) async throws {
        try await engine.withDatabase { database in
            let audit = AuditTestClock().audit
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<6 {
                    group.addTask { for number in 0..<10 { try await audit.recordAlone(writer * 10 + number, in: database) } }
                }
                for _ in 0..<3 {
                    group.addTask { for _ in 0..<6 { _ = try await Sealer(database, batch: 4).seal() } }
                }
                try await group.waitForAll()
            }
            try await Sealer(database).seal()
            let report = try await database.report()
            #expect(report.isWhole && report.sealed == 60 && report.unsealed.isEmpty)
        }
    }

    @Test(arguments: AuditEngine.available) func `that fails at any statement leaves the chain as it was`(engine: AuditEngine) async throws
    {
        try await engine.withDatabase { database in
            let audit = AuditTestClock().audit
            for number in 1...3 { try await audit.recordAlone(number, in: database) }
            try await audit.seal(database)
            for number in 4...5 { try await audit.recordAlone(number, in: database) }
            var statement = 1
            while true {
                let failing = FailingDatabase(wrapping: database, failStatement: statement)
                do {
                    try await audit.seal(failing)
                    break
                } catch is StorageError {
                    let report = try await database.report()
                    #expect(report.isWhole && report.sealed == 3 && report.unsealedCount == 2, "statement \(statement)")
                }
                statement += 1
            }
            // The waiting entries, the head, two seals and the commit.
            #expect(statement == 6)
            #expect(try await database.report().sealed == 5)
        }
    }

    @Test(arguments: AuditEngine.available) func `after a number that no sealer gave is refused`(engine: AuditEngine) async throws {
        try await engine.withDatabase { database in
            let audit = AuditTestClock().audit
            try await audit.recordAlone(1, in: database)
            try await audit.seal(database)
            try await database.tamper("UPDATE platform_audit SET sequence = \(Int64.max)")
            try await audit.recordAlone(2, in: database)
            await #expect(throws: AuditChainDamage.self) { try await audit.seal(database) }
            #expect(try await database.report().findings == [.moved(.max ... .max, sealedFrom: 1, ID(rawValue: "E000001"))])
        }
    }

    @Test(arguments: AuditEngine.available) func `finds what waits without reading what is sealed`(engine: AuditEngine) async throws {
        try await engine.withDatabase { database in
            let audit = AuditTestClock().audit
            try await audit.recordTogether(1...300, in: database)
            try await audit.seal(database)
            if engine == .postgres { try await database.tamper("ANALYZE platform_audit") }
            let plan = try await database.read {
                try $0.plan("SELECT id FROM platform_audit WHERE sequence IS NULL ORDER BY id LIMIT 256")
            }
            #expect(!plan.contains { $0.contains("SCAN") || $0.contains("Seq Scan") }, "\(plan)")
        }
    }
}
