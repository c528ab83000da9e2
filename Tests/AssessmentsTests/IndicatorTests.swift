import Assessments
import HTTPTypes
import Kernel
import Platform
import Storage
import TestSupport
import Testing
import Units

@Suite struct `Figures that were measured` {
    private func measured(_ test: @escaping @Sendable (RoundHouse) async throws -> Void) async throws {
        try await RoundHouse.open { house in
            let unit = try #require(try await house.services.unitIDs()["A"]).rawValue
            let value = IndicatorValue(
                unit: unit, indicator: "dossiers.on_time", period: .year(2026), measure: .ratio(numerator: 45, denominator: 60),
                taken: house.clock.now(), source: "dossiers", link: "/dossiers")
            try await house.services.database.write { db in try IndicatorStore.put(value, db) }
            try await test(house)
        }
    }

    @Test func `are proposed with their source, and taken by one call`() async throws {
        try await measured { house in
            let field = try await house.get("rounds/r26/units/A/fields/1", by: "officer-a").json
            let leaves = try #require(field["leaves"] as? [[String: Any]])
            #expect(leaves.map { $0["proposal"] as? [String: String] } == [nil, ["numerator": "45", "denominator": "60"], nil])
            let filled = try await house.post("rounds/r26/units/A/proposals", by: "officer-a").json
            #expect(filled["filled"] as? [String] == ["1.2"])
            #expect(try await house.post("rounds/r26/units/A/proposals", by: "officer-a").json["filled"] as? [String] == [])
            #expect(try await house.post("rounds/r26/units/B/proposals", by: "officer-b").json["filled"] as? [String] == [])
        }
    }

    @Test func `may be overruled with a reason, and the proposal is kept beside`() async throws {
        try await measured { house in
            let path = house.leaf("A", "1.2", "claim")
            let other: [String: any Sendable] = ["inputs": ["numerator": "50", "denominator": "60"]]
            try await house.refused("assessments.overruled_without_reason", .put, path, other, by: "officer-a")
            let reasoned = other.merging(["comment": "5 hồ sơ đồng bộ chậm"]) { $1 }
            let entry = try await house.put(path, reasoned, by: "officer-a").json
            #expect(entry["proposal"] as? [String: String] == ["numerator": "45", "denominator": "60"])
            let same: [String: any Sendable] = ["inputs": ["numerator": "45", "denominator": "60"], "version": 1]
            try await house.put(path, same, by: "officer-a")
        }
    }

    @Test func `of another period, and a measure the rule cannot take, propose nothing`() async throws {
        try await RoundHouse.open { house in
            let unit = try #require(try await house.services.unitIDs()["A"]).rawValue
            for period in [Period.year(2025), .quarter(1, of: 2026)] {
                let value = IndicatorValue(
                    unit: unit, indicator: "dossiers.on_time", period: period, measure: .ratio(numerator: 1, denominator: 2),
                    taken: house.clock.now(), source: "dossiers")
                try await house.services.database.write { db in try IndicatorStore.put(value, db) }
            }
            #expect(try await house.post("rounds/r26/units/A/proposals", by: "officer-a").json["filled"] as? [String] == [])
            let over = IndicatorValue(
                unit: unit, indicator: "dossiers.on_time", period: .year(2026), measure: .ratio(numerator: 3, denominator: 2),
                taken: house.clock.now(), source: "dossiers")
            try await house.services.database.write { db in try IndicatorStore.put(over, db) }
            #expect(try await house.post("rounds/r26/units/A/proposals", by: "officer-a").json["filled"] as? [String] == [])
        }
    }

    @Test func `a later measurement takes the place of an earlier one`() async throws {
        try await measured { house in
            let unit = try #require(try await house.services.unitIDs()["A"]).rawValue
            let later = IndicatorValue(
                unit: unit, indicator: "dossiers.on_time", period: .year(2026), measure: .value(Number(digits: 755, scale: 1)),
                taken: house.clock.now(), source: "dossiers")
            try await house.services.database.write { db in try IndicatorStore.put(later, db) }
            let found = try await house.services.database.read { db in try IndicatorStore.values(of: unit, in: .year(2026), db) }
            #expect(found == ["dossiers.on_time": later])
            try await house.post("rounds/r26/units/A/proposals", by: "officer-a")
            let leaf = try await house.get(house.leaf("A", "1.2"), by: "officer-a").json["leaf"] as? [String: Any]
            let claim = (leaf?["entries"] as? [String: Any])?["self"] as? [String: Any]
            #expect(claim?["inputs"] as? [String: String] == ["value": "75.5"] && claim?["points"] as? String == "2.265")
        }
    }
}
