import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing

/// Each verb in a house with a campaign in the right state.
@Suite struct `Every verb of surveys is whole or not at all` {
    fileprivate static let number = SurveysHouse.number
    fileprivate static let coordinator = SurveysHouse.coordinator

    fileprivate func failsWhole<Verb>(
        _ verb: Verb.Type, isAudited: Bool = true, from prepare: @escaping @Sendable (SurveysHouse) async throws -> Void,
        _ run: @escaping @Sendable (SurveysHouse) async throws -> Void
    ) async throws {
        try await TestSupport.failsWhole(
            verb, isAudited: isAudited,
            given: { services in
                try await SurveysHouse.fill(services)
                try await prepare(SurveysHouse(services))
            }
        ) { services in try await run(SurveysHouse(services)) }
    }

    private static let planned: @Sendable (SurveysHouse) async throws -> Void = { try await $0.planned() }
    private static let running: @Sendable (SurveysHouse) async throws -> Void = { try await $0.running() }
    fileprivate static let open: @Sendable (SurveysHouse) async throws -> Void = { house in
        try await house.running { SurveysHouse.group($0, frame: .none) }
    }
    private static let drawn: @Sendable (SurveysHouse) async throws -> Void = { house in
        try await house.planned()
        try await DrawSample(house.bureau)(number, seed: 42, by: coordinator)
    }
    private static let assigned: @Sendable (SurveysHouse) async throws -> Void = { house in
        try await house.running()
        try await AssignEnumerator(house.bureau)("test-enumerator", from: 1, to: 100, group: "citizens", campaign: number, by: coordinator)
    }

    /// The number of the first who is asked, and the unit.
    private static func first(_ house: SurveysHouse) async throws -> (number: Int, unit: String) {
        try await house.services.database.read { db in
            let row = try #require(
                try db.row(
                    """
                    SELECT p.number, u.code FROM surveys_persons p JOIN surveys_askings a ON a.person_id = p.id
                    JOIN units_units u ON u.id = a.unit_id WHERE p.role = 'sample' ORDER BY p.number LIMIT 1
                    """))
            return (try row.integer("number"), try row.string("code"))
        }
    }

    @Test func `instruments and plans`() async throws {
        try await failsWhole(KeepInstrument.self, from: { _ in }) { try await $0.keep() }
        try await failsWhole(PlanCampaign.self, from: { _ in }) { house in
            _ = try await PlanCampaign(house.bureau)(SurveysHouse.plan(), unit: "A", by: Self.coordinator)
        }
        try await failsWhole(PlanGroup.self, from: Self.planned) { house in
            let instrument = try await house.services.database.read { db -> ID<Instrument> in
                try #require(try db.row("SELECT id FROM surveys_instruments")).id("id")
            }
            try await PlanGroup(house.bureau)(
                .init(SurveysHouse.group(instrument, frame: .officials), units: ["A"], isOnce: true), campaign: Self.number,
                by: Self.coordinator)
        }
        try await failsWhole(DropGroup.self, from: Self.planned) { house in
            try await DropGroup(house.bureau)("citizens", campaign: Self.number, by: Self.coordinator)
        }
        try await failsWhole(WriteCosts.self, from: Self.planned) { house in
            try await WriteCosts(house.bureau)(
                [CostLine(title: "Thư", quantity: 1, dong: 2, minutes: 3)], campaign: Self.number, by: Self.coordinator)
        }
    }

    @Test func `lists and draws`() async throws {
        try await failsWhole(TakeFrame.self, from: Self.planned) { house in
            try await TakeFrame(house.bureau)("citizens", campaign: Self.number, file: SurveysHouse.list(4), by: Self.coordinator)
        }
        try await failsWhole(SetStrata.self, from: Self.planned) { house in
            try await SetStrata(house.bureau)(
                [.init("A", deviation: 2, minimum: 1, isCertain: true)], group: "citizens", campaign: Self.number, by: Self.coordinator)
        }
        try await failsWhole(DrawSample.self, from: Self.planned) { house in
            try await DrawSample(house.bureau)(Self.number, seed: 42, by: Self.coordinator)
        }
        try await failsWhole(DiscardDraw.self, from: Self.drawn) { house in
            try await DiscardDraw(house.bureau)(Self.number, reason: "Thử", by: Self.coordinator)
        }
        try await failsWhole(ReplacePerson.self, from: Self.running) { house in
            let first = try await Self.first(house)
            try await ReplacePerson(house.bureau)(
                .init(first.number, campaign: Self.number, group: "citizens", outcome: .moved, reason: "Đã chuyển"), by: Self.coordinator)
        }
    }

    @Test func `opening, prolonging, closing`() async throws {
        try await failsWhole(OpenCampaign.self, from: Self.drawn) { try await OpenCampaign($0.bureau)(Self.number, by: Self.coordinator) }
        try await failsWhole(ProlongCampaign.self, from: Self.running) { house in
            try await ProlongCampaign(house.bureau)(Self.number, to: SurveysHouse.day("2027-01-31"), by: Self.coordinator)
        }
        let answered: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await house.running()
            for letter in try await house.links(1...100) { try await house.submit(letter) }
        }
        let closed: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await house.running()
            _ = try await house.links(1...100)
            try await CloseCampaign(house.bureau)(Self.number, by: Self.coordinator)
        }
        try await failsWhole(ForgetPeople.self, from: closed) { try await ForgetPeople($0.bureau)(Self.number, by: Self.coordinator) }
        try await failsWhole(CloseCampaign.self, from: answered) { try await CloseCampaign($0.bureau)(Self.number, by: Self.coordinator) }
    }

    @Test func `links and people`() async throws {
        try await failsWhole(GiveLinks.self, from: Self.drawn) { _ = try await $0.links(1...100) }
        try await failsWhole(AssignEnumerator.self, from: Self.running) { house in
            try await AssignEnumerator(house.bureau)(
                "test-enumerator", from: 1, to: 100, group: "citizens", campaign: Self.number, by: Self.coordinator)
        }
        try await failsWhole(NoteContact.self, isAudited: false, from: Self.assigned) { house in
            let first = try await Self.first(house)
            try await NoteContact(house.bureau)(
                .init(first.number, campaign: Self.number, group: "citizens", way: .phone, outcome: .refused, note: ""),
                by: SurveysHouse.enumerator)
        }
    }

    @Test func `answers`() async throws {
        // A link is told once, so what is tried again is the one that was given first.
        let letters = LetterBox()
        let given: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await house.running()
            letters.put(try #require(try await house.links(1...100).first))
        }
        try await failsWhole(SubmitAnswer.self, isAudited: false, from: given) { house in
            try await house.submit(try #require(letters.letter))
        }
        try await failsWhole(SubmitOpenAnswer.self, isAudited: false, from: Self.open) { house in
            try await SubmitOpenAnswer(house.bureau)(
                .init(
                    campaign: Self.number, group: "citizens", unit: "A", answers: SurveysHouse.answers(), language: .vi, consents: true,
                    ticket: "TICKETTICKET0001"))
        }
        try await failsWhole(EnterAnswer.self, isAudited: false, from: Self.assigned) { house in
            let first = try await Self.first(house)
            try await EnterAnswer(house.bureau)(
                .init(
                    first.number, campaign: Self.number, group: "citizens", unit: first.unit, way: .face, answers: SurveysHouse.answers(),
                    consents: true, seconds: 60), by: SurveysHouse.enumerator)
        }
        let waiting: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await house.running { SurveysHouse.group($0, design: SampleDesign(formula: .given, givenSize: 10, reservePercent: 0)) }
            for letter in try await house.links(1...100) { try await house.submit(letter) }
        }
        try await failsWhole(PutAway.self, isAudited: false, from: waiting) { try await PutAway($0.bureau)() }
    }
}

