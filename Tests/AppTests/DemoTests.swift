import App
import Criteria
import Kernel
import Scoring
import Testing

@Suite struct `The demo` {
    @Test(arguments: SampleBlock.all.indices) func `scores each year by a version that was in force in it, on laws that were`(index: Int)
        throws
    {
        let block = SampleBlock.all[index]
        #expect(block.years.count == 3)
        for year in block.years {
            let file = try block.framework(in: year)
            #expect(file.framework.status == .sample)
            #expect(file.framework.valid.covers(.year(year)), "\(file.framework.identity) \(year)")
            #expect(file.warnings.filter { $0.code == "criteria.law_not_in_force" } == [], "\(file.framework.identity)")
        }
    }

    @Test func `has no year of a block whose legal basis changed within it (PI-12)`() throws {
        let central = try #require(SampleBlock.all.first { $0.years.contains(2021) })
        #expect(throws: CriteriaError.self) { try central.framework(in: 2022) }
        #expect(try central.framework(in: 2021).framework.identity == "sample-central-branches@2021")
        #expect(try central.framework(in: 2023).framework.identity == "sample-central-branches@2023")
    }
}
