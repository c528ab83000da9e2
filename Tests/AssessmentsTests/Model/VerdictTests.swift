import Assessments
import Kernel
import TestNumbers
import Testing

@Suite struct `The verdict` {
    @Test(
        arguments: [
            ([Entry.Kind.claim], nil), ([.claim, .appraisal], .appraisal), ([.claim, .appraisal, .explanation], .appraisal),
            ([.claim, .appraisal, .secondAppraisal], .secondAppraisal), ([.claim, .appraisal, .secondAppraisal, .council], .council),
            ([.claim, .appraisal, .council], .council), ([.survey], .survey), ([.explanation], nil),
        ] as [([Entry.Kind], Entry.Kind?)]) func `is the latest word of those who judge, or the survey's`(
            kinds: [Entry.Kind], expected: Entry.Kind?
        )
    {
        #expect(LeafEntries(kinds.map { Scene.entry($0, $0 == .explanation ? nil : "1") }).verdict?.kind == expected)
    }

    @Test func `of an earlier claim counts no more`() {
        var entries = LeafEntries([Scene.entry(.claim, "2"), Scene.entry(.appraisal, "2"), Scene.entry(.council, "1")])
        #expect(entries.verdict?.kind == .council && !entries.isOutdated)
        entries[.claim] = Scene.entry(.claim, "3", version: 2)
        #expect(entries.verdict == nil && entries.isOutdated)
        entries[.appraisal] = Scene.entry(.appraisal, "3", claimVersion: 2)
        #expect(entries.verdict?.kind == .appraisal && !entries.isOutdated)
    }

    @Test func `cuts a claim by fewer points, or by taking the leaf out of the denominator`() {
        func isCut(_ given: String, isApplicable: Bool = true) -> Bool {
            LeafEntries([Scene.entry(.claim, "2"), Scene.entry(.appraisal, given, isApplicable: isApplicable)]).isCut
        }
        #expect(isCut("1.999999") && !isCut("2") && !isCut("2.5") && isCut("0", isApplicable: false))
    }

    /// Against the rule told the other way round: throw away what judged another claim, then take the highest that is left.
    @Test(arguments: 0..<20) func `follows its precedence whatever was stated`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let rank: [Entry.Kind] = [.survey, .council, .secondAppraisal, .appraisal]
        for _ in 0..<200 {
            let kinds = Entry.Kind.allCases.filter { _ in Bool.random(using: &random) }
            let claimVersion = Int.random(in: 1...3, using: &random)
            let entries = kinds.map { kind in
                Scene.entry(
                    kind, kind == .explanation ? nil : "\(Int.random(in: 0...3, using: &random))",
                    claimVersion: Int.random(in: 0...3, using: &random), version: kind == .claim ? claimVersion : 1)
            }
            let present = kinds.contains(.claim) ? claimVersion : 0
            let left = entries.filter { rank.contains($0.kind) && ($0.kind == .survey || $0.claimVersion == present) }
            let expected = rank.first { kind in left.contains { $0.kind == kind } }
            #expect(LeafEntries(entries.shuffled(using: &random)).verdict?.kind == expected)
        }
    }
}
