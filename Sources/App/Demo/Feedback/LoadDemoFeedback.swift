import Facts
import Feedback
import Kernel
import Platform
import Storage
import Units
import WorkingTime

/// Plays some weeks of petitions at two units of the generated province, and one dialogue conference, by the verbs that people use.
///
/// What people tell is invented, and labelled so.
struct LoadDemoFeedback: Sendable {
    private static let days = 45
    static let ward = "M-X001"
    static let department = "M-STC"

    private let services: Services
    private let clock: DemoClock
    private let bureau: FeedbackBureau

    init(_ services: Services) {
        clock = DemoClock(services.now())
        self.services = services.moved(to: clock)
        bureau = FeedbackBureau(self.services)
    }

    /// Leaves what is there, and a house with real people.
    func callAsFunction() async throws {
        guard try await DemoCast(services) != nil,
            let ward = try await services.database.read({ db in try UnitStore.find(code: Self.ward, db) }),
            let department = try await services.database.read({ db in try UnitStore.find(code: Self.department, db) }),
            try await ListPublished(bureau).isEmpty(of: ward.id)
        else { return }
        let desks = [Desk(ward, "thu.ly", "chu.tich.phuong"), Desk(department, "thu.truong", "thu.truong")]
        let calendar = try await WorkCalendars(services).current()
        var chance = SeededGenerator(seed: "feedback/\(Self.ward)")
        var open: [Work] = []
        clock.stand(at: -Self.days, minute: 480)
        try await ChooseReceiver(bureau)(Self.department, from: clock.today, source: text("source"), by: administrator)
        for day in -Self.days...0 {
            for _ in 0..<Int.random(in: 0...3, using: &chance) {
                clock.stand(at: day, minute: Int.random(in: 420...1260, using: &chance))
                open.append(try await file(day, at: chance.happens(650) ? desks[0] : desks[1], &chance))
            }
            clock.stand(at: day, minute: 960)
            guard try calendar.isWorking(clock.today) else { continue }
            for index in open.indices where open[index].next <= day { try await go(on: &open[index], day, &chance) }
            open.removeAll { $0.step == .over }
        }
        try await hold(ward, desks[0].head)
        clock.stand(at: 0)
    }

    private var administrator: Actor { Actor(demo: "quan.tri", .administrator) }

    // MARK: who works where

    private struct Desk {
        let unit: Unit
        let officer: Actor
        let head: Actor

        init(_ unit: Unit, _ officer: String, _ head: String) {
            self.unit = unit
            self.officer = Actor(demo: officer, officer == head ? .unitHead : .caseOfficer, in: unit.id)
            self.head = Actor(demo: head, .unitHead, in: unit.id)
        }
    }

    private enum Step { case classify, answer, supply, publish, rate, over }

    private struct Work {
        let petition: Petition
        let desk: Desk
        var step: Step
        /// The day on which it goes on.
        var next: Int
        let mayBeRated: Bool
    }

    // MARK: petitions

    private static let names = [
        "Nguyễn Thị Hồng Vân", "Trần Quốc Đạt", "Lê Thị Bích Ngọc", "Phạm Văn Sơn", "Hoàng Minh Tuấn", "Vũ Thị Thu Hà", "Đặng Văn Hải",
        "Bùi Thị Lan", "Đỗ Đức Anh", "Ngô Thị Kim Chi",
    ]
    /// The numbers of the texts of what people tell, in Vietnamese; the last in English.
    private static let subjects = 1...12

    private func file(_ day: Int, at desk: Desk, _ chance: inout SeededGenerator) async throws -> Work {
        let isVisitor = chance.happens(60)
        let subject = isVisitor ? "visitor" : "\(Int.random(in: Self.subjects, using: &chance))"
        let isAnonymous = !isVisitor && chance.happens(120)
        let name = Self.names.randomElement(using: &chance) ?? ""
        let phone = "0900 \(Int.random(in: 100...999, using: &chance)) \(Int.random(in: 100...999, using: &chance))"
        let group = Int.random(in: 1...33, using: &chance)
        let place = "\(text("group")) \(group)"
        let details = ["name": name, "phone": phone, "group": "\(group)"]
        var draft = PetitionDraft(
            unit: desk.unit.code,
            content: PetitionContent(
                title: text("\(subject).title"), text: services.texts.text("app.demo.feedback.\(subject).text", .vi, details), place: place),
            petitioner: Petitioner(
                name: isVisitor ? "Anna Keller" : name, address: "\(place), \(desk.unit.name.vi)", phone: phone),
            isAnonymous: isAnonymous, consents: chance.happens(800), language: isVisitor ? .en : .vi, ticket: services.newIDText())
        if chance.happens(300) {
            draft.coordinates =
                "16.0\(Int.random(in: 40_000...70_000, using: &chance)), 108.2\(Int.random(in: 10_000...30_000, using: &chance))"
        }
        let petition = try await FilePetition(bureau)(draft, isGenerated: true, by: .anonymous)
        return Work(petition: petition, desk: desk, step: .classify, next: day + 1, mayBeRated: chance.happens(600))
    }

