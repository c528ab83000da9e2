import Assessments
import HTTPTypes
import Kernel
import NIOCore
import Platform
import Storage
import TestSupport
import Testing
import Units

/// The interval of a measured value stays with the value, and with nothing else (PI-61).
@Suite struct `Intervals of leaves` {
    private static let path = "rounds/r26/blocks/departments/survey?name=khao-sat.csv"
    private static let header = "unit,criterion,input,value,reason,low,high,level,respondents,method,sample\n"

    private func send(_ house: RoundHouse, _ rows: String, header: String = header) async throws -> Answer {
        try await house.send(.post, Self.path, ByteBuffer(string: header + rows), by: "admin")
    }

    /// `unit criterion stage` and the interval of every entry that has one.
    private func kept(_ house: RoundHouse) async throws -> [String: MeasuredInterval] {
        try await house.services.database.read { db in
            let rows = try db.rows(
                """
                SELECT u.code, e.criterion, e.stage, e.measured_interval FROM assessments_entries e JOIN units_units u ON u.id = e.unit_id
                WHERE e.measured_interval IS NOT NULL
                """)
            return Dictionary(
                try rows.map { row in
                    let key = "\(try row.string("code")) \(try row.string("criterion")) \(try row.string("stage"))"
                    return (key, try #require(MeasuredInterval(text: try row.string("measured_interval"))))
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    @Test func `come with the file of a survey, and go with its next one`() async throws {
        try await RoundHouse.open { house in
            let rows = "A,3.1,value,80,,75.5,83.25,95,380,t,KS-2026-0001/citizens\nB,3.1,value,90,,,,,,,\n"
            #expect(try await send(house, rows).json["count"] as? Int == 2)
            let kept = try await kept(house)
            #expect(kept.keys.sorted() == ["A 3.1 survey"])
            let own = try #require(kept["A 3.1 survey"])
            #expect(own.low == Number(digits: 755, scale: 1) && own.high == Number(digits: 8325, scale: 2) && own.level == 95)
            #expect(own.respondents == 380 && own.method == .t && own.sample == "KS-2026-0001/citizens")
            // The same value again without an interval is another statement.
            #expect(try await send(house, "A,3.1,value,80,\n", header: "unit,criterion,input,value,reason\n").json["count"] as? Int == 1)
            #expect(try await self.kept(house).isEmpty)
        }
    }

    @Test(arguments: [
        ("A,3.1,value,80,,81,83,95,380,t,KS-1\n", "assessments.interval_unfit"),
        ("A,3.1,value,80,,75,101,95,380,t,KS-1\n", "assessments.interval_unfit"),
        ("A,3.1,numerator,8,,7,9,95,380,t,KS-1\nA,3.1,denominator,10,,,,,,,\n", "assessments.interval_unfit"),
        ("A,3.1,value,80,,83,75,95,380,t,KS-1\n", "criteria.interval_unsound"),
        ("A,3.1,value,80,,75,83,100,380,t,KS-1\n", "criteria.interval_unsound"),
        ("A,3.1,value,80,,75,83,95,0,t,KS-1\n", "criteria.interval_unsound"),
        ("A,3.1,value,80,,75,83,95,1.5,t,KS-1\n", "criteria.interval_unsound"),
        ("A,3.1,value,80,,75,83,95,380,t,<b>\n", "criteria.interval_unsound"),
        ("A,3.1,value,80,,75,83,95,380,t,\n", "criteria.interval_unsound"),
        ("A,3.1,value,80,,75,,95,380,t,KS-1\n", "criteria.interval_number"),
        ("A,3.1,value,80,,NaN,83,95,380,t,KS-1\n", "criteria.interval_number"),
        ("A,3.1,value,80,,75,83,95,380,guess,KS-1\n", "criteria.interval_method"),
    ]) func `are refused with their place where they are none of the value`(rows: String, code: String) async throws {
        try await RoundHouse.open { house in
            let answer = try await send(house, rows)
            let fault = try #require((answer.json["faults"] as? [[String: Any]])?.first)
            #expect(fault["code"] as? String == code && fault["line"] as? Int == 2 && fault["field"] != nil)
            #expect(try await kept(house).isEmpty)
            let short = try await send(house, "A,3.1,value,80,,75\n", header: "unit,criterion,input,value,reason,low\n")
            let missing = (short.json["faults"] as? [[String: Any]])?.compactMap { $0["code"] as? String } ?? []
            #expect(Set(missing) == ["criteria.interval_column_missing"])
        }
    }

    @Test func `of an indicator follow the value through claim and appraisal, until somebody corrects it`() async throws {
        try await RoundHouse.open { house in
            let interval = try #require(
                MeasuredInterval(low: 70, high: 90, level: 95, respondents: 200, method: .wilson, sample: "KS-2026-0001/citizens"))
            for unit in ["A", "B"] {
                let value = IndicatorValue(
                    unit: try #require(try await house.services.unitIDs()[unit]).rawValue, indicator: "dossiers.on_time",
                    period: .year(2026), measure: .value(80), taken: house.clock.now(), source: "test", interval: interval)
                try await house.services.database.write { db in try IndicatorStore.put(value, db) }
                try await house.post("rounds/r26/units/\(unit)/proposals", by: "officer-\(unit.lowercased())")
            }
            #expect(try await kept(house) == ["A 1.2 self": interval, "B 1.2 self": interval])
            let other: [String: any Sendable] = ["inputs": ["value": "85"], "comment": "Theo sổ", "version": 1]
            try await house.put(house.leaf("A", "1.2", "claim"), other, by: "officer-a")
            #expect(try await kept(house) == ["B 1.2 self": interval], "another value is not the one that was measured")
            for (unit, version) in [("A", 2), ("B", 1)] {
                let back: [String: any Sendable] = ["inputs": ["value": "80"], "comment": "Theo khảo sát", "version": version]
                try await house.put(house.leaf(unit, "1.2", "claim"), back, by: "officer-\(unit.lowercased())")
            }
            #expect(try await kept(house).count == 2)
            for unit in ["a", "b"] {
                for (criterion, inputs) in [("1.1", ["yes": "yes"]), ("2.1", ["choice": "on_time"])] {
                    let claim: [String: any Sendable] = ["inputs": inputs, "comment": "Theo báo cáo"]
                    try await house.put(house.leaf(unit.uppercased(), criterion, "claim"), claim, by: "officer-\(unit)")
                }
                try await house.post("rounds/r26/units/\(unit.uppercased())/submission", by: "head-\(unit)")
            }
            house.goTo("2026-04-02")
            let same: [String: any Sendable] = ["inputs": ["value": "80"]]
            try await house.put(house.leaf("A", "1.2", "appraisal"), same, by: "appraiser-1")
            let less: [String: any Sendable] = ["inputs": ["value": "75"], "comment": "Theo biên bản"]
            try await house.put(house.leaf("B", "1.2", "appraisal"), less, by: "appraiser-1")
            #expect(try await kept(house).keys.sorted() == ["A 1.2 appraisal", "A 1.2 self", "B 1.2 self"])
        }
    }

    @Test func `are none where the rule does not take both ends`() async throws {
        try await RoundHouse.open { house in
            let unit = try #require(try await house.services.unitIDs()["A"]).rawValue
            let value = IndicatorValue(
                unit: unit, indicator: "dossiers.on_time", period: .year(2026), measure: .value(80), taken: house.clock.now(),
                source: "test",
                interval: MeasuredInterval(low: 70, high: 130, level: 95, respondents: 2, method: .t, sample: "KS-1"))
            try await house.services.database.write { db in try IndicatorStore.put(value, db) }
            #expect(try await house.post("rounds/r26/units/A/proposals", by: "officer-a").json["filled"] as? [String] == ["1.2"])
            #expect(try await kept(house).isEmpty)
        }
    }
}
