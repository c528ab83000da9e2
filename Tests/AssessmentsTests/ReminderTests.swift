import Assessments
import Kernel
import Platform
import TestSupport
import Testing

@Suite struct `Reminders` {
    private func remind(_ house: RoundHouse, on day: String) async throws -> [(to: String, subject: String, body: String)] {
        let before = try await house.letters().count
        house.goTo(day)
        try await SendReminders(house.workplace)()
        try await SendReminders(house.workplace)()
        let letters = try await house.letters()
        return before == letters.count ? [] : letters
    }

    @Test func `go out a week, three days and one day before the deadline and once after it, never twice`() async throws {
        try await RoundHouse.open { house in
            try await house.addAddresses()
            var counts: [Int] = []
            for day in (20...31).map({ "2026-03-\($0)" }) + (1...9).map({ "2026-04-0\($0)" }) {
                house.goTo(day)
                for _ in 1...2 { try await SendReminders(house.workplace)() }
                counts.append(try await house.letters().count { $0.body.contains("tự đánh giá") })
            }
            // Officer and head of three units: six letters for each mark, on the 24th, 28th, 30th and 1 April.
            #expect(counts == [0, 0, 0, 0, 6, 6, 6, 6, 12, 12, 18, 18] + Array(repeating: 24, count: 9))
        }
    }

    @Test func `say what is missing and until when, to those of the unit alone`() async throws {
        try await RoundHouse.open { house in
            try await house.addAddresses()
            try await house.claimAll("B")
            try await house.put(house.leaf("A", "1.1", "claim"), ["inputs": ["yes": "yes"]], by: "officer-a")
            let letters = try await remind(house, on: "2026-03-28")
            #expect(letters.map(\.to) == ["head-a", "head-nv", "officer-a", "officer-nv"].map { "\($0)@example.vn" })
            #expect(letters[0].subject == "Còn 3 ngày để tự đánh giá: Sở Tài chính")
            #expect(letters[0].body.contains("đã có 1 trên 3 tiêu chí. Hạn là hết ngày 31/03/2026"))
            #expect(letters[0].body.contains("/assessments/rounds/r26/units/A") && letters[0].body.hasPrefix("Kính gửi Người head-a,"))
        }
    }

    @Test func `begin anew when a deadline is moved`() async throws {
        try await RoundHouse.open { house in
            try await house.addAddresses()
            #expect(try await remind(house, on: "2026-03-30").count == 6)
            try await house.put(
                "rounds/r26/deadlines", ["deadlines": RoundHouse.days.merging(["self_assessment": "2026-04-03"]) { $1 }, "reason": "lũ"],
                by: "admin")
            #expect(try await remind(house, on: "2026-04-02").count == 12)
        }
    }

    @Test func `reach appraisers with leaves that wait, and units that have not explained`() async throws {
        try await RoundHouse.open { house in
            try await house.addAddresses()
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            // Nobody appraises the own unit (PI-76): both have leaves of the others.
            let due = try await remind(house, on: "2026-04-28")
            #expect(due.map(\.to) == ["appraiser-1@example.vn", "appraiser-2@example.vn"])
            #expect(due[0].subject == "Còn 2 ngày để thẩm định: Đợt thử" && due[0].body.contains("/assessments/rounds/r26/appraisal"))
            try await house.appraiseAll()
            let open = try await remind(house, on: "2026-05-29").filter { $0.subject.contains("giải trình") }
            #expect(open.map(\.to) == ["head-b@example.vn", "officer-b@example.vn"])
        }
    }

    @Test func `are written together or not at all`() async throws {
        try await failsWhole(
            SendReminders.self, isAudited: false,
            given: { services in
                try await RoundHouse.open(in: services) { try await $0.addAddresses() }
            }
        ) { services in
            var services = services
            services.now = { Scene.moment("2026-03-28") }
            try await SendReminders(Workplace(services))()
        }
        try await failsWhole(
            SendBack.self,
            given: { services in
                try await RoundHouse.open(in: services) { try await $0.addAddresses() }
            }
        ) { services in
            var services = services
            services.now = { Scene.moment("2026-03-03") }
            let head = try #require(RoundHouse.people(try await services.unitIDs())["head-a"])
            try await SendBack(Workplace(services))(round: "r26", unit: "A", reason: "sửa", by: head)
        }
    }
}
