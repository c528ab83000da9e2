import Assessments
import Kernel
import NIOCore
import Office
import Platform
import Scoring
import Storage
import TestSupport
import Testing
import Units

/// Each verb is run again and again while its 1st, 2nd, 3rd … statement fails: either all of it happened or nothing.
@Suite struct `A verb of a round whose statement fails` {
    private func leaf(_ unit: String, _ criterion: String) -> LeafName { LeafName(round: "r26", unit: unit, criterion: criterion) }

    @Test func `while a round is prepared`() async throws {
        try await failsWhole(CreateRound.self, by: "admin") { place, actor in
            let order = CreateRound.Order(
                code: "r27", title: Bilingual(vi: "a", en: "b"), period: .year(2027), kind: .training,
                frameworks: [RoundHouse.framework], units: [CreateRound.Member(unit: "A", block: "departments")],
                deadlines: try Deadlines(days: RoundHouse.days))
            try await CreateRound(place)(order, by: actor)
        }
        try await failsWhole(CopyRound.self, by: "admin") { place, actor in
            let order = CopyRound.Order(from: "r26", code: "r27", title: Bilingual(vi: "a", en: "b"), period: .year(2027), kind: .real)
            try await CopyRound(place)(order, by: actor)
        }
        try await failsWhole(AssignAppraisers.self, by: "admin") { place, actor in
            let people = [Appraiser(person: "P-1", name: "1", home: nil), Appraiser(person: "P-2", name: "2", home: nil)]
            try await AssignAppraisers(place)(
                [AssignAppraisers.Place(block: "departments", field: "1", appraisers: people)], round: "r26", by: actor)
        }
        try await failsWhole(OpenRound.self, by: "admin", isOpen: false) { place, actor in
            try await OpenRound(place)("r26", by: actor)
        }
    }

