import Criteria
import Facts
import Kernel
import Office
import Platform
import Rankings
import Scoring
import Storage
import Units

/// Fills a new database: real published results with their sources, and a generated province that is labelled as such.
struct DemoLoader {
    let services: Services
    let texts: Texts
    private let actor = Actor.operating

    init(_ services: Services) {
        self.services = services
        texts = services.texts
    }

    /// Loads what is not there yet; a second call changes nothing.
    func load() async throws {
        try await loadUnits()
        try await LoadFacts(services)(by: actor)
        for result in Published.all { try await publish(result) }
        for block in SampleBlock.all {
            for year in block.years { try await generate(block, year) }
        }
    }

    // MARK: Units

    private func loadUnits() async throws {
        let provinces = try FactTables.table("provinces.csv")
        let districts = try Published.all.filter { $0.kind == .district }.map { try FactTables.table($0.units) }
        let sample = try FactTables.table("sample-province/units.csv")
        let newID = services.newIDText
        try await services.database.write { db in
            func add(_ unit: Unit) throws {
                if try UnitStore.find(code: unit.code, db) == nil { try UnitStore.insert(unit, db) }
            }
            for row in DemoTable(provinces).rows where try UnitStore.find(code: row("agency_code"), db) == nil {
                let name = Bilingual(vi: row("name"), en: row("name_en"))
                let unit = Unit(id: ID(rawValue: newID()), code: row("agency_code"), name: name, kind: .province, source: row("source"))
                try UnitStore.insert(unit, db)
                // By its codes the national list knows it again.
                for code in [UnitCode(.official, row("code"), source: unit.source), UnitCode(.agency, unit.code, source: unit.source)] {
                    try CodeStore.insert(code, of: unit.id, id: newID(), db)
                }
            }
            for (table, result) in zip(districts, Published.all.filter({ $0.kind == .district })) {
                for row in DemoTable(table).rows {
                    let name = Bilingual(vi: row("name"), en: EnglishName.of(row("name")))
                    try add(Unit(id: ID(rawValue: newID()), code: row("code"), name: name, kind: .district, source: result.source))
                }
            }
            for row in DemoTable(sample).rows {
                let parent = row("kind") == "province" ? nil : try UnitStore.find(code: "M", db)?.id
                try add(
                    Unit(
                        id: ID(rawValue: newID()), code: row("code"), name: Bilingual(vi: row("name_vi"), en: row("name_en")),
                        kind: Unit.Kind(rawValue: row("kind")) ?? .office, parent: parent, closed: CalendarDate(row("closed")),
                        source: row("source"),
                        isGenerated: true))
            }
            try Self.fillBlocks(DemoTable(sample), newID, db)
        }
    }

    /// The blocks of the generated province and who stands in them.
    private static func fillBlocks(_ units: DemoTable, _ newID: () -> String, _ db: any Connection) throws {
        for sample in SampleBlock.all {
            guard let block = FrameworkLibrary.shipped(sample.framework)?.framework.block, try BlockStore.find(block.code, db) == nil else {
                continue
            }
            try BlockStore.insert(Block(code: block.code, title: block.title), db)
            for row in units.rows where sample.blocks.contains(row("block")) {
                guard let unit = try UnitStore.find(code: row("code"), db) else { continue }
                try BlockStore.insert(Membership(block: block.code, unit: unit.id), id: newID(), db)
            }
        }
    }

    // MARK: Rankings

    private func publish(_ result: Published) async throws {
        guard let file = FrameworkLibrary.shipped(result.framework) else { throw CriteriaError.notFound(result.framework) }
        let list = try UnitList(FactTables.table(result.units))
        let figures = try FigureFile.read(FactTables.file(result.data), for: ScoreSheet(file.framework), units: list, numbers: .en)
        let order = PublishRanking.Order(
            code: result.code, series: result.series, title: title(result.key), period: result.period, nature: .published,
            source: result.source, note: file.framework.note)
        try await publishOnce(order, file, figures)
    }

    private func generate(_ block: SampleBlock, _ year: Int) async throws {
        let file = try block.framework(in: year)
        let rows = try DemoTable(FactTables.table("sample-province/units.csv")).rows
        let list = UnitList(
            rows.filter { block.blocks.contains($0("block")) }.map {
                UnitList.Listed(code: $0("code"), name: $0("name_vi"), block: $0("block"))
            })
        let input = SampleFigures(file.framework, year: year).file(list.units.map(\.code))
        let figures = try FigureFile.read(input, for: ScoreSheet(file.framework), units: list, numbers: .en)
        let source = title("source.generated")
        let order = PublishRanking.Order(
            code: "\(block.code)-\(year)", series: block.code, title: title("sample.\(block.key)"), period: .year(year), nature: .generated,
            source: source.vi, note: title("note.generated"))
        try await publishOnce(order, file, figures)
    }

    private func publishOnce(_ order: PublishRanking.Order, _ file: FrameworkFile, _ figures: FigureFile) async throws {
        do {
            try await PublishRanking(services)(order, file, figures, by: actor)
        } catch RankingsError.alreadyPublished {
            return
        }
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
    package func framework(in year: Int) throws -> FrameworkFile {
        guard let file = FrameworkLibrary.shipped(framework, over: .year(year)) else {
            throw CriteriaError.notFound("\(framework) \(year)")
        }
        return file
    }

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

/// A shipped table by the names of its columns.
private struct DemoTable {
    let rows: [(String) -> String]

    init(_ table: Table) {
        let columns = Dictionary(table.header.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        rows = table.rows.map { row in { name in columns[name].map { row[$0].text } ?? "" } }
    }
}
