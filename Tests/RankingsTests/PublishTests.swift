import Criteria
import Kernel
import Platform
import Rankings
import Storage
import TestSupport
import Testing

@Suite struct `Publishing a ranking` {
    @Test func `is refused for a period over which the framework was not in force, and nothing is stored (PI-12)`() async throws {
        try await withHouse { services in
            let examples = PublishedExamples(services: services)
            let thrown = await #expect(throws: RankingsError.self) { try await examples.communes(2017, [("1", "60", "30")]) }
            let error = try #require(thrown)
            #expect(error.code == "rankings.not_in_force")
            #expect(error.details == ["framework": "communes@1", "from": "2018-01-01", "to": "…", "period": "2017"])
            let stored = try await services.database.read { db in
                (try RankingStore.find(code: "communes-2017", db), try FrameworkStore.identities(db))
            }
            #expect(stored.0 == nil && stored.1 == [])
            try await examples.communes(2018, [("1", "60", "30")])
        }
    }
}
