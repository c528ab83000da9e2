import App
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `When a statement of the floor fails` {
    @Test func `the demonstration's units are loaded whole or not at all`() async throws {
        try await failsWhole(
            LoadDemoUnits.self,
            // Some of each kind are left to be loaded, for each is a statement to fail.
            given: { services in
                try await LoadDemoUnits(services)(by: .operating)
                try await services.database.write { db in
                    let some: SQL = "(SELECT id FROM units_units WHERE kind = 'province' AND code <> 'M' OR kind = 'department')"
                    try db.run("DELETE FROM units_codes WHERE unit_id IN \(some)")
                    try db.run("DELETE FROM units_memberships WHERE unit_id IN \(some)")
                    try db.run("DELETE FROM units_units WHERE kind = 'province' AND code <> 'M' OR kind = 'department'")
                }
            },
            { services in try await LoadDemoUnits(services)(by: .operating) })
    }

    @Test func `entries are sealed whole or not at all`() async throws {
        try await failsWhole(
            Sealer.self, isSealed: false,
            given: { services in
                try await services.database.write { db in
                    for number in 1...5 { try services.audit.record("app.tested", by: .operating, subject: "thing/\(number)", in: db) }
                }
            },
            { services in try await services.audit.seal(services.database) })
    }

    @Test func `the end of an outage is noted whole or not at all`() async throws {
        try await failsWhole(
            ResumeWrites.self,
            given: { $0.note(StorageError.unwritable(.full, reason: "a test says so")) },
            { services in try await ResumeWrites(services)() })
    }

    @Test func `a verb of two transactions is told from one that is whole`() async throws {
        @Sendable func record(_ services: Services) async throws {
            _ = try await services.database.write { db in
                try services.audit.record("app.tested", by: .operating, subject: "thing", in: db)
            }
        }
        try await withKnownIssue {
            try await failsWhole(type(of: self)) { services in
                try await record(services)
                try await record(services)
            }
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("makes 2 transactions") }
        }
    }
}
