import Assessments
import Kernel
import Testing

@Suite struct `The stage of a round` {
    private func deadlines(_ changes: [String: String] = [:]) throws -> Deadlines {
        try Deadlines(days: RoundHouse.days.merging(changes) { $1 })
    }

    private func moment(_ day: String, plus milliseconds: Int64 = 0) throws -> Timestamp {
        Timestamp(milliseconds: try #require(CalendarDate(day)).start.milliseconds + milliseconds)
    }

    @Test(
        arguments: [
            ("2026-03-01", -1, Stage.preparation), ("2026-03-01", 0, .selfAssessment), ("2026-04-01", -1, .selfAssessment),
            ("2026-04-01", 0, .appraisal), ("2026-05-01", -1, .appraisal), ("2026-05-01", 0, .explanation),
            ("2026-06-01", -1, .explanation),
            ("2026-06-01", 0, .secondAppraisal), ("2026-07-01", -1, .secondAppraisal), ("2026-07-01", 0, .council),
            ("2026-08-01", -1, .council), ("2026-08-01", 0, .decision), ("2027-01-01", 0, .decision),
        ] as [(String, Int64, Stage)]) func `changes with the first millisecond after a day in Vietnam`(
            day: String, plus: Int64, stage: Stage
        ) throws
    {
        #expect(try deadlines().stage(at: moment(day, plus: plus)) == stage)
    }

    @Test func `stands still while the round is prepared and after it was decided`() throws {
        for (_, day) in Scene.days {
            #expect(try Scene.round(.preparing).stage(at: moment(day)) == .preparation)
            #expect(try Scene.round(.decided).stage(at: moment(day)) == .decided)
        }
    }

    @Test func `leaves out what has no time of its own`() throws {
        let deadlines = try deadlines(["second_appraisal": "2026-05-31", "council": "2026-05-31", "survey": "2026-05-31"])
        #expect(try deadlines.stage(at: moment("2026-05-31")) == .explanation)
        #expect(try deadlines.stage(at: moment("2026-06-01")) == .decision)
    }

    @Test func `days are read back as they were told`() throws {
        let days = try deadlines().days.map { $0?.description }
        #expect(days == Deadlines.names.map { RoundHouse.days[$0] })
        #expect(try deadlines().start(of: .explanation) == moment("2026-05-01"))
        #expect(try deadlines().end(of: .explanation)?.lastDay?.description == "2026-05-31")
        #expect(try deadlines().end(of: .decision) == nil)
    }

    @Test(arguments: [
        (["appraisal": "2026-03-30"], "assessments.deadline_order"), (["survey": "2026-08-01"], "assessments.deadline_survey"),
        (["survey": "2026-02-28"], "assessments.deadline_survey"), (["council": "31/07/2026"], "assessments.deadline_no_day"),
        (["council": ""], "assessments.deadline_no_day"), (["publication": "2026-08-01"], "assessments.deadline_unknown"),
        (["self_assessment": "2026-02-20"], "assessments.deadline_order"),
    ]) func `days out of order, unknown or unreadable are told with their name`(changes: [String: String], code: String) throws {
        let faults = try #require(#expect(throws: Faults.self) { try deadlines(changes) }).faults
        #expect(faults.contains { $0.code == code && $0.place.field == changes.keys.first })
    }

    @Test func `moves to another year by the same days, the 29th of February to the 28th`() throws {
        let moved = try #require(try deadlines(["starts": "2024-02-29"]).adding(years: 1))
        #expect(moved.days.map { $0?.description ?? "" }.prefix(2) == ["2025-02-28", "2027-03-31"])
        #expect(try deadlines().adding(years: 0) == deadlines())
        #expect(try deadlines().adding(years: 2000) == nil)
    }
}
