import Kernel
import Office
import Platform
import Scoring
import Units

/// The downloads of every table of the room, each in every ``FileFormat``.
struct RankingsFiles: Sendable {
    private let services: Services
    private let published: PublishedRankings
    private let publications: FindPublications
    private let papers: PublicationPapers
    private let printer: PDFPrinter

    init(_ services: Services, _ published: PublishedRankings, _ publications: FindPublications, _ papers: PublicationPapers) {
        self.services = services
        self.published = published
        self.publications = publications
        self.papers = papers
        printer = PDFPrinter(program: services.settings.weasyPrint)
    }

    func list(_ format: FileFormat, _ context: Context) async throws -> FileAnswer {
        let entries = try await ListRankings(services: services, published: published)()
        let moment = entries.map(\.ranking.published).max() ?? Timestamp(milliseconds: 0)
        return try await answer(
            "rankings", format, context, moment, page: { RankingListPage(entries: entries, words: context.words).page() }, at: "/rankings",
            RankingsJSON.list(entries, services.texts))
    }

    func table(_ format: FileFormat, _ context: Context) async throws -> FileAnswer {
        let (table, fields) = try await ShowRanking(services: services, published: published)(try context.path("ranking"))
        let ranking = table.ranking
        return try await answer(
            ranking.code, format, context, ranking.published,
            page: { RankingPage(table, fields, RankingChoice([:], table, address: ranking.link), context.words, isPaper: true).page() },
            at: ranking.link,
            RankingsJSON.ranking(table, services.texts))
    }

    func scorecard(_ format: FileFormat, _ context: Context) async throws -> FileAnswer {
        let card = try await ShowScorecard(services: services, published: published)(
            ranking: try context.path("ranking"), unit: try context.path("unit"))
        let ranking = card.table.ranking
        return try await answer(
            "\(ranking.code)-\(card.result.unitCode)", format, context, ranking.published,
            page: { ScorecardPage(card, context.words, isPaper: true).page() }, at: card.result.link(in: ranking), isWide: false,
            RankingsJSON.scorecard(card, services.texts))
    }

    func comparison(_ format: FileFormat, _ context: Context) async throws -> FileAnswer {
        let units = RankingsPages.units(context)
        let comparison = try await CompareUnits(services: services, published: published)(
            ranking: try context.path("ranking"), units: units)
        let ranking = comparison.table.ranking
        return try await answer(
            "\(ranking.code)-compare", format, context, ranking.published, page: { ComparePage(comparison, context.words).page() },
            at: "/rankings/\(ranking.code)/compare?units=\(units.joined(separator: ","))",
            RankingsJSON.comparison(comparison, services.texts))
    }

    /// What the ranking was computed from, for `cchc score --data`.
    func figures(_ context: Context) async throws -> FileAnswer {
        let export = try await ExportFigures(services: services, published: published)(try context.path("ranking"))
        let byUnit = Dictionary(grouping: export.lines, by: \.unit)
        let rows = export.table.lines.flatMap { byUnit[$0.result.unitCode] ?? [] }.map { unit, line in
            [unit, line.criterion, line.input, line.value, line.reason].map { $0.isEmpty ? OutputCell.blank : .text($0) }
        }
        return FileAnswer(
            name: "figures.csv", mediaType: FileFormat.csv.mediaType,
            bytes: CSVWriter.write(["unit", "criterion", "input", "value", "reason"], rows, .machine))
    }

    /// Its units, for `cchc score --units`.
    func units(_ context: Context) async throws -> FileAnswer {
        let (table, _) = try await ShowRanking(services: services, published: published)(try context.path("ranking"))
        let rows = table.lines.map(\.result).map { unit -> [OutputCell] in
            [.text(unit.unitCode), .text(unit.unitName.vi), .text(table.framework.block.code), .text(unit.rank == nil ? "no" : "yes")]
        }
        return FileAnswer(
            name: "units.csv", mediaType: FileFormat.csv.mediaType,
            bytes: CSVWriter.write(["code", "name", "block", "ranked"], rows, .machine))
    }

    /// Everything from which the ranking is computed again, sealed; for `cchc rankings verify`.
    ///
    /// Of a ranking published by decision it is the bundle of the whole publication, whose seal the decision carries.
    func bundle(_ context: Context) async throws -> FileAnswer {
        let (table, _) = try await ShowRanking(services: services, published: published)(try context.path("ranking"))
        if let publication = try await publications.publication(of: table.ranking) { return try await papers.bundle(publication) }
        let (ranking, bundle) = try await SealRanking(services: services, published: published)(try context.path("ranking"))
        return FileAnswer(name: "\(ranking.code).zip", mediaType: "application/zip", bytes: try bundle.zip())
    }

    /// One answer in one form.
    ///
    /// The first table is what CSV holds; JSON and the workbook hold all.
    private func answer(
        _ name: String, _ format: FileFormat, _ context: Context, _ created: Timestamp, page: () -> Page, at address: Link,
        isWide: Bool = true,
        _ json: RankingsJSON
    ) async throws -> FileAnswer {
        let bytes: [UInt8]
        switch format {
        case .csv: bytes = json.tables.first { $0.name != "result" }?.csv ?? []
        case .json: bytes = try json.bytes()
        case .xlsx: bytes = try DataTable.workbook(page().title, json.tables, created: created, context.words)
        case .pdf:
            let paper = Paper(page: page(), site: services.site, words: context.words, address: address, isWide: isWide)
            bytes = try await printer.pdf(of: paper.html.text)
        }
        return FileAnswer(name: "\(name).\(format.rawValue)", mediaType: format.mediaType, bytes: bytes)
    }
}
