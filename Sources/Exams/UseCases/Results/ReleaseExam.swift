import Kernel
import Platform
import Storage
import Units

/// Gives out the results of a test that is over, and a certificate to everybody who passed.
package struct ReleaseExam: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// How many certificates were issued.
    @discardableResult
    package func callAsFunction(_ number: String, version: Int? = nil, by actor: Actor) async throws -> Int {
        try actor.require(.administrator)
        return try await bureau.write(by: actor) { desk in
            var exam = try desk.exam(number, version: version)
            if exam.announced == nil { throw ExamsError.notAnnounced(number) }
            if exam.released != nil { throw ExamsError.releasedAlready(number) }
            if desk.now < exam.plan.closes { throw ExamsError.stillOpen(exam.plan.closes) }
            _ = try desk.endOverdue(AttemptStore.overdue(at: desk.now, of: number, most: .max, desk.db))
            let results = try desk.results(of: exam)
            let sitting = results.all.started - results.all.sat
            if sitting > 0 { throw ExamsError.stillSitting(sitting) }
            exam.released = desk.now
            try ExamStore.advance(exam, desk.db)
            let passed = results.people.filter { $0.attempt?.outcome?.isPassed == true }
            for person in passed { try desk.certify(person, exam) }
            try desk.record(
                "exams.released", exam,
                after: ["people": .whole(Int64(results.all.sat)), "certificates": .whole(Int64(passed.count))])
            return passed.count
        }
    }
}

/// Takes a certificate back, with the reason; whoever checks it is told.
package struct RevokeCertificate: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(of login: String, exam number: String, reason: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        let log = FaultLog()
        if reason.trimmed.isEmpty { log.missing("reason") }
        if reason.count > Question.lineLimit { log.tooLong("reason", Question.lineLimit) }
        try log.check()
        try await bureau.write(by: actor) { desk in
            let exam = try desk.exam(number)
            guard let certificate = try CertificateStore.find(of: login, exam: number, desk.db) else { throw ExamsError.notPassed(number) }
            if certificate.revoked != nil { throw ExamsError.revokedAlready(certificate.number) }
            try CertificateStore.revoke(certificate.number, reason: reason.trimmed, at: desk.now, desk.db)
            try desk.record(
                "exams.certificate_revoked", exam, of: login, after: ["certificate": .text(certificate.number)], reason: reason.trimmed)
        }
    }
}

extension ExamsBureau.Desk {
    func results(of exam: Exam) throws -> ExamResults {
        let sitters = try AttemptStore.sitters(of: exam.number, db)
        return ExamResults(
            exam, sitters, try AttemptStore.attempts(of: exam.number, db), try AttemptStore.names(sitters.map(\.login), db),
            try UnitStore.find(Set(sitters.map { ID<Units.Unit>(rawValue: $0.unit) }), db))
    }

    fileprivate func certify(_ person: ExamResults.PersonLine, _ exam: Exam) throws {
        let number = try number("CN", digits: 6, year: now.vietnamDate.year)
        let certificate = Certificate(
            number: number, exam: exam.number, login: person.sitter.login, code: .new(), name: person.name, agency: person.unit.name.vi,
            title: exam.plan.title, issued: now, revoked: nil, reason: "")
        try CertificateStore.insert(certificate, db)
    }
}
