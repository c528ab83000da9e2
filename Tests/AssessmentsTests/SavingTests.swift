import Assessments
import HTTPTypes
import Kernel
import Platform
import Scoring
import Storage
import TestSupport
import Testing
import Units

@Suite struct `Saving a claim` {
    @Test func `computes the points, keeps a version, and writes one line of history a change`() async throws {
        try await RoundHouse.open { house in
            let path = house.leaf("A", "1.2", "claim")
            let first = try await house.put(path, ["inputs": ["numerator": "18", "denominator": "20"]], by: "officer-a")
            #expect(first.json["points"] as? String == "2.7" && first.json["version"] as? Int == 1)
            let same: [String: any Sendable] = ["inputs": ["numerator": "18", "denominator": "20"], "version": 1]
            #expect(try await house.put(path, same, by: "officer-a").json["version"] as? Int == 1, "what changes nothing is not kept")
            let second: [String: any Sendable] = ["inputs": ["not_applicable": "no_such_task"], "comment": "không phát sinh", "version": 1]
            let changed = try await house.put(path, second, by: "head-a").json
            #expect(changed["applicable"] as? Bool == false && changed["version"] as? Int == 2 && changed["points"] as? String == "0")
            let story = try await house.get(house.leaf("A", "1.2"), by: "officer-a").json
            let history = try #require(story["history"] as? [[String: Any]])
            #expect(history.map { $0["action"] as? String } == ["assessments.claimed", "assessments.claimed"])
            #expect(history.map { $0["actor"] as? String } == ["head-a", "officer-a"])
            #expect(history[0]["reason"] as? String == "không phát sinh")
            #expect((history[0]["before"] as? String)?.contains(#"\"numerator\":\"18\""#) == true)
        }
    }

    @Test func `a preview says the same points and keeps nothing`() async throws {
        try await RoundHouse.open { house in
            let inputs: [String: any Sendable] = ["inputs": ["numerator": "1", "denominator": "3"]]
            let preview = try await house.post(house.leaf("A", "1.2", "preview"), inputs, by: "officer-a").json
            #expect(preview["points"] as? String == "1")
            let leaf = try await house.get(house.leaf("A", "1.2"), by: "officer-a").json["leaf"] as? [String: Any]
            #expect((leaf?["entries"] as? [String: Any])?.isEmpty == true)
            #expect(try await house.put(house.leaf("A", "1.2", "claim"), inputs, by: "officer-a").json["points"] as? String == "1")
        }
    }

