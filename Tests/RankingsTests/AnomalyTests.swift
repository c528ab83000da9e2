import Rankings
import TestSupport
import Testing

@Suite struct `When a statement of Rankings fails` {
    @Test func `a ranking is published whole or not at all`() async throws {
        let scores = [("1", "60", "30"), ("2", "50.5", "20"), ("3", "", "20")]
        try await failsWhole(
            PublishRanking.self,
            // The units exist, and the framework changes with the second year.
            given: { services in try await PublishedExamples(services: services).communes(2024, scores) },
            { services in try await PublishedExamples(services: services).communes(2025, version: "2", scores) })
    }
}
