import Kernel
import Platform
import Storage
import Testing

private func entry(_ number: Int) -> ID<AuditEntry> { ID(rawValue: AuditTestClock.id(2 * number - 1)) }

/// A sealed chain of ten entries.
///
/// Time and id take a tick each, the id first, so entry n has the id 2n − 1 and the time 2n.
private func withChain(_ engine: AuditEngine, _ body: (any Database) async throws -> Void) async throws {
    try await engine.withDatabase { database in
        let audit = AuditTestClock().audit
        try await audit.recordTogether(1...10, in: database)
        try await audit.seal(database)
        let report = try await database.report()
        try #require(report.isWhole && report.sealed == 10 && report.firstBreak == nil)
        try await body(database)
    }
}

private struct Row: Sendable {
    var hash: String
    var previous: String
}

extension Database {
    fileprivate func row(_ number: Int) async throws -> Row {
        let rows = try await read { try $0.rows("SELECT hash, previous_hash FROM platform_audit WHERE sequence = \(number)") }
        return try Row(hash: rows[0].string("hash"), previous: rows[0].string("previous_hash"))
    }
}

/// Entry n of the chain as a forger would write it, with another reason and a hash that fits.
private func forged(_ number: Int, after previous: String, id: ID<AuditEntry>, reason: String) -> String {
    hashByTheBook(
        previous, id.rawValue, "\(1_790_000_000_000 + 2 * number)", "Nguyễn Thị Bình", "platform.tested", "thing/\(number)", "u1",
        #"{"points":"60"}"#, #"{"points":"61.904"}"#, reason)
}

@Suite struct `Verifying the audit` {
    @Test(
        arguments: AuditEngine.available,
        ["id", "actor", "action", "subject", "unit_id", "before", "after", "reason", "previous_hash", "hash"])
    func `names an entry of which one column was changed`(engine: AuditEngine, column: String) async throws {
        try await withChain(engine) { database in
            try await database.tamper(SQL(file: "UPDATE platform_audit SET \(column) = 'z' WHERE sequence = 5"))
            let report = try await database.report()
            #expect(report.findings == [.altered(5, column == "id" ? ID(rawValue: "z") : entry(5))])
            #expect(report.firstBreak == 5 && report.sealed == 10 && !report.isCutShort)
        }
    }

    @Test(arguments: AuditEngine.available, ["at_ms = at_ms + 1", "unit_id = NULL", "before = NULL", "after = ''", "reason = NULL"])
    func `names an entry whose time was moved or whose words were taken away`(engine: AuditEngine, change: String) async throws {
        try await withChain(engine) { database in
            try await database.tamper(SQL(file: "UPDATE platform_audit SET \(change) WHERE sequence = 10"))
            #expect(try await database.report().findings == [.altered(10, entry(10))])
        }
    }

    @Test(arguments: AuditEngine.available) func `names words that were shifted from one column to the next`(engine: AuditEngine)
        async throws
    {
        try await withChain(engine) { database in
            try await database.tamper("UPDATE platform_audit SET action = 'platform.teste', subject = 'dthing/5' WHERE sequence = 5")
            #expect(try await database.report().findings == [.altered(5, entry(5))])
        }
    }

    @Test(arguments: AuditEngine.available, [99, 11, 0, -3]) func `names an entry that was given another number`(
        engine: AuditEngine, number: Int
    ) async throws {
        try await withChain(engine) { database in
            try await database.tamper("UPDATE platform_audit SET sequence = \(number) WHERE sequence = 5")
            let place = Int64(number)
            #expect(try await database.report().findings == [.moved(place...place, sealedFrom: 5, entry(5))])
        }
    }

    @Test(arguments: AuditEngine.available, [(5, 6), (1, 2), (2, 9), (9, 10), (1, 10)])
    func `names entries that changed places`(engine: AuditEngine, places: (Int, Int)) async throws {
        try await withChain(engine) { database in
            try await database.write { db in
                try db.run("UPDATE platform_audit SET sequence = 1000 WHERE sequence = \(places.0)")
                try db.run("UPDATE platform_audit SET sequence = \(places.0) WHERE sequence = \(places.1)")
                try db.run("UPDATE platform_audit SET sequence = \(places.1) WHERE sequence = 1000")
            }
            let report = try await database.report()
            let (one, other) = (Int64(places.0), Int64(places.1))
            #expect(
                report.findings == [
                    .moved(one...one, sealedFrom: other, entry(places.1)), .moved(other...other, sealedFrom: one, entry(places.0)),
                ])
            #expect(report.firstBreak == one)
        }
    }

    @Test(arguments: AuditEngine.available) func `names entries whose contents were exchanged`(engine: AuditEngine) async throws {
        try await withChain(engine) { database in
            try await database.write { db in
                try db.run("UPDATE platform_audit SET subject = 'thing/7' WHERE sequence = 4")
                try db.run("UPDATE platform_audit SET subject = 'thing/4' WHERE sequence = 7")
            }
            #expect(try await database.report().findings == [.altered(4, entry(4)), .altered(7, entry(7))])
        }
    }

    @Test(arguments: AuditEngine.available, [1...1, 5...5, 3...6, 1...9]) func `names the numbers of deleted entries`(
        engine: AuditEngine, range: ClosedRange<Int>
    ) async throws {
        try await withChain(engine) { database in
            try await database.tamper("DELETE FROM platform_audit WHERE sequence BETWEEN \(range.lowerBound) AND \(range.upperBound)")
            let report = try await database.report()
            #expect(report.findings == [.missing(Int64(range.lowerBound)...Int64(range.upperBound))])
            #expect(report.firstBreak == Int64(range.lowerBound))
        }
    }

    @Test(arguments: AuditEngine.available) func `names the place of a deletion that was covered by new numbers`(engine: AuditEngine)
        async throws
    {
        try await withChain(engine) { database in
            try await database.write { db in
                try db.run("DELETE FROM platform_audit WHERE sequence = 5")
                for number in 6...10 { try db.run("UPDATE platform_audit SET sequence = \(number - 1) WHERE sequence = \(number)") }
            }
            #expect(try await database.report().findings == [.detached(5, entry(6))])
        }
    }

    @Test(arguments: AuditEngine.available) func `names the place when the beginning was cut off and the rest numbered anew`(
        engine: AuditEngine
    ) async throws {
        try await withChain(engine) { database in
            try await database.write { db in
                try db.run("DELETE FROM platform_audit WHERE sequence <= 2")
                for number in 3...10 { try db.run("UPDATE platform_audit SET sequence = \(number - 2) WHERE sequence = \(number)") }
            }
            #expect(try await database.report().findings == [.detached(1, entry(3))])
        }
    }

    @Test(arguments: AuditEngine.available, [5, 0]) func `names an entry that was put in with a hash of its own`(
        engine: AuditEngine, following: Int
    ) async throws {
        try await withChain(engine) { database in
            let previous = following == 0 ? String(repeating: "0", count: 64) : try await database.row(following).hash
            let hash = hashByTheBook(previous, "F", "1790000000009", "x", "platform.tested", "thing/0", nil, nil, nil, nil)
            try await database.write { db in
                for number in stride(from: 10, to: following, by: -1) {
                    try db.run("UPDATE platform_audit SET sequence = \(number + 1) WHERE sequence = \(number)")
                }
                try db.run(
                    """
                    INSERT INTO platform_audit (id, at_ms, actor, action, subject, sequence, previous_hash, hash)
                    VALUES ('F', 1790000000009, 'x', 'platform.tested', 'thing/0', \(following + 1), \(previous), \(hash))
                    """)
            }
            let report = try await database.report()
            let place = Int64(following)
            #expect(
                report.findings == [
                    .doubled(place + 1, place + 2), .moved(place + 2...11, sealedFrom: place + 1, entry(following + 1)),
                ])
            #expect(report.firstBreak == place + 1)
        }
    }

    @Test(arguments: AuditEngine.available) func `names the entry after one that was replaced and given a fitting hash`(engine: AuditEngine)
        async throws
    {
        try await withChain(engine) { database in
            let hash = forged(5, after: try await database.row(5).previous, id: entry(5), reason: "khác")
            try await database.tamper("UPDATE platform_audit SET reason = 'khác', hash = \(hash) WHERE sequence = 5")
            let report = try await database.report()
            #expect(report.findings == [.detached(6, entry(6))])
        }
    }

    @Test(arguments: AuditEngine.available) func `names an entry that lost its seal`(engine: AuditEngine) async throws {
        try await withChain(engine) { database in
            try await database.tamper("UPDATE platform_audit SET sequence = NULL, previous_hash = NULL, hash = NULL WHERE sequence = 5")
            let report = try await database.report()
            #expect(report.findings == [.missing(5...5)])
            #expect(report.unsealed == [entry(5)] && report.unsealedCount == 1 && report.sealed == 9)
        }
    }

    @Test(arguments: AuditEngine.available) func `tells entries that only wait for their seal without calling them damage`(
        engine: AuditEngine
    ) async throws {
        try await withChain(engine) { database in
            try await Audit(now: { Timestamp(milliseconds: 5) }, newID: { "Z1" }).recordAlone(11, in: database)
            let report = try await database.report()
            #expect(report.isWhole && report.unsealed == [ID(rawValue: "Z1")] && report.sealed == 10)
        }
    }

    @Test(arguments: AuditEngine.available, [(8...10, Int64(7)), (1...10, 0)])
    func `needs a head kept elsewhere to see that the end was cut off`(engine: AuditEngine, cut: (ClosedRange<Int>, Int64)) async throws {
        try await withChain(engine) { database in
            let known = try #require(try await database.report().head)
            #expect(known.number == 10 && known.hash.utf8.count == 64)
            #expect(try await database.report(known: known).isWhole)
            try await database.tamper("DELETE FROM platform_audit WHERE sequence >= \(cut.0.lowerBound)")
            #expect(try await database.report().isWhole)
            let report = try await database.report(known: known)
            #expect(report.findings == [.truncated(after: cut.1, known: known)])
            #expect(report.firstBreak == cut.1 + 1)
        }
    }

    @Test(arguments: AuditEngine.available) func `needs a head kept elsewhere to see that the whole chain was sealed anew`(
        engine: AuditEngine
    ) async throws {
        try await withChain(engine) { database in
            let known = try #require(try await database.report().head)
            try await database.write { db in
                try db.run("UPDATE platform_audit SET sequence = NULL, previous_hash = NULL, hash = NULL")
                try db.run("UPDATE platform_audit SET actor = 'x' WHERE subject = 'thing/1'")
            }
            try await Sealer(database).seal()
            #expect(try await database.report().isWhole)
            #expect(try await database.report(known: known).findings == [.rewritten(known: known)])
        }
    }

    @Test(arguments: AuditEngine.available) func `of a chain that grew since agrees with an earlier head`(engine: AuditEngine) async throws
    {
        try await withChain(engine) { database in
            let known = try #require(try await database.report().head)
            let audit = Audit(now: { Timestamp(milliseconds: 5) }, newID: { "Z1" })
            try await audit.recordAlone(11, in: database)
            try await audit.seal(database)
            let report = try await database.report(known: known)
            #expect(report.isWhole && report.head?.number == 11)
        }
    }

    @Test(arguments: AuditEngine.available) func `tells several kinds of damage at once, in their order`(engine: AuditEngine) async throws {
        try await withChain(engine) { database in
            let known = try #require(try await database.report().head)
            try await database.write { db in
                try db.run("UPDATE platform_audit SET actor = 'x' WHERE sequence = 2")
                try db.run("DELETE FROM platform_audit WHERE sequence = 4")
                try db.run("UPDATE platform_audit SET sequence = 60 WHERE sequence = 6")
                try db.run("DELETE FROM platform_audit WHERE sequence = 10")
            }
            let report = try await database.report(known: known)
            #expect(
                report.findings == [
                    .altered(2, entry(2)), .missing(4...4), .rewritten(known: known), .moved(60...60, sealedFrom: 6, entry(6)),
                ])
        }
    }

    @Test(arguments: AuditEngine.available) func `of nothing finds nothing`(engine: AuditEngine) async throws {
        try await engine.withDatabase { database in
            let report = try await database.report()
            #expect(report.isWhole && report.sealed == 0 && report.head == nil && report.unsealed.isEmpty && !report.isCutShort)
            #expect(try await Sealer(database).seal() == 0)
        }
    }

    @Test func `stops telling one by one when nearly all is damaged`() async throws {
        try await AuditEngine.sqlite.withDatabase { database in
            let audit = AuditTestClock().audit
            try await database.write { db in
                for number in 0..<1200 { try audit.record("platform.tested", by: .operating, subject: "\(number)", in: db) }
            }
            try await audit.seal(database)
            try await database.tamper("UPDATE platform_audit SET actor = 'x'")
            let report = try await database.report()
            #expect(report.isCutShort && report.findings.count == AuditVerifier.limit && report.sealed == 1200 && report.firstBreak == 1)
        }
    }

    @Test func `has a code and its values for every finding`() {
        let head = AuditHead(number: 9, hash: "h")
        let findings: [AuditFinding] = [
            .altered(1, ID(rawValue: "a")), .missing(2...3), .moved(4...5, sealedFrom: 6, ID(rawValue: "b")),
            .detached(7, ID(rawValue: "c")),
            .doubled(8, 9), .truncated(after: 8, known: head), .rewritten(known: head),
        ]
        #expect(Set(findings.map(\.code)) == Set(AuditFinding.codes))
        #expect(
            findings.map(\.details) == [
                ["number": "1", "id": "a"], ["number": "2", "last": "3"],
                ["number": "4", "last": "5", "sealed_from": "6", "id": "b"], ["number": "7", "id": "c"], ["number": "8", "last": "9"],
                ["number": "9", "last": "9", "hash": "h"], ["number": "9", "hash": "h"],
            ])
    }
}

