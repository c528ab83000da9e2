import Accounts
import Kernel
import Platform
import Storage

/// Calls one more person to a test that was announced.
package struct AddSitter: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(_ login: String, to number: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        try await bureau.write(by: actor) { desk in
            let exam = try desk.exam(number)
            if exam.announced == nil { throw ExamsError.notAnnounced(number) }
            if desk.now >= exam.plan.closes { throw ExamsError.closed(exam.plan.closes) }
            guard let member = try MemberStore.member(login.lowercased(), desk.db) else { throw ExamsError.noSuchPerson(login) }
            let sitters = try AttemptStore.sitters(of: number, desk.db)
            if sitters.contains(where: { $0.login == member.login }) { throw ExamsError.sitsAlready(member.login) }
            let sitter = Sitter(
                exam: number, login: member.login, number: (sitters.last?.number ?? 0) + 1, unit: member.unit.rawValue, extraMinutes: 0,
                reason: "")
            try AttemptStore.insert([sitter], desk.db)
            try desk.record("exams.person_added", exam, of: member.login, after: ["number": .whole(Int64(sitter.number))])
        }
    }
}

/// Gives one person more minutes, with the reason: a power cut, a broken machine (SV-70).
package struct GiveTime: Sendable {
    package static let range = 1...480

    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// Beside what was given before, also beyond the end of the window; not after the paper was ended.
    package func callAsFunction(_ minutes: Int?, to login: String, exam number: String, reason: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        let log = FaultLog()
        log.number("minutes", minutes, in: Self.range)
        if reason.trimmed.isEmpty { log.missing("reason") }
        if reason.count > Question.lineLimit { log.tooLong("reason", Question.lineLimit) }
        try log.check()
        let minutes = minutes ?? 0
        try await bureau.write(by: actor) { desk in
            let exam = try desk.exam(number)
            guard var sitter = try AttemptStore.sitter(login, of: number, desk.db) else { throw ExamsError.noSuchPerson(login) }
            if exam.released != nil { throw ExamsError.releasedAlready(number) }
            if var attempt = try AttemptStore.find(login, of: number, desk.db) {
                if attempt.outcome != nil { throw ExamsError.over }
                attempt.due = attempt.due.adding(seconds: minutes * 60)
                try AttemptStore.save(attempt, over: attempt.revision, desk.db)
            }
            sitter.extraMinutes += minutes
            sitter.reason = reason.trimmed
            try AttemptStore.save(sitter, desk.db)
            try desk.record("exams.time_given", exam, of: login, after: ["minutes": .whole(Int64(minutes))], reason: reason.trimmed)
        }
    }
}
