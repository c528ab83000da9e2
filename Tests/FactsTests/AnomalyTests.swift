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

    @Test func `a change of the calendar is entered whole or not at all`() async throws {
        try await failsWhole(EnterCalendarChange.self) { services in
            try await EnterCalendarChange(services)(Changes.swap, by: .operating)
        }
    }

    @Test func `a correction ends the old change and enters the new one, or does neither`() async throws {
        try await failsWhole(
            CorrectCalendarChange.self, given: { try await EnterCalendarChange($0)(Changes.swap, by: .operating) },
            { services in
                let change = try await services.database.read { try CalendarStore.current($0) }.first
                try await CorrectCalendarChange(services)(
                    #require(change).id, Changes.storm, reason: "Ghi nhầm", by: .operating)
            })
    }

    @Test func `a change is withdrawn whole or not at all`() async throws {
        try await failsWhole(
            WithdrawCalendarChange.self, given: { try await EnterCalendarChange($0)(Changes.swap, by: .operating) },
            { services in
                let change = try await services.database.read { try CalendarStore.current($0) }.first
                try await WithdrawCalendarChange(services)(#require(change).id, reason: "Thu hồi", by: .operating)
            })
    }
}