    @Test(arguments: [
        ("1.2", ["numerator": "21", "denominator": "20"], "assessments.unscored.over"),
        ("1.2", ["numerator": "1"], "assessments.unscored.absent"), ("1.2", [:], "assessments.unscored.absent"),
        ("1.2", ["numerator": "1", "denominator": "2", "value": "50"], "assessments.unscored.twofold"),
        ("1.2", ["numerator": "-1", "denominator": "2"], "assessments.unscored.negative"),
        ("1.2", ["numerator": "1,5", "denominator": "2"], "scoring.value_number"),
        ("1.2", ["tu_so": "1"], "scoring.input_unknown"), ("1.1", ["yes": "maybe"], "scoring.value_yes"),
        ("1.1", ["not_applicable": "vì thế"], "scoring.reason_unknown"), ("2.1", ["choice": "tomorrow"], "scoring.value_choice"),
        ("1.1", ["points": "2"], "assessments.unscored.over"),
    ]) func `refuses figures the rule does not take, and keeps nothing`(
        criterion: String, inputs: [String: String], code: String
    ) async throws {
        try await RoundHouse.open { house in
            let answer = try await house.refused(
                "input.faults", .put, house.leaf("A", criterion, "claim"), ["inputs": inputs, "comment": "x"], by: "officer-a")
            #expect(answer.faults == [code] && answer.status == 422)
            let leaf = try await house.get(house.leaf("A", criterion), by: "officer-a").json
            #expect((leaf["history"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `a zero denominator becomes what the leaf says of it`() async throws {
        try await RoundHouse.open { house in
            let inputs: [String: any Sendable] = ["inputs": ["numerator": "0", "denominator": "0"], "comment": "không phát sinh"]
            let entry = try await house.put(house.leaf("A", "1.2", "claim"), inputs, by: "officer-a").json
            #expect(entry["applicable"] as? Bool == false)
        }
    }

    @Test func `points in the place of figures need a reason`() async throws {
        try await RoundHouse.open { house in
            let path = house.leaf("A", "1.2", "claim")
            try await house.refused("assessments.reason_missing", .put, path, ["inputs": ["points": "2"]], by: "officer-a")
            try await house.put(path, ["inputs": ["points": "2"], "comment": "theo biên bản"], by: "officer-a")
            // The rule of a bonus asks for points itself.
            try await house.put(house.leaf("A", "CK", "claim"), ["inputs": ["points": "0.5"]], by: "officer-a")
        }
    }

    @Test func `two at once: one is kept, the other gets both values (PI-79)`() async throws {
        try await RoundHouse.open { house in
            for round in 0..<5 {
                let path = house.leaf("A", "1.2", "claim")
                let (one, other) = ("\(10 + round)", "\(15 - round)")
                async let first = house.call(
                    .put, path, ["inputs": ["numerator": one, "denominator": "20"], "version": round], by: "officer-a")
                async let second = house.call(
                    .put, path, ["inputs": ["numerator": other, "denominator": "20"], "comment": "khác", "version": round], by: "head-a")
                let answers = try await [first, second]
                #expect(answers.map(\.status).sorted() == [200, 409])
                let (kept, lost) = answers[0].status == 200 ? (answers[0], answers[1]) : (answers[1], answers[0])
                #expect(lost.code == "assessments.conflict" && lost.details["theirs_points"] == kept.json["points"] as? String)
                #expect(lost.details["version"] == "\(round + 1)" && lost.details["by"] == kept.json["by"] as? String)
                #expect(lost.details["yours"]?.contains("numerator") == true && lost.details["yours_points"] != nil)
            }
        }
    }

    @Test func `a submission locks; the head may take it back while self-assessment lasts`() async throws {
        try await RoundHouse.open { house in
            try await house.claimAll("A")
            let claim: [String: any Sendable] = ["inputs": ["yes": "no"], "version": 1]
            try await house.refused("assessments.submitted", .put, house.leaf("A", "1.1", "claim"), claim, by: "officer-a")
            try await house.refused("assessments.submitted", .post, "rounds/r26/units/A/submission", by: "head-a")
            try await house.refused("assessments.text_missing", .post, "rounds/r26/units/A/withdrawal", ["reason": " "], by: "head-a")
            try await house.post("rounds/r26/units/A/withdrawal", ["reason": "sửa số liệu"], by: "head-a")
            try await house.put(
                house.leaf("A", "1.1", "claim"), ["inputs": ["yes": "no"], "comment": "sai", "version": 1], by: "officer-a")
            let again = try await house.post("rounds/r26/units/A/submission", by: "head-a").json
            #expect(again["number"] as? Int == 2)
            house.goTo("2026-04-01")
            try await house.refused(
                "assessments.too_late.self_assessment", .post, "rounds/r26/units/A/withdrawal", ["reason": "x"], by: "head-a")
        }
    }

    @Test func `the digest of a submission tells whether anything in it was changed`() async throws {
        try await RoundHouse.open { house in
            try await house.claimAll("A")
            let first = try await house.get("rounds/r26/units/A", by: "head-a").json["line"] as? [String: Any]
            try await house.post("rounds/r26/units/A/withdrawal", ["reason": "xem lại"], by: "head-a")
            try await house.post("rounds/r26/units/A/submission", by: "head-a")
            let second = try await house.get("rounds/r26/units/A", by: "head-a").json["line"] as? [String: Any]
            try await house.post("rounds/r26/units/A/withdrawal", ["reason": "sửa"], by: "head-a")
            try await house.put(
                house.leaf("A", "1.1", "claim"), ["inputs": ["yes": "no"], "comment": "sửa", "version": 1], by: "officer-a")
            try await house.post("rounds/r26/units/A/submission", by: "head-a")
            let third = try await house.get("rounds/r26/units/A", by: "head-a").json["line"] as? [String: Any]
            let digests = [first, second, third].map { ($0?["claim"] as? [String: Any])?["digest"] as? String }
            #expect(digests[0] == digests[1] && digests[1] != digests[2] && digests[0]?.count == 64)
        }
    }

    @Test func `what is not ready is told leaf by leaf`() async throws {
        try await RoundHouse.open { house in
            try await house.put(house.leaf("A", "1.1", "claim"), ["inputs": ["yes": "yes"]], by: "officer-a")
            let answer = try await house.refused("input.faults", .post, "rounds/r26/units/A/submission", by: "head-a")
            let faults = (answer.json["faults"] as? [[String: Any]] ?? []).map { "\($0["field"] ?? "") \($0["code"] ?? "")" }
            #expect(
                faults == [
                    "1.1 assessments.open_leaf.no_evidence", "1.2 assessments.open_leaf.nothing_stated",
                    "2.1 assessments.open_leaf.nothing_stated",
                ])
            let sheet = try await house.get("rounds/r26/units/A", by: "head-a").json
            #expect((sheet["open_leaves"] as? [Any])?.count == 3)
            try await house.refused("platform.role_missing", .post, "rounds/r26/units/A/submission", by: "officer-a")
            try await house.refused("assessments.no_such_unit", .post, "rounds/r26/units/A/submission", by: "head-b")
        }
    }

    @Test func `a deadline that passes while a save waits closes the door`() async throws {
        try await RoundHouse.open { house in
            house.goTo("2026-03-31")
            let gate = Gate(house.services.database)
            var services = house.services
            services.database = gate
            let save = SaveEntry(Workplace(services))
            let officer = try #require(RoundHouse.people(try await house.services.unitIDs())["officer-a"])
            let leaf = LeafName(round: "r26", unit: "A", criterion: "1.1")
            let late = Task { try await save(SaveEntry.Order(leaf, inputs: ["yes": "yes"]), by: officer) }
            await gate.reached()
            house.clock.advance(milliseconds: 12 * 3_600_000)
            gate.open()
            let error = await #expect(throws: AssessmentsError.self) { try await late.value }
            #expect(error?.code == "assessments.too_late.self_assessment")
        }
    }
}

/// A database before whose writes one waits, so that time can pass between the call and its transaction.
private final class Gate: Database {
    private let database: any Database
    private let arrivals = AsyncStream.makeStream(of: Void.self)
    private let openings = AsyncStream.makeStream(of: Void.self)

    init(_ database: any Database) { self.database = database }

    func reached() async { for await _ in arrivals.stream { return } }
    func open() { openings.continuation.yield() }

    var dialect: Dialect { database.dialect }
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { try await database.read(body) }
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        arrivals.continuation.yield()
        for await _ in openings.stream { break }
        return try await database.write(body)
    }
    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await database.writeAlone(body)
    }
    func close() async { await database.close() }
}
