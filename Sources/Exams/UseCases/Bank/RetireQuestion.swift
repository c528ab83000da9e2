import Kernel
import Platform
import Storage

/// Takes a question out of what may be asked, with the reason; papers that hold it keep it.
package struct RetireQuestion: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(_ code: String, reason: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        let log = FaultLog()
        if reason.trimmed.isEmpty { log.missing("reason") }
        if reason.count > Question.lineLimit { log.tooLong("reason", Question.lineLimit) }
        try log.check()
        try await bureau.write(by: actor) { desk in
            guard let entry = try QuestionStore.find([code], desk.db)[code] else { throw ExamsError.noSuchQuestion(code) }
            if entry.retired != nil { throw ExamsError.retiredAlready(code) }
            try QuestionStore.retire(code, reason: reason.trimmed, at: desk.now, desk.db)
            try desk.services.audit.record(
                "exams.question_retired", by: actor, subject: "exams/bank/\(code)", reason: reason.trimmed, in: desk.db)
        }
    }
}
