import Accounts
import Kernel
import Platform
import Storage

/// Announces a test: its plan stands, the questions that papers are drawn from are fixed, and so is who sits it (SV-70).
package struct AnnounceExam: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// How many people are to sit it.
    @discardableResult
    package func callAsFunction(_ number: String, version: Int? = nil, by actor: Actor) async throws -> Int {
        try actor.require(.administrator)
        return try await bureau.write(by: actor) { desk in
            var exam = try desk.exam(number, version: version)
            if exam.announced != nil { throw ExamsError.announcedAlready(number) }
            if desk.now >= exam.plan.closes { throw ExamsError.closed(exam.plan.closes) }
            try ExamStore.addToPool(Self.pool(exam.plan, desk), of: number, desk.db)
            let members = try desk.members(of: exam.plan.units)
            let sitters = members.enumerated().map { index, member in
                Sitter(
                    exam: number, login: member.login, number: index + 1, unit: member.unit.rawValue, extraMinutes: 0, reason: "")
            }
            try AttemptStore.insert(sitters, desk.db)
            exam.announced = desk.now
            try ExamStore.advance(exam, desk.db)
            try desk.record("exams.announced", exam, after: ["people": .whole(Int64(sitters.count))])
            return sitters.count
        }
    }

    /// The questions of each part, in the order of their codes; a part with too few is a fault of its line.
    private static func pool(_ plan: ExamPlan, _ desk: ExamsBureau.Desk) throws -> [Paper.Candidate] {
        let bank = try QuestionStore.active(desk.db).map(\.question)
        let log = FaultLog()
        let pool = plan.parts.enumerated().flatMap { index, part -> [Paper.Candidate] in
            let found = bank.filter { $0.content.topic == part.topic && $0.content.level == part.level }
            if found.count < part.count {
                log.add(
                    "exams.too_few_questions", at: Place(field: "parts"),
                    ["line": "\(index + 1)", "there": "\(found.count)", "needed": "\(part.count)"])
            }
            return found.map { Paper.Candidate(part: index + 1, question: $0.key, choices: $0.content.choices.count) }
        }
        try log.check()
        return pool
    }
}
