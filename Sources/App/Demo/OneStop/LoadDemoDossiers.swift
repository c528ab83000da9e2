import Accounts
import Dossiers
import Facts
import Kernel
import Platform
import Procedures
import Storage
import Units
import WorkingTime

/// Plays some weeks at the counter of one ward of the generated province, up to a day on which there is work on every desk.
///
/// Everything is done by the verbs that people use, at the moments at which they would have; the people who apply are invented.
struct LoadDemoDossiers: Sendable {
    private static let unit = "M-X001"
    private static let days = 40

    private let services: Services
    private let clock: DemoClock
    private let bureau: Bureau

    init(_ services: Services) {
        clock = DemoClock(services.now())
        self.services = services.moved(to: clock)
        bureau = Bureau(self.services)
    }

    /// Leaves what is there, and a house with real people.
    func callAsFunction() async throws {
        guard try await DemoCast(services) != nil,
            let unit = try await services.database.read({ db in try UnitStore.find(code: Self.unit, db) }),
            try await services.database.read({ db in try CountStore.months(from: "0000-00", through: "9999-99", db) }).isEmpty
        else { return }
        let crew = Crew(unit.id)
        let procedures = try DemoTable("procedures.csv").rows.filter { $0("levels").contains("commune") }.map { $0("code") }
        let calendar = try await WorkCalendars(services).current()
        var chance = SeededGenerator(seed: "dossiers/\(Self.unit)")
        var open: [Work] = []
        for day in -Self.days...0 {
            clock.stand(at: day, minute: 450)
            guard try calendar.isWorking(clock.today) else { continue }
            let minutes = (0..<Int.random(in: 1...3, using: &chance)).map { _ in Int.random(in: 450...680, using: &chance) }.sorted()
            for minute in minutes {
                clock.stand(at: day, minute: minute)
                guard let procedure = procedures.randomElement(using: &chance) else { continue }
                if let work = try await receive(procedure, day, crew, &chance) { open.append(work) }
            }
            clock.stand(at: day, minute: 960)
            for index in open.indices where open[index].next <= day { try await go(on: &open[index], day, crew, &chance) }
            open.removeAll { $0.step == .over }
        }
        clock.stand(at: 0)
    }

    // MARK: the people

    private struct Crew {
        let clerk: Actor
        let officer: Actor
        let head: Actor

        init(_ unit: ID<Unit>) {
            clerk = Actor(demo: "mot.cua", .counterOfficer, in: unit)
            officer = Actor(demo: "thu.ly", .caseOfficer, in: unit)
            head = Actor(demo: "chu.tich.phuong", .unitHead, in: unit)
        }
    }

    private static let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"]
    private static let middles = ["Văn", "Thị", "Đức", "Ngọc", "Minh", "Hữu", "Thanh", "Quốc"]
    private static let names = [
        "An", "Bình", "Cường", "Dung", "Hạnh", "Khoa", "Lan", "Long", "Mai", "Nam", "Phương", "Thảo", "Tuấn", "Yến",
    ]

    private func applicant(_ chance: inout SeededGenerator) -> Applicant {
        let name = [Self.families, Self.middles, Self.names].compactMap { $0.randomElement(using: &chance) }.joined(separator: " ")
        let number = Int.random(in: 100_000...999_999, using: &chance)
        return Applicant(
            name: name, document: "000000\(number)", address: "Tổ \(Int.random(in: 1...30, using: &chance)), phường Tân Hòa",
            phone: "0900 \(Int.random(in: 100...999, using: &chance)) \(Int.random(in: 100...999, using: &chance))")
    }

    // MARK: the work

    private enum Step { case assign, review, wait, finish, giveBack, over }

    private struct Work {
        let act: DossierAct
        var step: Step
        /// The day on which it goes on.
        var next: Int
        /// How long the officer takes; some take longer than the law gives.
        let effort: Int
    }

    private func receive(_ code: String, _ day: Int, _ crew: Crew, _ chance: inout SeededGenerator) async throws -> Work? {
        let today = clock.today
        guard let stored = try await services.database.read({ db in try ProcedureStore.inForce(code, on: today, db) }) else { return nil }
        let channel: Dossier.Channel = chance.happens(150) ? .post : .direct
        let limit = stored.procedure.limits(channel).first
        var reception = Reception(
            unit: Self.unit, procedure: code, channel: channel, applicant: applicant(&chance),
            components: (stored.procedure.components.first?.papers ?? []).prefix(20).map {
                Component(name: $0.name, originals: max($0.originals ?? 0, 1), copies: $0.copies ?? 0, kind: .original)
            }, limit: limit)
        if reception.channel == .post { reception.parcel = "EM\(Int.random(in: 100_000_000...999_999_999, using: &chance))VN" }
        if limit == .workingDays(1), chance.happens(500) {
            reception.decision = .solve(DossierResult(.granted, number: "\(Int.random(in: 10...900, using: &chance))/TL", text: ""))
            try await ReceiveDossier(bureau)(reception, by: crew.clerk)
            return nil
        }
        if chance.happens(40) { reception.decision = .refuse(reason: text("refused")) }
        let isAsked = chance.happens(60)
        if isAsked { reception.decision = .ask(reason: text("missing")) }
        let dossier = try await ReceiveDossier(bureau)(reception, by: crew.clerk)
        guard dossier.state == .accepted else { return nil }
        let days = limit.map { if case .workingDays(let days) = $0 { days } else { 3 } } ?? 3
        let slowest = chance.happens(120) ? 1900 : 950
        let effort = max(1, days * Int.random(in: 400...slowest, using: &chance) / 700)
        return Work(act: DossierAct(dossier.code.text), step: .assign, next: day + (chance.happens(300) ? 1 : 0), effort: effort)
    }

    private func go(on work: inout Work, _ day: Int, _ crew: Crew, _ chance: inout SeededGenerator) async throws {
        switch work.step {
        case .assign:
            try await AssignDossier(bureau)(work.act, to: "thu.ly", by: crew.head)
            (work.step, work.next) = (.review, day + 1)
        case .review:
            guard chance.happens(120) else {
                (work.step, work.next) = (.finish, day + work.effort)
                return
            }
            try await AskSupplement(bureau)(act(work, text("supplement"), document: "\(40 + day)/PYC"), by: crew.officer)
            (work.step, work.next) = (.wait, day + Int.random(in: 2...9, using: &chance))
        case .wait:
            try await TakeSupplement(bureau)(act(work), by: crew.clerk)
            (work.step, work.next) = (.finish, day + work.effort)
        case .finish:
            try await FinishDossier(bureau)(
                act(work), result: DossierResult(.granted, number: "\(Int.random(in: 10...900, using: &chance))/KQ", text: ""),
                by: crew.officer)
            (work.step, work.next) = (.giveBack, day + Int.random(in: 0...3, using: &chance))
        case .giveBack:
            try await ReturnResult(bureau)(act(work), delivery: .counter, by: crew.clerk)
            work.step = .over
        case .over: break
        }
    }

    private func act(_ work: Work, _ text: String = "", document: String = "") -> DossierAct {
        DossierAct(work.act.dossier, text: text, document: document)
    }

    private func text(_ key: String) -> String { services.texts.text("app.demo.dossier.\(key)", .vi) }
}
