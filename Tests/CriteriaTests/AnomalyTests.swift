import Criteria
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `When a statement of Criteria fails` {
    @Test func `a framework is published whole or not at all`() async throws {
        let file = try FrameworkFile(EveryRule.text, name: "every-rule.yaml")
        try await failsWhole(PublishFramework.self) { services in
            try await services.database.write { db in try PublishFramework(services)(file, by: .operating, db) }
        }
    }
}
