import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Measures that are handed over` {
    @Test func `stand in the place of earlier ones and leave an entry for each time`() async throws {
        try await withHouse { services in
            let actor = Actor(.operating, name: "test")
            for passed in [3, 4] {
                let value = IndicatorValue(
                    unit: "u", indicator: "exams.passed", period: .year(2026), measure: .ratio(numerator: Number(passed), denominator: 5),
                    taken: services.now(), source: "test")
                let count = try await services.database.write { db in
                    try HandOverIndicators(services)([value], of: .year(2026), from: "exams", by: actor, in: db)
                }
                #expect(count == 1)
                let kept = try await services.database.read { try IndicatorStore.values(of: "u", in: .year(2026), $0) }
                #expect(kept == ["exams.passed": value])
            }
            let entries = try await services.database.read { db in
                try AuditStore.entries(about: "exams/figures/2026", limit: 10, db)
            }
            #expect(entries.map(\.action) == ["exams.measured", "exams.measured"])
            #expect(entries.first?.after == #"{"period":"2026","values":1}"#)
        }
    }
}