/// Tampers in ways nobody thought of: several changes of chance, from a seed that is told when it fails.
@Suite struct `No change of sealed entries` {
    @Test(arguments: 1...40) func `goes unseen`(seed: Int) async throws {
        try await withChain(.sqlite) { database in
            let known = try #require(try await database.report().head)
            var chance = Chance(state: UInt64(seed))
            let changes = (0...Int(chance.next() % 3)).map { Self.change($0, &chance) }
            let before = try await database.contents()
            try await database.write { db in for change in changes { try db.run(SQL(file: change)) } }
            let isChanged = try await database.contents() != before
            let report = try await database.report(known: known)
            #expect(report.isWhole != isChanged, "\(changes)")
        }
    }

    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    /// The n-th change; its new numbers never meet those of another.
    private static func change(_ index: Int, _ chance: inout Chance) -> String {
        let (one, other) = (Int.random(in: 1...10, using: &chance), Int.random(in: 1...10, using: &chance))
        let columns = ["id", "actor", "action", "subject", "unit_id", "before", "after", "reason", "previous_hash", "hash"]
        let column = columns[Int.random(in: 0..<columns.count, using: &chance)]
        switch Int.random(in: 0...4, using: &chance) {
        case 0: return "DELETE FROM platform_audit WHERE sequence BETWEEN \(min(one, other)) AND \(max(one, other))"
        case 1: return "UPDATE platform_audit SET \(column) = \(column) || 'x' WHERE sequence = \(one)"
        case 2: return "UPDATE platform_audit SET sequence = sequence + \(10_000 << index) WHERE sequence > \(one)"
        case 3: return "UPDATE platform_audit SET sequence = \(1_000_000 << index) - sequence WHERE sequence >= \(one)"
        default: return "UPDATE platform_audit SET sequence = NULL, previous_hash = NULL, hash = NULL WHERE sequence = \(one)"
        }
    }
}

extension Database {
    /// Every value of every entry, as text.
    fileprivate func contents() async throws -> [[String]] {
        try await read { db in
            try db.rows("SELECT * FROM platform_audit ORDER BY id").map { row in try row.columns.map { "\(try row.value($0))" } }
        }
    }
}
