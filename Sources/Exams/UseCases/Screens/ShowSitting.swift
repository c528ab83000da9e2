import Kernel
import Platform
import Storage
import Units

/// A test as somebody sees it who is to sit it: before, at work, afterwards.
package struct ShowSitting: Sendable {
    package enum Phase: Sendable {
        /// Not open yet.
        case waiting
        /// Open, and not begun.
        case ready
        case running(Attempt)
        /// Its time is over, and it is not counted yet.
        case ending(Attempt)
        case ended(Attempt, Attempt.Outcome)
        /// Never begun, and closed.
        case missed
    }

    package struct Screen: Sendable {
        package let exam: Exam
        package let sitter: Sitter
        package let phase: Phase
        package let now: Timestamp
        /// The questions of the paper while it is worked on.
        package let questions: [Question.Key: Question]
        package let certificate: Certificate?
        /// The place among all, once results are out and names may be known.
        package let rank: (place: Int, of: Int)?

        package var isReleased: Bool { exam.released != nil }
    }

    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let (exam, sitter) = try desk.seat(number)
            let attempt = try AttemptStore.find(sitter.login, of: number, desk.db)
            let phase = Self.phase(exam, attempt, at: desk.now)
            var questions: [Question.Key: Question] = [:]
            if case .running(let attempt) = phase {
                questions = try QuestionStore.questions(attempt.paper.items.map(\.question), desk.db)
            }
            var rank: (Int, Int)?
            if exam.released != nil, exam.plan.showsPeople, attempt != nil {
                let results = try desk.results(of: exam)
                rank = results.people.first { $0.sitter.login == sitter.login }?.rank.map { ($0, results.all.sat) }
            }
            return Screen(
                exam: exam, sitter: sitter, phase: phase, now: desk.now, questions: questions,
                certificate: try CertificateStore.find(of: sitter.login, exam: number, desk.db), rank: rank)
        }
    }

    /// The tests that somebody is to sit or sat.
    package func all(by actor: Actor) async throws -> (exams: [Exam], now: Timestamp) {
        try await bureau.read(by: actor) { desk in (try ExamStore.sat(by: actor.name, desk.db), desk.now) }
    }

    private static func phase(_ exam: Exam, _ attempt: Attempt?, at now: Timestamp) -> Phase {
        if let attempt {
            if let outcome = attempt.outcome { return .ended(attempt, outcome) }
            return exam.takesAnswers(dueAt: attempt.due, at: now) ? .running(attempt) : .ending(attempt)
        }
        return now < exam.plan.opens ? .waiting : now < exam.plan.closes ? .ready : .missed
    }
}

/// A certificate for whoever holds its code (SV-71: nothing but what it says itself).
package struct CheckCertificate: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(_ written: String) async throws -> Certificate {
        guard let code = ChanceCode(written) else { throw ExamsError.noSuchCertificate }
        return try await bureau.services.database.read { db in
            guard let certificate = try CertificateStore.find(code, db) else { throw ExamsError.noSuchCertificate }
            return certificate
        }
    }
}
