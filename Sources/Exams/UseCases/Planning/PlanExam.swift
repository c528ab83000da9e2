import Kernel
import Platform
import Storage

/// Plans a test, or changes the plan of one that nobody was told of yet.
package struct PlanExam: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// A new one.
    @discardableResult
    package func callAsFunction(_ plan: ExamPlan, isGenerated: Bool = false, by actor: Actor) async throws -> Exam {
        try actor.require(.administrator)
        try plan.check()
        return try await bureau.write(by: actor) { desk in
            let units = try desk.unitIDs(plan.units)
            let year = plan.opens.vietnamDate.year
            let exam = Exam(
                number: try desk.number("KT", digits: 4, year: year), plan: plan, announced: nil, released: nil, isGenerated: isGenerated,
                version: 1)
            try ExamStore.insert(exam, units: units, desk.db)
            try desk.record("exams.planned", exam, after: exam.audited)
            return exam
        }
    }

    /// One that is there, as somebody saw it.
    package func callAsFunction(_ plan: ExamPlan, for number: String, version: Int?, by actor: Actor) async throws {
        try actor.require(.administrator)
        try plan.check()
        try await bureau.write(by: actor) { desk in
            var exam = try desk.exam(number, version: version)
            if exam.announced != nil { throw ExamsError.announcedAlready(number) }
            let units = try desk.unitIDs(plan.units)
            exam.plan = plan
            try ExamStore.update(exam, units: units, desk.db)
            try desk.record("exams.plan_changed", exam, after: exam.audited)
        }
    }
}

extension Exam {
    var audited: AuditValue {
        [
            "title": .text(plan.title), "opens": AuditValue(plan.opens), "closes": AuditValue(plan.closes),
            "minutes": .whole(Int64(plan.minutes)), "seed": .text(String(plan.seed)), "questions": .whole(Int64(plan.length)),
        ]
    }
}

extension ExamsBureau.Desk {
    /// The next number of a year's register, `KT-2026-0001`.
    func number(_ kind: StaticString, digits: Int, year: Int) throws -> String {
        let figures = "\(try ExamStore.next(kind, year: year, db))"
        return "\(kind.description)-\(year)-\(String(repeating: "0", count: max(0, digits - figures.count)))\(figures)"
    }
}
