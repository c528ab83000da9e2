import Forms
import Kernel
import Office
import Platform
import Storage
import Surveys
import Units

/// A campaign of the generated province, drawn, open and half answered, by the verbs that people use: households by links and by an
/// enumerator, visitors at the counter by a public address.
///
/// Who is asked and what they answer is invented, and labelled so.
struct LoadDemoSurveys: Sendable {
    private static let unit = "M-SNV"
    private static let judged = ["M-X001", "M-STC"]
    private static let households = 120

    private let services: Services
    private let clock: DemoClock
    private let bureau: SurveysBureau

    init(_ services: Services) {
        clock = DemoClock(services.now())
        self.services = services.moved(to: clock)
        bureau = SurveysBureau(self.services)
    }

    private var coordinator: Actor { Actor(demo: "dieu.phoi", .surveyCoordinator) }
    private var enumerator: Actor { Actor(demo: "dieu.tra", .enumerator) }

    /// Leaves what is there, and a house without the people of the demonstration.
    func callAsFunction() async throws {
        let instruments = try await KeepSampleInstruments(bureau)(by: .operating)
        guard let citizens = instruments["sipas-one-stop"], let visitors = instruments["tt01-2018"], try await isWanted() else { return }
        clock.stand(at: -14, minute: 480)
        guard let closes = CalendarDate(daysSince1970: clock.today.daysSince1970 + 45) else { return }
        let plan = CampaignPlan(
            title: text("title"), period: .year(clock.today.year), opens: clock.today, closes: closes, note: text("note"))
        let number = try await PlanCampaign(bureau)(plan, unit: Self.unit, isGenerated: true, by: coordinator).number
        try await addGroups(number, citizens, visitors)
        try await DrawSample(bureau)(number, seed: 2026, by: coordinator)
        try await OpenCampaign(bureau)(number, by: coordinator)
        try await answer(number, citizens)
        try await visit(number, visitors)
        try await LoadDemoCounter(services, clock, bureau)(number, visitors)
        try await PutAway(bureau)()
        guard let instrument = try await ShowInstrument(bureau)(citizens) else { return }
        try await LoadDemoResults(
            bureau: bureau, clock: clock, coordinator: coordinator, words: { [self] key, details in text(key, details) },
            name: name("citizens"), instrument: instrument, judged: Self.judged)(unit: Self.unit)
        clock.stand(at: 0)
    }

    private func isWanted() async throws -> Bool {
        guard try await DemoCast(services) != nil else { return false }
        let judged = Self.judged + [Self.unit]
        let units = try await services.database.read { db in try judged.compactMap { try UnitStore.find(code: $0, db) } }
        let campaigns = try await ShowCampaign(bureau).all(by: .operating)
        return units.count == judged.count && campaigns.isEmpty
    }

    private func text(_ key: String, _ details: [String: String] = [:]) -> String {
        services.texts.text("app.demo.survey.\(key)", .vi, details)
    }

    private func name(_ key: String) -> Bilingual {
        Bilingual(vi: services.texts.text("app.demo.survey.\(key)", .vi), en: services.texts.text("app.demo.survey.\(key)", .en))
    }

    private func addGroups(_ number: String, _ citizens: ID<Instrument>, _ visitors: ID<Instrument>) async throws {
        let drawn = RespondentGroup(
            code: "citizens", name: name("citizens"), instrument: citizens, frame: .list,
            design: SampleDesign(formula: .given, givenSize: 60, reservePercent: 20))
        try await PlanGroup(bureau)(.init(drawn, units: Self.judged, isOnce: true), campaign: number, by: coordinator)
        let rows = (1...Self.households).map { row in
            let unit = Self.judged[row % Self.judged.count]
            return "\(row),\(unit),\(unit),\(text("person", ["number": "\(row)"])),\(text("address", ["number": "\(row % 40 + 1)"]))"
        }
        let list = (["reference,unit,stratum,name,address"] + rows).joined(separator: "\n")
        let file = InputFile(name: text("file"), bytes: Array(list.utf8))
        try await TakeFrame(bureau)("citizens", campaign: number, file: file, by: coordinator)
        let open = RespondentGroup(code: "visitors", name: name("visitors"), instrument: visitors, frame: .none, design: SampleDesign())
        try await PlanGroup(bureau)(.init(open, units: ["M-X001"], isOnce: false), campaign: number, by: coordinator)
    }

    /// Some answer by their link, some to the enumerator, some not yet.
    private func answer(_ number: String, _ instrument: ID<Instrument>) async throws {
        guard let content = try await content(instrument) else { return }
        let letters = try await GiveLinks(bureau).letters(for: 1...1000, group: "citizens", campaign: number, by: coordinator)
        try await AssignEnumerator(bureau)("dieu.tra", from: 1, to: 15, group: "citizens", campaign: number, by: coordinator)
        var chance = SeededGenerator(seed: "surveys/\(Self.unit)")
        for letter in letters where chance.happens(600) {
            clock.stand(at: -Int.random(in: 1...13, using: &chance), minute: Int.random(in: 480...1200, using: &chance))
            guard let unit = try await ShowAsking(bureau).units(of: letter.token.text).first else { continue }
            let answers = content.someAnswers(&chance)
            if letter.person.number <= 15 {
                try await EnterAnswer(bureau)(
                    .init(
                        letter.person.number, campaign: number, group: "citizens", unit: unit, way: .phone, answers: answers,
                        consents: true,
                        seconds: Int.random(in: 180...600, using: &chance)), by: enumerator)
            } else {
                try await SubmitAnswer(bureau)(
                    .init(token: letter.token.text, unit: unit, answers: answers, language: .vi, consents: true))
            }
        }
    }

    private func visit(_ number: String, _ instrument: ID<Instrument>) async throws {
        guard let content = try await content(instrument) else { return }
        var chance = SeededGenerator(seed: "surveys/visitors")
        for visit in 1...40 {
            clock.stand(at: -Int.random(in: 1...13, using: &chance), minute: Int.random(in: 480...1000, using: &chance))
            try await SubmitOpenAnswer(bureau)(
                .init(
                    campaign: number, group: "visitors", unit: "M-X001", answers: content.someAnswers(&chance), language: .vi,
                    consents: true,
                    ticket: "DEMOVISITOR\(10_000 + visit)"))
        }
    }

    private func content(_ id: ID<Instrument>) async throws -> InstrumentContent? { try await ShowInstrument(bureau)(id)?.content }
}

extension InstrumentContent {
    /// Answers as a rather satisfied person gives them.
    func someAnswers(_ chance: inout SeededGenerator) -> Answers {
        var answers = Answers()
        for name in columns {
            if let scale = scale(of: name) {
                let last = scale.degrees.count - 1
                let step = chance.happens(700) ? Int.random(in: 0...1, using: &chance) : Int.random(in: 0...last, using: &chance)
                answers[name] = .one(scale.degrees[last - min(step, last)])
            } else if case .yesNo = questionnaire.item(AnswerPath(name))?.question?.kind {
                answers[name] = .one(name == "adult" || chance.happens(300) ? "yes" : "no")
            }
        }
        return answers
    }
}
