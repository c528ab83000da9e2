import Exams
import Facts
import Kernel
import Platform

/// A bank of sample questions, a test that the people of the demonstration sat some weeks ago, and one that is open.
///
/// Who knew what is invented, and labelled so.
struct LoadDemoExams: Sendable {
    private static let day = -20
    private static let units = ["M-SNV", "M-STC", "M-STP", "M-VPUB", "M-X001"]

    private let services: Services
    private let clock: DemoClock
    private let bureau: ExamsBureau

    init(_ services: Services) {
        clock = DemoClock(services.now())
        self.services = services.moved(to: clock)
        bureau = ExamsBureau(self.services)
    }

    /// Goes on where an earlier load broke off; leaves a house with real people alone.
    func callAsFunction(by actor: Actor) async throws {
        guard try await DemoCast(services) != nil else { return }
        clock.stand(at: Self.day - 5, minute: 480)
        try await ImportQuestions(bureau)(FactTables.file("exam-questions.csv"), isSample: true, by: actor)
        let parts = try await ListQuestions(bureau)(QuestionFilter(), by: actor).counts.map { line in
            ExamPlan.Part(
                topic: line.topic, level: line.level, count: line.level == 1 ? 2 : 1, points: Points(micro: Int64(line.level) * 1_000_000))
        }
        let exams = try await ShowResults(bureau).all(by: actor).filter(\.isGenerated)
        let past = clock.day(at: Self.day).start
        try await play(
            exams,
            ExamPlan(
                title: text("past"), units: Self.units, opens: past.adding(hours: 8), closes: past.adding(hours: 11), minutes: 30,
                seed: 2026, showsPeople: true, parts: parts), by: actor)
        clock.stand(at: 0)
        try await open(
            exams,
            ExamPlan(
                title: text("open"), units: Self.units, opens: clock.today.start, closes: clock.day(at: 30).end, minutes: 30, seed: 2027,
                parts: parts), by: actor)
    }

    private func text(_ key: String) -> String { services.texts.text("app.demo.exams.\(key)", .vi) }

    /// The test as it stands, planned where it is not there yet.
    private func planned(_ plan: ExamPlan, among exams: [Exam], by actor: Actor) async throws -> Exam {
        if let known = exams.first(where: { $0.plan.title == plan.title }) { return known }
        return try await PlanExam(bureau)(plan, isGenerated: true, by: actor)
    }

    private func open(_ exams: [Exam], _ plan: ExamPlan, by actor: Actor) async throws {
        let exam = try await planned(plan, among: exams, by: actor)
        if exam.announced == nil { try await AnnounceExam(bureau)(exam.number, by: actor) }
    }

    private func play(_ exams: [Exam], _ plan: ExamPlan, by actor: Actor) async throws {
        let exam = try await planned(plan, among: exams, by: actor)
        if exam.released != nil { return }
        if exam.announced == nil { try await AnnounceExam(bureau)(exam.number, by: actor) }
        let people = try await ShowResults(bureau)(exam.number, by: actor).people
        for person in people where person.attempt?.outcome == nil {
            clock.stand(at: Self.day, minute: 485 + person.sitter.number)
            let sitter = Actor(.person, name: person.sitter.login, person: person.sitter.login)
            try await sit(exam.number, as: sitter)
        }
        clock.stand(at: Self.day + 1, minute: 540)
        try await ReleaseExam(bureau)(exam.number, by: actor)
    }

    /// Answers a paper: the harder a question, the seldomer it is answered rightly.
    private func sit(_ number: String, as sitter: Actor) async throws {
        try await StartAttempt(bureau)(number, by: sitter)
        let screen = try await ShowSitting(bureau)(number, by: sitter)
        guard case .running(let attempt) = screen.phase else { return }
        var chance = SeededGenerator(seed: "exams/\(sitter.name)")
        var shown: [Int: Int] = [:]
        for (index, item) in attempt.paper.items.enumerated() {
            guard let content = screen.questions[item.question]?.content else { continue }
            let knows = chance.happens(1000 - 180 * content.level)
            let place = knows ? item.order.firstIndex(of: content.correct) : item.order.indices.randomElement(using: &chance)
            shown[index + 1] = place.map { $0 + 1 }
        }
        let sheet = AnswerSheet(number, shown: shown, revision: attempt.revision, ticket: services.newIDText())
        try await HandIn(bureau)(sheet, by: sitter)
    }
}

extension Timestamp {
    fileprivate func adding(hours: Int) -> Timestamp { Timestamp(milliseconds: milliseconds + Int64(hours) * 3_600_000) }
}
