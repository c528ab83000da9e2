import Kernel
import Platform
import Storage
import Testing

private struct Refused: Error {}

@Suite struct `An audit entry` {
    @Test(arguments: AuditEngine.available) func `holds who, when, what, before, after and why`(engine: AuditEngine) async throws {
        try await engine.withDatabase { database in
            let audit = Audit(now: { Timestamp(milliseconds: 17) }, newID: { "E1" })
            let written = try await database.write { db in
                try audit.record(
                    "criteria.framework_imported", by: Actor(.operating, name: "Lê Văn Tám"), subject: "framework/qd-766", unit: "u7",
                    before: nil, after: ["b": [1, true, nil], "a": "x"], reason: "theo Quyết định 766", in: db)
            }
            let read = try await database.read { try AuditStore.entries(about: "framework/qd-766", limit: 10, $0) }
            #expect(read == [written])
            #expect(
                written
                    == AuditEntry(
                        id: ID(rawValue: "E1"), at: Timestamp(milliseconds: 17), actor: "Lê Văn Tám", action: "criteria.framework_imported",
                        subject: "framework/qd-766", unit: "u7", before: nil, after: #"{"a":"x","b":[1,true,null]}"#,
                        reason: "theo Quyết định 766"))
        }
    }

    @Test(arguments: AuditEngine.available) func `is kept with the change it tells of, or neither is`(engine: AuditEngine) async throws {
        try await engine.withDatabase { database in
            let audit = AuditTestClock().audit
            await #expect(throws: Refused.self) {
                try await database.write { db in
                    try audit.record("platform.tested", by: .operating, subject: "thing/1", in: db)
                    throw Refused()
                }
            }
            let failing = FailingDatabase(wrapping: database, failStatement: 1)
            await #expect(throws: StorageError.self) { try await audit.recordAlone(1, in: failing) }
            let report = try await database.report()
            #expect(report.unsealedCount == 0)
        }
    }

    @Test(arguments: AuditEngine.available) func `is shown to the unit it concerns, the latest first and page by page`(engine: AuditEngine)
        async throws
    {
        try await engine.withDatabase { database in
            let audit = AuditTestClock().audit
            for number in 1...7 { try await audit.recordAlone(number, unit: number.isMultiple(of: 2) ? "u2" : "u1", in: database) }
            let first = try await database.read { try AuditStore.entries(concerning: "u1", limit: 3, $0) }
            #expect(first.map(\.subject) == ["thing/7", "thing/5", "thing/3"])
            let last = first.last?.id
            let second = try await database.read { try AuditStore.entries(concerning: "u1", older: last, limit: 3, $0) }
            #expect(second.map(\.subject) == ["thing/1"])
            let others = try await database.read { try AuditStore.entries(concerning: "u3", limit: 3, $0) }
            #expect(others.isEmpty)
        }
    }
}

@Suite struct `A value in the audit` {
    @Test(
        arguments: [
            (AuditValue.null, "null"), (true, "true"), (false, "false"), (0, "0"), (-12, "-12"), ("", #""""#),
            (["b": 1, "a": ["d": 2, "c": []]], #"{"a":{"c":[],"d":2},"b":1}"#),
            (.text("\"\\\u{8}\t\n\u{C}\r\u{1}\u{1f}/é"), #""\"\\\b\t\n\f\r\u0001\u001f/é""#),
            (9_007_199_254_740_991, "9007199254740991"), (-9_007_199_254_740_991, "-9007199254740991"),
            (9_007_199_254_740_992, #""9007199254740992""#), (.whole(.min), #""-9223372036854775808""#),
            (AuditValue(Points(micro: 61_904_000)), #""61.904""#), (AuditValue(Points?.none), "null"),
            (AuditValue(Timestamp(milliseconds: 0)), #""1970-01-01T00:00:00Z""#),
        ] as [(AuditValue, String)])
    func `is written in one way only`(value: AuditValue, text: String) {
        #expect(value.description == text)
    }

    /// RFC 8785, 3.2.3: the sample with keys of every plane, sorted by UTF-16 code units.
    @Test func `has its keys in the order of RFC 8785`() {
        let keys = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"]
        let value = AuditValue.map(Dictionary(uniqueKeysWithValues: keys.map { ($0, AuditValue.whole(0)) }))
        #expect(
            value.description == "{\"\\r\":0,\"1\":0,\"\u{80}\":0,\"\u{f6}\":0,\"\u{20ac}\":0,\"\u{1f600}\":0,\"\u{fb33}\":0}")
    }
}
