import App
import Dossiers
import Foundation
import Kernel
import TestSupport
import Testing

/// Decision 766 for all units at the moment of asking; Dossiers counts, Rankings scores (RT-1, RT-71).
@Suite struct LiveBoardTests {
    /// Two dossiers of A, one of them on time and one overdue, and one of B.
    private static func fill(_ house: DossierHouse) async throws {
        house.stand("2026-03-02 08:00")
        let late = try await house.receive()
        #expect(late.due != nil)
        house.stand("2026-03-25 09:00")
        try await house.receive()
        try await house.receive(unit: "B", by: "clerk-b")
        house.stand("2026-03-26 09:00")
    }

    @Test func `shows every unit with its points, what is missing, and the way to what was counted`() async throws {
        try await DossierHouse.open { house in
            try await Self.fill(house)
            let page = try await house.page("/rankings/live?period=2026-03", by: "controller", language: .en)
            #expect(page.status == 200)
            #expect(page.text.contains("href=\"/dossiers/figures/index?period=2026-03&amp;unit=A\""))
            // One of two is on time in A, the one of B is: 10 and 20 points of 20.
            #expect(page.words.contains("Phường Hai – 20.00"))
            #expect(page.words.contains("Phường Một – 10.00"))
            // Of dossiers nobody complained about, 6 points; of petitions there were none, so 26 of 88 count. No band, six denominators that
            // are provisional, and how many measures have no figures.
            #expect(page.words.contains("Phường Hai – 20.00 – – 0.00 6.00 29.55 42.00 – 6 9"))
        }
    }

    @Test func `its file gives the same points to whoever scores it`() async throws {
        try await DossierHouse.open { house in
            try await Self.fill(house)
            let file = try await house.page("/rankings/live/figures.csv?period=2026-03", by: "auditor")
            let live = try await house.page("/rankings/live/points.json?period=2026-03", by: "auditor", language: .en)
            #expect(file.status == 200)
            #expect(live.status == 200)
            let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
            try Data(file.text.utf8).write(to: URL(filePath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            let again = try await Program.run(
                ["score", "--framework", "qd-766", "--data", path, "--numbers", "en", "--format", "json"], in: .en, of: house.services)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try points(again.output) == points(live.text))
            #expect(try points(live.text).keys.sorted() == ["A", "B"])
        }
    }

    @Test func `shows a unit's own people that unit alone, and nothing to others`() async throws {
        try await DossierHouse.open { house in
            try await Self.fill(house)
            let own = try await house.page("/rankings/live/figures.csv?period=2026-03", by: "head").text
            #expect(own.contains("\nA,TDGQ.1,"))
            #expect(!own.contains("\nB,"))
            #expect(try await house.page("/rankings/live", by: "stranger").status == 403)
        }
    }

    @Test func `says so where no set of criteria was in force, or nothing came`() async throws {
        try await DossierHouse.open { house in
            try await Self.fill(house)
            let before = try await house.page("/rankings/live?period=2025", by: "controller", language: .en)
            #expect(before.words.contains("No set of criteria of Decision 766 is in force"))
            #expect(try await house.page("/rankings/live/points.json?period=2025", by: "controller").status == 404)
            let empty = try await house.page("/rankings/live?period=2026-01", by: "controller", language: .en)
            #expect(empty.words.contains("There are no dossiers in this period."))
        }
    }

    /// Points of each criterion by unit.
    private func points(_ json: String) throws -> [String: [String: String]] {
        struct Document: Decodable { var units: [Unit] }
        struct Unit: Decodable { var unit: String, criteria: [Criterion] }
        struct Criterion: Decodable { var code, exact: String }
        let document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
        return Dictionary(
            uniqueKeysWithValues: document.units.map { unit in
                (unit.unit, Dictionary(uniqueKeysWithValues: unit.criteria.map { ($0.code, $0.exact) }))
            })
    }
}