    private func go(on work: inout Work, _ day: Int, _ chance: inout SeededGenerator) async throws {
        let number = work.petition.number
        func act(_ key: String) -> PetitionAct { PetitionAct(number, text: text(key)) }
        switch work.step {
        case .classify:
            if chance.happens(60) {
                try await RefusePetition(bureau)(act("refused"), by: work.desk.officer)
                work.step = .over
            } else if chance.happens(60) {
                try await ForwardPetition(bureau)(act("forwarded"), by: work.desk.officer)
                work.step = .over
            } else {
                let chosen = Petition.Class.chosen.randomElement(using: &chance)
                let urgency: Petition.Urgency = chance.happens(100) ? .urgent : chance.happens(200) ? .simple : .ordinary
                try await ClassifyPetition(bureau)(
                    PetitionAct(number), as: chosen, urgency: urgency, officer: work.desk.officer.name, by: work.desk.head)
                let slowest = chance.happens(120) ? 28 : 11
                (work.step, work.next) = (.answer, day + Int.random(in: 1...slowest, using: &chance))
            }
        case .answer:
            if chance.happens(90) {
                try await AskPetitioner(bureau)(act("asked"), by: work.desk.officer)
                (work.step, work.next) = (.supply, day + Int.random(in: 1...5, using: &chance))
                return
            }
            let key = work.petition.language == .en ? "answer.visitor" : "answer.\(Int.random(in: 1...4, using: &chance))"
            try await AnswerPetition(bureau)(
                act(key), document: "\(Int.random(in: 100...900, using: &chance))/UBND-VP", by: work.desk.officer)
            (work.step, work.next) = (.publish, day + Int.random(in: 0...3, using: &chance))
        case .supply:
            try await SupplyPetition(bureau)(text("supplied"), receipt: work.petition.receipt.text, by: .anonymous)
            (work.step, work.next) = (.answer, day + Int.random(in: 2...6, using: &chance))
        case .publish:
            if work.petition.consents {
                let masks = try await ShowPetition(bureau).masks(of: number, by: work.desk.head)
                try await PublishPetition(bureau)(
                    PetitionAct(number), PublishPetition.Order(masks: Array(repeating: true, count: masks)), by: work.desk.head)
            }
            (work.step, work.next) = (work.mayBeRated ? .rate : .over, day + Int.random(in: 0...2, using: &chance))
        case .rate:
            let ratings: [Stay.Rating] = [.satisfied, .satisfied, .satisfied, .partly, .unsatisfied]
            try await RatePetition(bureau)(
                ratings.randomElement(using: &chance), comment: "", receipt: work.petition.receipt.text, by: .anonymous)
            work.step = .over
        case .over: break
        }
    }

    // MARK: the conference (SD-24)

    private func hold(_ ward: Unit, _ head: Actor) async throws {
        clock.stand(at: -30, minute: 540)
        let day = clock.day(at: -20)
        let starts = Timestamp(milliseconds: day.start.milliseconds + 8 * 3_600_000)
        var plan = ConferencePlan(
            title: text("dialogue.title"), place: text("dialogue.place"), starts: starts, questionsUntil: day,
            chair: text("dialogue.chair"),
            secretary: text("dialogue.secretary"),
            agenda: [
                Conference.Item(clock: "08:00", title: text("dialogue.agenda.1"), person: text("dialogue.secretary")),
                Conference.Item(clock: "08:20", title: text("dialogue.agenda.2"), person: text("dialogue.chair")),
                Conference.Item(clock: "09:00", title: text("dialogue.agenda.3")),
            ],
            groups: [
                Conference.Group(name: text("dialogue.group.1"), invited: 33, attended: 31),
                Conference.Group(name: text("dialogue.group.2"), invited: 6, attended: 6),
                Conference.Group(name: text("dialogue.group.3"), invited: 3, attended: 3),
                Conference.Group(name: text("dialogue.group.4"), invited: 120, attended: 104),
            ])
        let number = try await PlanConference(bureau)(plan, unit: ward.code, isGenerated: true, by: head).number
        clock.stand(at: -20, minute: 600)
        for index in 1...5 {
            let origin: ConferenceQuestion.Origin = index == 1 ? .before : .floor
            if origin == .before { clock.stand(at: -22, minute: 600) } else { clock.stand(at: -20, minute: 600 + index) }
            try await AskQuestion(bureau)(
                AskQuestion.Draft(
                    text("dialogue.question.\(index)"), origin: origin, group: text("dialogue.group.\(index % 2 == 0 ? 4 : 1)"),
                    theme: index == 1 ? "sample-communes:6.1" : "", ticket: services.newIDText()), conference: number, by: head)
        }
        for index in 1...4 {
            clock.stand(at: -20, minute: 620 + index)
            try await AnswerQuestion(bureau)(
                text("dialogue.answer.\(index)"), by: text("dialogue.chair"), to: index, conference: number, by: head)
        }
        for (index, due) in [-8, 25, -3].enumerated() {
            try await MakePromise(bureau)(
                text("dialogue.promise.\(index + 1)"), person: text("dialogue.person.\(index + 1)"), unit: ward.code,
                due: clock.day(at: due),
                question: index + 1, conference: number, by: head)
        }
        clock.stand(at: -10, minute: 700)
        try await KeepPromise(bureau)(1, conference: number, .kept, evidence: text("dialogue.evidence"), by: head)
        plan.reports = text("dialogue.reports")
        plan.conclusion = text("dialogue.conclusion")
        try await PlanConference(bureau)(plan, for: number, version: nil, by: head)
        try await PublishConference(bureau)(number, by: head)
    }

    private func text(_ key: String) -> String { services.texts.text("app.demo.feedback.\(key)", .vi) }
}
