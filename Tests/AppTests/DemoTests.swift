import App
import Criteria
import Kernel
import Platform
import Scoring
import Storage
import TestSupport
import Testing
import Units

/// The demonstration is for a database that has nothing else in it.
@Suite struct `Loading the demonstration` {
    @Test(arguments: [
        (
            Language.en,
            "This database holds data of its own (units: 1, rankings: 0, sets of criteria: 0; one of them is SNV). "
                + "The demonstration was not loaded, nothing was changed.\n    Load it into a new database: "
        ),
        (
            .vi,
            "Cơ sở dữ liệu này có dữ liệu riêng (đơn vị: 1, bảng xếp hạng: 0, bộ tiêu chí: 0; ví dụ SNV). "
                + "Dữ liệu trình diễn không được nạp, không có gì thay đổi.\n    Hãy nạp vào một cơ sở dữ liệu mới: "
        ),
    ])
    func `into a database with data of its own is refused, and nothing is changed`(language: Language, told: String) async throws {
        try await withHouse { services in
            let unit = Unit(
                id: services.newID(), code: "SNV", name: Bilingual(vi: "Sở Nội vụ", en: "Home Affairs"), kind: .department, source: "test")
            try await services.database.write { db in try UnitStore.insert(unit, db) }
            let before = try await DatabaseContents(services.database)
            let outcome = try await Program.run(["demo", "load"], in: language, of: services)
            #expect(outcome.status == 1)
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix(told))
            #expect(try await DatabaseContents(services.database).differences(from: before) == [])
        }
    }

    @Test func `that broke off is finished by the next, and one more changes nothing`() async throws {
        try await withHouse { services in
            try await LoadDemoUnits(services)(by: .operating)
            let units = try await DatabaseContents(services.database).tables["units_units"]
            // The figures are there then, and a part of the rankings.
            var attempt = services
            attempt.database = FailingDatabase(wrapping: services.database, failStatement: 100)
            await #expect(throws: StorageError.self) { try await DemoLoader(attempt).load() }

            try await DemoLoader(services).load()
            let loaded = try await DatabaseContents(services.database)
            #expect(loaded.tables["units_units"] == units)
            #expect(loaded.tables["rankings_rankings"]?.count == 18)
            #expect(loaded.tables["facts_figures"]?.isEmpty == false)

            try await DemoLoader(services).load()
            #expect(try await DatabaseContents(services.database).differences(from: loaded) == [])
        }
    }
}

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
