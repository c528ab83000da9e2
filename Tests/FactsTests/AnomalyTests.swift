import Facts
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `When a statement of Facts fails` {
    @Test func `figures and sentences are replaced whole or not at all`() async throws {
        try await failsWhole(
            LoadFacts.self,
            given: { services in
                try await LoadFacts(services)(by: .operating)
                _ = try await services.database.write { db in try db.run("UPDATE facts_figures SET written = 'before'") }
            },
            { services in try await LoadFacts(services)(by: .operating) })
    }
}
