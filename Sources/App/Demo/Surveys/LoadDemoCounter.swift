import Forms
import Kernel
import Platform
import Surveys

/// A touch screen and a batch of paper of the demonstration's campaign, by the verbs that people use; what is answered is invented.
struct LoadDemoCounter: Sendable {
    private static let group = "visitors"
    private static let unit = "M-X001"
    private static let presses = 24
    private static let sheets = 12
    private static let returned = 10

    private let services: Services
    private let clock: DemoClock
    private let bureau: SurveysBureau

    init(_ services: Services, _ clock: DemoClock, _ bureau: SurveysBureau) {
        self.services = services
        self.clock = clock
        self.bureau = bureau
    }

    private var coordinator: Actor { Actor(demo: "dieu.phoi", .surveyCoordinator) }

    private func text(_ key: String) -> String { services.texts.text("app.demo.survey.\(key)", .vi) }

    func callAsFunction(_ campaign: String, _ instrument: ID<Instrument>) async throws {
        guard let content = try await ShowInstrument(bureau)(instrument)?.content else { return }
        try await press(campaign, content)
        try await key(campaign, content)
    }

    private func press(_ campaign: String, _ content: InstrumentContent) async throws {
        clock.stand(at: -10, minute: 460)
        let made = try await RegisterDevice(bureau)(
            .init(text("kiosk"), group: Self.group, unit: Self.unit, pin: "2468"), campaign: campaign, by: coordinator)
        let paired = try await PairDevice(bureau)(made.code.text)
        var chance = SeededGenerator(seed: "surveys/kiosk")
        let answers = (1...Self.presses).map { press in
            TakeKioskReport.Sent(
                id: "DEMOKIOSK\(1_000_000 + press)", device: paired.setup.id, instrument: paired.setup.instrument,
                day: clock.today.description, seconds: Int.random(in: 15...60, using: &chance),
                gap: Int.random(in: 10...900, using: &chance),
                answers: content.someAnswers(&chance).json)
        }
        clock.stand(at: -2, minute: 990)
        _ = try await TakeKioskReport(bureau)(
            .init(
                secret: paired.secret, run: "DEMOKIOSKRUN00000001", clock: clock.now.milliseconds, pixel: 170, setup: paired.digest,
                answers: answers))
    }

    /// Twelve forms, of which ten came back; one mark was read differently.
    private func key(_ campaign: String, _ content: InstrumentContent) async throws {
        clock.stand(at: -9, minute: 480)
        let serials = try await PrintForms(bureau)(
            .init(Self.sheets, group: Self.group, unit: Self.unit), campaign: campaign, by: coordinator)
        clock.stand(at: -3, minute: 480)
        let (first, second) = (Actor(demo: "dieu.tra", .enumerator), Actor(demo: "quan.tri", .administrator))
        let batch = try await ReceiveBatch(bureau)(
            .init(
                group: Self.group, from: text("post"), day: clock.today, count: Self.returned,
                serials: "\(serials[0])..\(serials[Self.returned - 1])",
                clerks: PaperClerks(first.name, second.name, settler: coordinator.name), errorLimit: 50), campaign: campaign,
            by: coordinator)
        var chance = SeededGenerator(seed: "surveys/paper")
        guard let question = content.columns.first, let scale = content.scale(of: question) else { return }
        for (index, serial) in serials.prefix(Self.returned).enumerated() {
            let answers = content.someAnswers(&chance)
            var other = answers
            if index == 0, let degree = scale.degrees.first(where: { $0 != answers[question]?.text }) { other[question] = .one(degree) }
            try await KeyForm(bureau)(serial, answers, batch: batch.number, by: first)
            try await KeyForm(bureau)(serial, other, batch: batch.number, by: second)
        }
        let screen = try await ShowPaper(bureau).batch(batch.number, by: coordinator)
        for form in screen.differing {
            let own = try await ShowPaper(bureau).batch(batch.number, by: first).own[form.serial]
            try await SettleForm(bureau)(
                form.serial, own.map { content.answers(in: $0.record) } ?? Answers(), comment: text("mark"), batch: batch.number,
                by: coordinator)
        }
        try await CloseBatch(bureau)(batch.number, by: coordinator)
    }
}
