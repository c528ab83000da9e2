import Assessments
import Foundation
import Kernel
import NIOCore
import Office
import Platform
import Scoring
import Storage
import Testing

/// Each verb is run again and again while its 1st, 2nd, 3rd … statement fails: either all of it happened or nothing.
@Suite struct `A verb whose statement fails` {
    struct Verb: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// What must have happened before.
        var prepare: @Sendable (RoundHouse) async throws -> Void = { _ in }
        var person: String
        var run: @Sendable (Workplace, Actor) async throws -> Void
    }

    @Test(arguments: verbs) func `changes nothing`(verb: Verb) async throws {
        try await RoundHouse.open { house in
            try await verb.prepare(house)
            let actor = try #require(RoundHouse.people(try await house.unitIDs())[verb.person])
            let before = try await house.contents()
            var failures = 0
            while failures < 500 {
                let failing = FailingDatabase(wrapping: house.services.database, failStatement: failures + 1)
                var services = house.services
                services.database = failing
                do {
                    try await verb.run(Workplace(services), actor)
                    break
                } catch is StorageError {
                    failures += 1
                    #expect(try await house.contents() == before, "statement \(failures)")
                }
            }
            #expect(failures > 2 && failures < 500)
            let after = try await house.contents()
            #expect(after != before)
            #expect(after["platform_audit"] != before["platform_audit"], "what was done is in the audit")
        }
    }

    private static func leaf(_ unit: String, _ criterion: String) -> LeafName { LeafName(round: "r26", unit: unit, criterion: criterion) }

    /// Everything claimed and submitted, appraised, explained; the clock stands in the stage.
    private static func until(_ day: String) -> @Sendable (RoundHouse) async throws -> Void {
        { house in
            for unit in ["A", "B", "NV"] { try await house.claimAll(unit) }
            house.goTo("2026-04-02")
            if day < "2026-05" { return }
            try await house.appraiseAll()
            house.goTo("2026-05-02")
            if day < "2026-06" { return }
            try await house.put(house.leaf("B", "1.2", "explanation"), ["text": "đã xong"], by: "officer-b")
            try await house.importSurvey("A,3.1,value,80,\nB,3.1,value,80,\nNV,3.1,value,80,\n")
            house.goTo(day)
        }
    }

    static let verbs: [Verb] = [
        Verb(testDescription: "CreateRound", person: "admin") { place, actor in
            let order = CreateRound.Order(
                code: "r27", title: Bilingual(vi: "a", en: "b"), period: .year(2027), kind: .training,
                frameworks: ["sample-departments@2021"],
                units: [CreateRound.Member(unit: "A", block: "departments")], deadlines: try Deadlines(days: RoundHouse.days))
            try await CreateRound(place)(order, by: actor)
        },
        Verb(testDescription: "CopyRound", person: "admin") { place, actor in
            let order = CopyRound.Order(from: "r26", code: "r27", title: Bilingual(vi: "a", en: "b"), period: .year(2027), kind: .real)
            try await CopyRound(place)(order, by: actor)
        },
        Verb(testDescription: "SetDeadlines", person: "admin") { place, actor in
            let days = RoundHouse.days.merging(["council": "2026-08-05"]) { $1 }
            try await SetDeadlines(place)(Deadlines(days: days), round: "r26", reason: "lùi", by: actor)
        },
        Verb(testDescription: "AssignAppraisers", person: "admin") { place, actor in
            let people = [Appraiser(person: "P-1", name: "1", home: nil), Appraiser(person: "P-2", name: "2", home: nil)]
            try await AssignAppraisers(place)(
                [AssignAppraisers.Place(block: "departments", field: "1", appraisers: people)], round: "r26", by: actor)
        },
        Verb(testDescription: "ReassignAppraiser", person: "admin") { place, actor in
            try await ReassignAppraiser(place)(
                round: "r26", from: "P-appraiser-1", to: Appraiser(person: "P-9", name: "9", home: nil), reason: "nghỉ", by: actor)
        },
        Verb(testDescription: "Reopen", prepare: until("2026-04-02"), person: "admin") { place, actor in
            guard let day = CalendarDate("2026-04-20") else { return }
            try await Reopen(place)(Reopen.Order(round: "r26", unit: "A", stage: .selfAssessment, until: day, reason: "x"), by: actor)
        },
        Verb(testDescription: "SaveEntry", person: "officer-a") { place, actor in
            try await SaveEntry(place)(SaveEntry.Order(leaf("A", "1.1"), inputs: ["yes": "yes"]), by: actor)
        },
        Verb(testDescription: "ProposeFigures", prepare: { try await $0.measureOnTime() }, person: "officer-a") { place, actor in
            try await ProposeFigures(place)(round: "r26", unit: "A", by: actor)
        },
        Verb(testDescription: "AddEvidence", person: "officer-a") { place, actor in
            let stored = try await place.services.files.store(Papers.pdf, limit: 1 << 20)
            let file = Form.File(name: "a.pdf", stored: stored, head: [])
            try await AddEvidence(place)(AddEvidence.Order(title: "a", content: .file(file)), unit: "A", by: actor)
        },
        Verb(testDescription: "CiteEvidence", prepare: { try await $0.addLink() }, person: "officer-a") { place, actor in
            let paper = try await place.onlyPaper(actor)
            try await CiteEvidence(place)(CiteEvidence.Order(leaf("A", "1.1"), .claim, evidence: paper), by: actor)
        },
        Verb(testDescription: "RemoveEvidence", prepare: { try await $0.addLink() }, person: "officer-a") { place, actor in
            try await RemoveEvidence(place)(place.onlyPaper(actor), by: actor)
        },
        Verb(testDescription: "ReplaceEvidence", prepare: { try await $0.citeLink() }, person: "officer-a") { place, actor in
            let order = AddEvidence.Order(title: "b", content: .link("https://tinh.gov.vn/b"))
            try await ReplaceEvidence(place)(place.onlyPaper(actor), order, by: actor)
        },
        Verb(testDescription: "SubmitSelfAssessment", prepare: { try await $0.claimAllButSubmit() }, person: "head-a") { place, actor in
            try await SubmitSelfAssessment(place)(round: "r26", unit: "A", difficulties: "", proposals: "", by: actor)
        },
        Verb(testDescription: "WithdrawSelfAssessment", prepare: { try await $0.claimAll("A") }, person: "head-a") { place, actor in
            try await WithdrawSelfAssessment(place)(round: "r26", unit: "A", reason: "sửa", by: actor)
        },
        Verb(testDescription: "Appraise", prepare: until("2026-04-02"), person: "appraiser-1") { place, actor in
            try await Appraise(place)(Judgement(leaf("B", "1.1"), .asClaimed), by: actor)
        },
        Verb(testDescription: "AppraiseMany", prepare: until("2026-04-02"), person: "appraiser-1") { place, actor in
            let items = ["1.1", "1.2", "2.1"].map { AppraiseMany.Item(unit: "B", criterion: $0, claimVersion: 1) }
            try await AppraiseMany(place)(round: "r26", items, by: actor)
        },
        Verb(testDescription: "Explain", prepare: until("2026-05-02"), person: "officer-b") { place, actor in
            try await Explain(place)(leaf("B", "1.2"), text: "đã xong", version: 0, by: actor)
        },
        Verb(testDescription: "SubmitExplanation", prepare: until("2026-05-02"), person: "head-b") { place, actor in
            try await SubmitExplanation(place)(round: "r26", unit: "B", by: actor)
        },
        Verb(testDescription: "AppraiseAgain", prepare: until("2026-06-02"), person: "appraiser-1") { place, actor in
            try await AppraiseAgain(place)(Judgement(leaf("B", "1.2"), .inputs(["points": "2"]), comment: "x"), by: actor)
        },
        Verb(testDescription: "VoteInCouncil", prepare: until("2026-07-02"), person: "member-1") { place, actor in
            try await VoteInCouncil(place)(leaf("B", "1.2"), points: "2", comment: "", by: actor)
        },
        Verb(testDescription: "DecideInCouncil", prepare: until("2026-07-02"), person: "secretary") { place, actor in
            try await DecideInCouncil(place)(Judgement(leaf("B", "1.2"), .inputs(["points": "2"]), comment: "x"), by: actor)
        },
        Verb(testDescription: "ImportSurveyPoints", prepare: until("2026-07-02"), person: "admin") { place, actor in
            let text = "unit,criterion,input,value,reason\nA,3.1,value,70,\nB,3.1,value,71,\n"
            try await ImportSurveyPoints(place)(
                InputFile(name: "a.csv", bytes: Array(text.utf8)), round: "r26", block: "departments", by: actor)
        },
        Verb(testDescription: "DecideRound", prepare: until("2026-08-02"), person: "chair") { place, actor in
            guard let day = CalendarDate("2026-08-02") else { return }
            try await DecideRound(place)("r26", number: "1", date: day, by: actor)
        },
    ]
}