    @Test func `while a round is run`() async throws {
        try await failsWhole(SetDeadlines.self, by: "admin") { place, actor in
            let days = RoundHouse.days.merging(["council": "2026-08-05"]) { $1 }
            try await SetDeadlines(place)(Deadlines(days: days), round: "r26", reason: "lùi", by: actor)
        }
        try await failsWhole(ReassignAppraiser.self, by: "admin") { place, actor in
            try await ReassignAppraiser(place)(
                round: "r26", from: "P-appraiser-1", to: Appraiser(person: "P-9", name: "9", home: nil), reason: "nghỉ", by: actor)
        }
        try await failsWhole(Reopen.self, by: "admin", on: "2026-04-02", given: { try await $0.claimEverything() }) { place, actor in
            let order = Reopen.Order(
                round: "r26", unit: "A", stage: .selfAssessment, until: try #require(CalendarDate("2026-04-20")), reason: "x")
            try await Reopen(place)(order, by: actor)
        }
        try await failsWhole(EndReopening.self, by: "admin", on: "2026-04-02", given: { try await $0.reopenAll() }) { place, actor in
            let reopening = try #require(try await ShowRound(place)("r26", by: actor).reopenings.first?.reopening.id)
            try await EndReopening(place)(reopening, round: "r26", reason: "x", by: actor)
        }
    }

    @Test func `while a unit claims`() async throws {
        try await failsWhole(SaveEntry.self, by: "officer-a") { place, actor in
            try await SaveEntry(place)(SaveEntry.Order(leaf("A", "1.1"), inputs: ["yes": "yes"]), by: actor)
        }
        try await failsWhole(ProposeFigures.self, by: "officer-a", given: { try await $0.measureOnTime() }) { place, actor in
            try await ProposeFigures(place)(round: "r26", unit: "A", by: actor)
        }
        try await failsWhole(
            SubmitSelfAssessment.self, by: "head-a",
            given: { house in
                try await house.claimAll("A")
                try await house.post("rounds/r26/units/A/withdrawal", ["reason": "x"], by: "head-a")
            }
        ) { place, actor in
            try await SubmitSelfAssessment(place)(round: "r26", unit: "A", difficulties: "", proposals: "", by: actor)
        }
        try await failsWhole(WithdrawSelfAssessment.self, by: "head-a", given: { try await $0.claimAll("A") }) { place, actor in
            try await WithdrawSelfAssessment(place)(round: "r26", unit: "A", reason: "sửa", by: actor)
        }
    }

    @Test func `while a unit brings evidence`() async throws {
        try await failsWhole(AddEvidence.self, by: "officer-a") { place, actor in
            let stored = try await place.services.files.store(Papers.pdf, limit: 1 << 20)
            let file = Form.File(name: "a.pdf", stored: stored, head: [])
            try await AddEvidence(place)(AddEvidence.Order(title: "a", content: .file(file)), unit: "A", by: actor)
        }
        try await failsWhole(CiteEvidence.self, by: "officer-a", given: { try await $0.addLink() }) { place, actor in
            let paper = try await place.onlyPaper(actor)
            try await CiteEvidence(place)(CiteEvidence.Order(leaf("A", "1.1"), .claim, evidence: paper), by: actor)
        }
        try await failsWhole(RemoveCitation.self, by: "officer-a", given: { try await $0.citeLink() }) { place, actor in
            let item = try await ShowLeaf(place)(leaf("A", "1.1"), by: actor)
            try await RemoveCitation(place)(#require(item.line.citations.first).id, of: leaf("A", "1.1"), by: actor)
        }
        try await failsWhole(RemoveEvidence.self, by: "officer-a", given: { try await $0.addLink() }) { place, actor in
            try await RemoveEvidence(place)(place.onlyPaper(actor), by: actor)
        }
        try await failsWhole(ReplaceEvidence.self, by: "officer-a", given: { try await $0.citeLink() }) { place, actor in
            let order = AddEvidence.Order(title: "b", content: .link("https://tinh.gov.vn/b"))
            try await ReplaceEvidence(place)(place.onlyPaper(actor), order, by: actor)
        }
    }

    @Test func `while claims are appraised and explained`() async throws {
        try await failsWhole(Appraise.self, by: "appraiser-1", on: "2026-04-02", given: { try await $0.claimEverything() }) {
            place, actor in
            try await Appraise(place)(Judgement(leaf("B", "1.1"), .asClaimed), by: actor)
        }
        try await failsWhole(AppraiseMany.self, by: "appraiser-1", on: "2026-04-02", given: { try await $0.claimEverything() }) {
            place, actor in
            let items = ["1.1", "1.2", "2.1"].map { AppraiseMany.Item(unit: "B", criterion: $0, claimVersion: 1) }
            try await AppraiseMany(place)(round: "r26", items, by: actor)
        }
        try await failsWhole(Explain.self, by: "officer-b", on: "2026-05-02", given: { try await $0.judgeEverything() }) { place, actor in
            try await Explain(place)(leaf("B", "1.2"), text: "đã xong", version: 0, by: actor)
        }
        try await failsWhole(SubmitExplanation.self, by: "head-b", on: "2026-05-02", given: { try await $0.judgeEverything() }) {
            place, actor in
            try await SubmitExplanation(place)(round: "r26", unit: "B", by: actor)
        }
        try await failsWhole(AppraiseAgain.self, by: "appraiser-1", on: "2026-06-02", given: { try await $0.explainEverything() }) {
            place, actor in
            try await AppraiseAgain(place)(Judgement(leaf("B", "1.2"), .inputs(["points": "2"]), comment: "x"), by: actor)
        }
    }

    @Test func `while a round comes to its decision`() async throws {
        try await failsWhole(VoteInCouncil.self, by: "member-1", on: "2026-07-02", given: { try await $0.explainEverything() }) {
            place, actor in
            try await VoteInCouncil(place)(leaf("B", "1.2"), points: "2", comment: "", by: actor)
        }
        try await failsWhole(CloseVoting.self, by: "secretary", on: "2026-07-02", given: { try await $0.explainEverything() }) {
            place, actor in
            try await CloseVoting(place)(leaf("B", "1.2"), by: actor)
        }
        try await failsWhole(DecideInCouncil.self, by: "secretary", on: "2026-07-02", given: { try await $0.explainEverything() }) {
            place, actor in
            try await DecideInCouncil(place)(Judgement(leaf("B", "1.2"), .inputs(["points": "2"]), comment: "x"), by: actor)
        }
        try await failsWhole(ImportSurveyPoints.self, by: "admin", on: "2026-07-02", given: { try await $0.explainEverything() }) {
            place, actor in
            let text = "unit,criterion,input,value,reason\nA,3.1,value,70,\nB,3.1,value,71,\n"
            try await ImportSurveyPoints(place)(
                InputFile(name: "a.csv", bytes: Array(text.utf8)), round: "r26", block: "departments", by: actor)
        }
        try await failsWhole(DecideRound.self, by: "chair", on: "2026-08-02", given: { try await $0.explainEverything() }) { place, actor in
            try await DecideRound(place)("r26", number: "1", date: #require(CalendarDate("2026-08-02")), by: actor)
        }
    }
}

/// Fails each statement of what a person does in the round of the tests, at noon of a day.
private func failsWhole<Verb>(
    _ verb: Verb.Type, by person: String, on day: String = "2026-03-02", isOpen: Bool = true,
    given prepare: @escaping @Sendable (RoundHouse) async throws -> Void = { _ in }, _ location: SourceLocation = #_sourceLocation,
    _ run: @escaping @Sendable (Workplace, Actor) async throws -> Void
) async throws {
    try await TestSupport.failsWhole(
        verb, given: { services in try await RoundHouse.open(isOpen, in: services, prepare) }, sourceLocation: location
    ) { services in
        var services = services
        services.now = { Scene.moment(day) }
        let actor = try #require(RoundHouse.people(try await services.unitIDs())[person])
        try await run(Workplace(services), actor)
    }
}

extension RoundHouse {
    fileprivate func claimEverything() async throws {
        for unit in ["A", "B", "NV"] { try await claimAll(unit) }
        goTo("2026-04-02")
    }

    fileprivate func judgeEverything() async throws {
        try await claimEverything()
        try await appraiseAll()
        goTo("2026-05-02")
    }

    /// Everything that a decision needs, though the council may speak of one leaf.
    fileprivate func explainEverything() async throws {
        try await judgeEverything()
        try await put(leaf("B", "1.2", "explanation"), ["text": "đã xong"], by: "officer-b")
        try await importSurvey("A,3.1,value,80,\nB,3.1,value,80,\nNV,3.1,value,80,\n")
    }

    fileprivate func addLink() async throws {
        try await post("units/A/evidence/links", ["title": "a", "link": "https://tinh.gov.vn/a"], by: "officer-a")
    }

    fileprivate func citeLink() async throws {
        try await addLink()
        let paper = try #require(try await get("units/A/evidence", by: "officer-a").list.first?["id"] as? String)
        try await post(leaf("A", "1.1", "citations"), ["evidence": paper], by: "officer-a")
    }

    fileprivate func reopenAll() async throws {
        goTo("2026-04-02")
        let body = ["unit": "A", "stage": "self_assessment", "until": "2026-04-20", "reason": "x"]
        try await post("rounds/r26/reopenings", body, by: "admin")
    }

    fileprivate func measureOnTime() async throws {
        let unit = try #require(try await services.unitIDs()["A"]).rawValue
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
