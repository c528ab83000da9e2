import Assessments
import Kernel
import TestNumbers
import Testing

@Suite struct `A reopening` {
    @Test func `opens its stage for its leaf, while it lasts, and makes everybody else wait`() throws {
        let reopening = Scene.reopening("1.2", .selfAssessment, granted: "2026-04-10", until: "2026-04-20")
        func item(_ person: String, _ criterion: String, _ day: String) throws -> LeafCase {
            try Scene.leaf("B", criterion, by: person, at: Scene.moment(day), reopenings: [reopening])
        }
        #expect(try item("officer-b", "1.2", "2026-04-15").refusal(.claim) == nil)
        #expect(try item("officer-b", "1.1", "2026-04-15").refusal(.claim) == "assessments.too_late.self_assessment")
        #expect(try item("appraiser-1", "1.2", "2026-04-15").refusal(.appraise) == "assessments.reopened_for.self_assessment")
        #expect(try item("appraiser-1", "1.1", "2026-04-15").refusal(.appraise) == nil)
        #expect(try item("officer-b", "1.2", "2026-04-20").refusal(.claim) == "assessments.too_late.self_assessment")
        #expect(try item("appraiser-1", "1.2", "2026-04-20").refusal(.appraise) == nil)
    }

    @Test func `of several that last, the one granted last holds`() throws {
        let reopenings = [
            Scene.reopening(nil, .selfAssessment, granted: "2026-06-01", until: "2026-06-20"),
            Scene.reopening("1.2", .appraisal, granted: "2026-06-05", until: "2026-06-20", "R2"),
        ]
        let item = try Scene.unit(by: "officer-b", at: Scene.moment("2026-06-10"), reopenings: reopenings)
        #expect(item.stage(of: "1.2") == .appraisal && item.stage(of: "1.1") == .selfAssessment && item.stage == .secondAppraisal)
        #expect(item.isOpen(for: .selfAssessment) && item.isOpen(for: .appraisal) && !item.isOpen(for: .explanation))
    }

    @Test func `opens what was submitted before it, not what was submitted after`() throws {
        let reopening = Scene.reopening("1.2", .selfAssessment, granted: "2026-03-20", until: "2026-04-20")
        for (submitted, expected) in [("2026-03-19", nil), ("2026-03-21", "assessments.submitted")] {
            let submissions = UnitCase.Submissions(claim: Scene.submission(.claim, on: submitted))
            let item = try Scene.leaf(by: "officer-b", at: Scene.moment("2026-03-25"), reopenings: [reopening], submissions: submissions)
            #expect(item.refusal(.claim) == expected)
            let head = try Scene.unit(by: "head-b", at: Scene.moment("2026-03-25"), reopenings: [reopening], submissions: submissions)
            #expect(head.refusal(.submitClaim) == expected)
        }
    }

    /// Whatever is reopened for one leaf, at whatever time, every other leaf stays as it was.
    @Test(arguments: 0..<40) func `never opens an earlier stage of another leaf`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let (_, day) = try #require(Scene.days.randomElement(using: &random))
            let now = Scene.moment(day)
            let stage = try #require(Stage.working.randomElement(using: &random))
            let granted = try #require(Scene.days.randomElement(using: &random)).day
            let until = try #require(Scene.days.randomElement(using: &random)).day
            let criterion: String? = Bool.random(using: &random) ? "1.2" : nil
            let reopening = Scene.reopening(criterion, stage, granted: granted, until: until)
            let act = try #require(LeafAct.allCases.randomElement(using: &random))
            let person = try #require(Scene.people.keys.sorted().randomElement(using: &random))
            let untouched = try Scene.leaf("B", "2.1", by: person, at: now, entries: Scene.disputed, reopenings: [reopening])
            let before = try Scene.leaf("B", "2.1", by: person, at: now, entries: Scene.disputed)
            if criterion != nil { #expect(untouched.refusal(act) == before.refusal(act)) }
            // The reopened leaf itself is open for its stage alone, and only until the day.
            let own = try Scene.leaf("B", "1.2", by: person, at: now, entries: Scene.disputed, reopenings: [reopening])
            if own.refusal(act) == nil { #expect(act.stage == (now < reopening.until ? stage : own.of.stage)) }
        }
    }
}
