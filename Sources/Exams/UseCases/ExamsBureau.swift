import Accounts
import Kernel
import Platform
import Storage
import Units

/// What every verb of the room works with.
package struct ExamsBureau: Sendable {
    package let services: Services

    package init(_ services: Services) { self.services = services }

    /// Changes something; the clock is read inside, so that what is written is the moment at which it was: the server's clock is the
    /// only one that counts (SV-70).
    func write<T: Sendable>(by actor: Actor, _ body: @escaping @Sendable (Desk) throws -> T) async throws -> T {
        try await services.database.write { [services] db in try body(Desk(services, actor, db)) }
    }

    func read<T: Sendable>(by actor: Actor, _ body: @escaping @Sendable (Desk) throws -> T) async throws -> T {
        try await services.database.read { [services] db in try body(Desk(services, actor, db)) }
    }

    /// One person's place in one transaction.
    struct Desk {
        let services: Services
        let actor: Actor
        let now: Timestamp
        let db: any Connection

        init(_ services: Services, _ actor: Actor, _ db: any Connection) {
            self.services = services
            self.actor = actor
            now = services.now()
            self.db = db
        }

        func exam(_ number: String) throws -> Exam {
            guard let exam = try ExamStore.find(number, db) else { throw ExamsError.noSuchExam(number) }
            return exam
        }

        /// A test as the organiser saw it.
        func exam(_ number: String, version: Int?) throws -> Exam {
            let exam = try exam(number)
            if let version, version != exam.version { throw ExamsError.changedMeanwhile(number) }
            return exam
        }

        /// A test that the actor is to sit.
        ///
        /// Whoever is not is told the same as if there were none, so that numbers cannot be tried.
        func seat(_ number: String) throws -> (exam: Exam, sitter: Sitter) {
            guard let exam = try ExamStore.find(number, db), exam.announced != nil,
                let sitter = try AttemptStore.sitter(actor.name, of: number, db)
            else { throw ExamsError.noSuchExam(number) }
            return (exam, sitter)
        }

        /// The ids of the units of a plan, in its order.
        func unitIDs(_ codes: [String]) throws -> [String] {
            let log = FaultLog()
            let ids = try codes.enumerated().compactMap { index, code -> String? in
                let unit = try UnitStore.find(code: code, db)
                if unit == nil { log.add("exams.unit_line_wrong", at: Place(field: "units"), ["line": "\(index + 1)", "unit": code]) }
                return unit?.id.rawValue
            }
            try log.check()
            return ids
        }

        /// The people of some units and of all units below them.
        func members(of codes: [String]) throws -> [Member] {
            var ids = Set(try unitIDs(codes).map { ID<Units.Unit>(rawValue: $0) })
            let all = try UnitStore.all(db)
            var grew = true
            while grew {
                let below = all.filter { unit in unit.parent.map(ids.contains) == true && !ids.contains(unit.id) }
                ids.formUnion(below.map(\.id))
                grew = !below.isEmpty
            }
            return try MemberStore.members(of: ids, db)
        }

        /// Ends a paper now and counts its points.
        func end(_ attempt: inout Attempt, _ exam: Exam, _ ending: Attempt.Ending, keys: [Question.Key: Int]) throws {
            let score = attempt.score(keys, exam.plan.parts)
            attempt.outcome = Attempt.Outcome(ended: now, ending: ending, score: score, isPassed: exam.isPassed(score))
            let revision = attempt.revision
            attempt.revision += 1
            try AttemptStore.save(attempt, over: revision, db)
            try record(
                ending == .handedIn ? "exams.handed_in" : "exams.time_over", exam, of: attempt.login,
                after: ["answered": .whole(Int64(attempt.answered)), "score": AuditValue(score)])
        }

        func record(_ action: String, _ exam: Exam, of login: String? = nil, after: AuditValue, reason: String? = nil) throws {
            let subject = "exams/\(exam.number)" + (login.map { "/\($0)" } ?? "")
            try services.audit.record(action, by: actor, subject: subject, after: after, reason: reason, in: db)
        }
    }
}
