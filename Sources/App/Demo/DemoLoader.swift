import Criteria
import Facts
import Kernel
import Office
import Platform
import Procedures
import Rankings
import Scoring
import Storage
import Units

/// Fills a new database: real published results with their sources, and a generated province that is labelled as such.
package struct DemoLoader: Sendable {
    let services: Services
    let texts: Texts
    private let actor = Actor.operating

    package init(_ services: Services) {
        self.services = services
        texts = services.texts
    }

    /// Loads what is not there yet, so that a load that broke off goes on and one more changes nothing.
    ///
    /// A database with data of its own is refused, untouched.
    package func load() async throws {
        try await LoadDemoUnits(services)(by: actor)
        try await DemoPeople(services: services).load(by: actor)
        try await DemoCitizens(services: services).load()
        try await LoadFacts(services)(by: actor)
        try await LoadDemoProcedures(services)(by: actor)
        try await PublishSampleForms(services)(by: actor)
        let published = Set(try await services.database.read { db in try RankingStore.codes(db) })
        for result in Published.all where !published.contains(result.code) { try await publish(result) }
        for block in SampleBlock.all {
            for year in block.years where !published.contains(block.code(of: year)) { try await generate(block, year) }
        }
        try await LoadDemoRounds(services)()
        try await LoadDemoDossiers(services)()
        try await LoadDemoProvince(services)(by: actor)
        try await LoadDemoOnline(services)()
        try await LoadDemoFeedback(services)()
        try await LoadDemoExams(services)(by: actor)
        try await LoadDemoSurveys(services)()
    }

    /// The codes of all rankings that it makes.
    static let rankings = Published.all.map(\.code) + SampleBlock.all.flatMap { block in block.years.map(block.code(of:)) }

    private func publish(_ result: Published) async throws {
        guard let file = FrameworkLibrary.shipped(result.framework) else { throw CriteriaError.notFound(result.framework) }
        let list = try UnitList(FactTables.table(result.units))
        let figures = try FigureFile.read(FactTables.file(result.data), for: ScoreSheet(file.framework), units: list, numbers: .en)
        let order = PublishRanking.Order(
            code: result.code, series: result.series, title: title(result.key), period: result.period, nature: .published,
            source: result.source, note: file.framework.note)
        try await PublishRanking(services)(order, file, figures, by: actor)
    }

    private func generate(_ block: SampleBlock, _ year: Int) async throws {
        let file = try block.framework(in: year)
        let rows = try DemoTable("sample-province/units.csv").rows
        let list = UnitList(
            rows.filter { block.blocks.contains($0("block")) }.map {
                UnitList.Listed(code: $0("code"), name: $0("name_vi"), block: $0("block"))
            })
        let input = SampleFigures(file.framework, year: year).file(list.units.map(\.code))
        let figures = try FigureFile.read(
            input, for: ScoreSheet(file.framework), units: list, numbers: .en, beside: IntervalFile.columns)
        let source = title("source.generated")
        let order = PublishRanking.Order(
            code: block.code(of: year), series: block.code, title: title("sample.\(block.key)"), period: .year(year), nature: .generated,
            source: source.vi, note: title("note.generated"))
        let intervals = try IntervalFile(input).lines.map(\.leaf)
        try await PublishRanking(services)(order, file, figures, intervals: intervals, by: actor)
    }

    private func title(_ key: String) -> Bilingual {
        Bilingual(vi: texts.text("app.demo.\(key)", .vi), en: texts.text("app.demo.\(key)", .en))
    }
}

/// A published result of `Facts/acceptance` that the demonstration shows.
struct Published: Sendable {
    var code: String
    var series: String
    var key: String
    var framework: String
    var kind: Unit.Kind
    var period: Period
    var folder: String
    var file: String
    var source: String

    var data: String { "acceptance/\(folder)/\(file).csv" }
    var units: String { "acceptance/\(folder)/\(unitFile).units.csv" }
    private var unitFile: String { file == "provinces-with-metrics" ? "provinces" : file }

    static let all: [Published] = [
        Published(
            code: "766-2026-10-10", series: "provinces-766", key: "qd766", framework: "qd-766", kind: .province,
            period: Period("2026-10-10") ?? .year(2026), folder: "provinces-2026-10-10", file: "provinces-with-metrics",
            source: "dichvucong.gov.vn, 10/10/2026"),
        Published(
            code: "binh-duong-2017", series: "binh-duong-districts", key: "binhduong", framework: "binh-duong-districts", kind: .district,
            period: .year(2017), folder: "binh-duong-2017", file: "districts", source: "baubang.binhduong.gov.vn, 06/08/2018"),
        Published(
            code: "hue-egov-2020", series: "hue-egov", key: "hue", framework: "hue-egov", kind: .district, period: .year(2020),
            folder: "hue-2020", file: "table1", source: "namdong.thuathienhue.gov.vn, 15/01/2021"),
    ]
}

/// A block of the generated province, and the years of which results are made.
package struct SampleBlock: Sendable {
    var code: String
    var key: String
    var framework: String
    var blocks: Set<String>
    package var years = [2022, 2023, 2024]

    /// The version of the framework that was in force over the whole year.
    package func framework(in year: Int) throws -> FrameworkFile { try FrameworkFile.shipped(framework, in: year) }

    /// The address of the block's ranking of one year.
    func code(of year: Int) -> String { "\(code)-\(year)" }

    package static let all = [
        SampleBlock(code: "tinh-mau-so", key: "departments", framework: "sample-departments", blocks: ["departments"]),
        SampleBlock(code: "tinh-mau-huyen", key: "districts", framework: "sample-districts", blocks: ["districts"]),
        SampleBlock(code: "tinh-mau-xa", key: "communes", framework: "sample-communes", blocks: ["communes"]),
        // In the middle of 2022 one decree on online services took the place of another.
        SampleBlock(
            code: "tinh-mau-nganh-doc", key: "central", framework: "sample-central-branches", blocks: ["central-branches"],
            years: [2021, 2023, 2024]),
        SampleBlock(
            code: "tinh-mau-luu-tru", key: "records", framework: "sample-records", blocks: ["departments", "central-branches", "districts"]),
    ]
}

extension FrameworkFile {
    /// The version of a shipped framework that was in force over the whole year.
    static func shipped(_ code: String, in year: Int) throws -> FrameworkFile {
        guard let file = FrameworkLibrary.shipped(code, over: .year(year)) else { throw CriteriaError.notFound("\(code) \(year)") }
        return file
    }
}