extension `Every verb of surveys is whole or not at all` {
    private static let answered: @Sendable (SurveysHouse) async throws -> Void = { try await $0.answered() }

    @Test func `figures`() async throws {
        try await failsWhole(SetMargins.self, from: Self.answered) { house in
            try await SetMargins(house.bureau)(
                [MarginTable("adult", [.init("yes", 20), .init("no", 0)])], group: "citizens", campaign: Self.number, by: Self.coordinator)
        }
        try await failsWhole(EstimateCampaign.self, from: Self.answered) { try await $0.estimate() }
        let estimated: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await house.answered()
            try await house.estimate()
        }
        try await failsWhole(ReleaseFigures.self, from: estimated) { house in
            try await ReleaseFigures(house.bureau)(1, note: "Lần một", campaign: Self.number, by: Self.coordinator)
        }
        let released: @Sendable (SurveysHouse) async throws -> Void = { house in
            try await estimated(house)
            try await ReleaseFigures(house.bureau)(1, note: "", campaign: Self.number, by: Self.coordinator)
        }
        try await failsWhole(HandOverFigures.self, from: released) { house in
            try await HandOverFigures(house.bureau)(
                .init(edition: 1, respondents: "citizens", figure: "index", indicator: "surveys.satisfaction"), campaign: Self.number,
                by: Self.coordinator)
        }
        try await failsWhole(ReviewRemark.self, from: Self.answered) { house in
            let answer = try await house.services.database.read { db in
                try #require(try db.row("SELECT id FROM surveys_answers WHERE record LIKE '%0901%'")).string("id")
            }
            try await ReviewRemark(house.bureau)(
                .init(answer: answer, question: "remark", isShown: true, text: "Gọi tôi"), group: "citizens", campaign: Self.number,
                by: Self.coordinator)
        }
    }

    @Test func `answers of other tools`() async throws {
        let file = SurveysHouse.file("_uuid,unit,adult,q1,q2,q3\n1,A,yes,4,5,\n2,B,yes,3,5,1", "kobo.csv")
        try await failsWhole(ImportAnswers.self, from: Self.open) { house in
            try await ImportAnswers(house.bureau)(.init(campaign: Self.number, group: "citizens", file: file), by: Self.coordinator)
        }
    }
}

/// Hands a letter from the house that was prepared to the verb that is tried in it.
private final class LetterBox: @unchecked Sendable {
    private(set) var letter: GiveLinks.Letter?
    func put(_ letter: GiveLinks.Letter) { self.letter = letter }
}
