import Kernel
import Platform
import Storage

/// What a page with a paper sends.
package struct AnswerSheet: Sendable {
    package var exam: String
    /// The place at which the chosen answer is shown, from 1, by the number of the question; one that is not here stays as it is.
    package var shown: [Int: Int]
    /// The revision that the page was made of.
    package var revision: Int
    /// The page's own word, so that it may send again what it does not know to have arrived.
    package var ticket: String

    package init(_ exam: String, shown: [Int: Int], revision: Int, ticket: String) {
        self.exam = exam
        self.shown = shown
        self.revision = revision
        self.ticket = ticket
    }
}

/// Keeps what was answered so far: one small write, so that a thousand people may sit at once; it leaves no mark in the audit.
package struct SaveAnswers: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// What is kept now.
    ///
    /// With `goesOn` the question that is asked now is left for good, where there is no way back.
    @discardableResult
    package func callAsFunction(_ sheet: AnswerSheet, goesOn: Bool = false, by actor: Actor) async throws -> Attempt {
        try await bureau.write(by: actor) { desk in
            var (exam, attempt) = try desk.running(sheet)
            let revision = attempt.revision
            try attempt.take(sheet, exam, at: desk.now)
            attempt.revision += 1
            if goesOn, exam.plan.isOneWay { attempt.reached = min(attempt.reached + 1, attempt.paper.items.count) }
            try AttemptStore.save(attempt, over: revision, desk.db)
            return attempt
        }
    }
}

/// Ends somebody's paper by their own hand; what is sent along counts.
package struct HandIn: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(_ sheet: AnswerSheet, by actor: Actor) async throws {
        try await bureau.write(by: actor) { desk in
            var (exam, attempt) = try desk.running(sheet)
            try attempt.take(sheet, exam, at: desk.now)
            try desk.end(&attempt, exam, .handedIn, keys: ExamStore.keys(of: exam.number, desk.db))
        }
    }
}

extension Attempt {
    fileprivate mutating func take(_ sheet: AnswerSheet, _ exam: Exam, at now: Timestamp) throws {
        try take(sheet.shown, isOneWay: exam.plan.isOneWay)
        ticket = sheet.ticket
        saved = now
    }
}

extension ExamsBureau.Desk {
    /// The actor's own paper while its time runs, the grace for what a lost connection held up included.
    ///
    /// A page that another one has overtaken is refused, so that it does not put old answers over new ones.
    fileprivate func running(_ sheet: AnswerSheet) throws -> (Exam, Attempt) {
        let (exam, _) = try seat(sheet.exam)
        guard let attempt = try AttemptStore.find(actor.name, of: exam.number, db) else { throw ExamsError.notStarted }
        guard attempt.outcome == nil, exam.takesAnswers(dueAt: attempt.due, at: now) else { throw ExamsError.over }
        guard (16...64).contains(sheet.ticket.utf8.count) else {
            throw Faults([Fault("exams.ticket_wrong", at: Place(field: "ticket"))])
        }
        guard sheet.revision == attempt.revision || sheet.ticket == attempt.ticket else { throw ExamsError.changedElsewhere }
        return (exam, attempt)
    }
}