extension RoundHouse {
    /// Everything that the room has stored, table by table.
    fileprivate func contents() async throws -> [String: [String]] {
        try await services.database.read { db in
            [
                "rounds": try db.rows("SELECT * FROM assessments_rounds ORDER BY id"),
                "blocks": try db.rows("SELECT * FROM assessments_blocks ORDER BY round_id, position"),
                "units": try db.rows("SELECT * FROM assessments_units ORDER BY round_id, position"),
                "assignments": try db.rows("SELECT * FROM assessments_assignments ORDER BY id"),
                "reopenings": try db.rows("SELECT * FROM assessments_reopenings ORDER BY id"),
                "entries": try db.rows("SELECT * FROM assessments_entries ORDER BY unit_id, criterion, stage"),
                "submissions": try db.rows("SELECT * FROM assessments_submissions ORDER BY id"),
                "votes": try db.rows("SELECT * FROM assessments_votes ORDER BY person"),
                "evidence": try db.rows("SELECT * FROM assessments_evidence ORDER BY id"),
                "citations": try db.rows("SELECT * FROM assessments_citations ORDER BY id"),
                "files": try db.rows("SELECT * FROM platform_files ORDER BY digest"),
                "frameworks": try db.rows("SELECT id FROM criteria_frameworks ORDER BY id"),
                "platform_audit": try db.rows("SELECT * FROM platform_audit ORDER BY id"),
            ].mapValues { rows in try rows.map { row in try row.columns.map { "\(try row.value($0))" }.joined(separator: "|") } }
        }
    }

