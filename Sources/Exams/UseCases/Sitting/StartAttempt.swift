import Kernel
import Platform
import Storage

/// Draws somebody's paper and starts their time; begun twice it is the same paper and the same time (SV-70).
package struct StartAttempt: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            let (exam, sitter) = try desk.seat(number)
            let plan = exam.plan
            if desk.now < plan.opens { throw ExamsError.notOpenYet(plan.opens) }
            if desk.now >= plan.closes { throw ExamsError.closed(plan.closes) }
            let paper = Paper(
                seed: plan.seed, sitter: sitter.number, counts: plan.parts.map(\.count), from: try ExamStore.pool(of: number, desk.db))
            let attempt = Attempt(
                exam: number, login: sitter.login, started: desk.now, due: exam.due(from: desk.now, extraMinutes: sitter.extraMinutes),
                paper: paper, answers: paper.items.map { _ in 0 }, reached: 0, revision: 0, ticket: "", saved: nil, outcome: nil)
            guard try AttemptStore.insert(attempt, desk.db) else { return }
            try desk.record("exams.started", exam, of: sitter.login, after: ["due": AuditValue(attempt.due)])
        }
    }
}
