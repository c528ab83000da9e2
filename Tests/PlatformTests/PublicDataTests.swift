import Kernel
import Platform
import Storage
import Testing

@Suite struct `Changes by other programs are noticed` {
    @Test(arguments: AuditEngine.available) func `A new audit entry moves the version`(engine: AuditEngine) async throws {
        try await engine.withDatabase { database in
            let data = PublicData()
            let clock = AuditTestClock()
            try await data.look(at: database, now: Timestamp(milliseconds: 1_000))
            let before = data.version
            try await data.look(at: database, now: Timestamp(milliseconds: 1_000))
            #expect(data.version == before)
            try await clock.audit.recordAlone(1, in: database)
            try await data.look(at: database, now: Timestamp(milliseconds: 1_000))
            #expect(data.version == before + 1)
            try await clock.audit.seal(database)
            try await data.look(at: database, now: Timestamp(milliseconds: 1_000))
            #expect(data.version == before + 2)
            try await data.look(at: database, now: Timestamp(milliseconds: 1_000))
            #expect(data.version == before + 2)
        }
    }

    @Test(arguments: AuditEngine.available) func `A moment from which something is public moves the version once`(engine: AuditEngine)
        async throws
    {
        try await engine.withDatabase { database in
            let data = PublicData()
            try await database.write { db in try ReleaseStore.set("rankings/publications/a", at: Timestamp(milliseconds: 2_000), db) }
            try await data.look(at: database, now: Timestamp(milliseconds: 1_999))
            let before = data.version
            try await data.look(at: database, now: Timestamp(milliseconds: 2_000))
            #expect(data.version == before + 1)
            try await data.look(at: database, now: Timestamp(milliseconds: 9_000))
            #expect(data.version == before + 1)
        }
    }

    @Test(arguments: AuditEngine.available) func `An entry with an old id is noticed when it is sealed`(engine: AuditEngine) async throws {
        try await engine.withDatabase { database in
            let data = PublicData()
            let clock = AuditTestClock()
            try await clock.audit.recordAlone(1, in: database)
            try await clock.audit.seal(database)
            try await data.look(at: database, now: Timestamp(milliseconds: 1_000))
            let before = data.version
            let late = Audit(now: { Timestamp(milliseconds: 0) }, newID: { "A" })
            try await late.recordAlone(2, in: database)
            try await late.seal(database)
            try await data.look(at: database, now: Timestamp(milliseconds: 1_000))
            #expect(data.version == before + 1)
        }
    }
}