    fileprivate func addLink() async throws {
        try await post("units/A/evidence/links", ["title": "a", "link": "https://tinh.gov.vn/a"], by: "officer-a")
    }

    fileprivate func citeLink() async throws {
        try await addLink()
        let paper = try #require(try await get("units/A/evidence", by: "officer-a").list.first?["id"] as? String)
        try await post(leaf("A", "1.1", "citations"), ["evidence": paper], by: "officer-a")
    }

    fileprivate func claimAllButSubmit() async throws {
        try await claimAll("A")
        try await post("rounds/r26/units/A/withdrawal", ["reason": "x"], by: "head-a")
    }

    fileprivate func measureOnTime() async throws {
        let unit = try #require(try await unitIDs()["A"]).rawValue
        let value = IndicatorValue(
            unit: unit, indicator: "dossiers.on_time", period: .year(2026), measure: .ratio(numerator: 45, denominator: 60),
            taken: clock.now(), source: "dossiers")
        try await services.database.write { db in try IndicatorStore.put(value, db) }
    }
}

extension Workplace {
    /// The id of the one paper that unit A has.
    fileprivate func onlyPaper(_ actor: Actor) async throws -> ID<Evidence> {
        try #require(try await ReadEvidence(self).all(of: "A", by: actor).first).id
    }
}
