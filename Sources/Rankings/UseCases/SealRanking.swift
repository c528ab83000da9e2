import Criteria
import Kernel
import Office
import Platform
import Scoring
import Storage
import Units

/// A published ranking as a bundle that anyone checks without this server (PE-N7, PE-N23).
struct SealRanking: Sendable {
    let services: Services
    let published: PublishedRankings

    func callAsFunction(_ code: String) async throws -> (ranking: Ranking, bundle: Bundle) {
        let export = try await ExportFigures(services: services, published: published)(code)
        let ranking = export.table.ranking
        let text = try await services.database.read { db in try FrameworkStore.text(ranking.framework, db) }
        guard let text else { throw RankingsError.notFound(ranking.framework) }
        let framework = try FrameworkFile(text, name: ranking.framework)
        let list = UnitList(
            export.table.lines.map(\.result).map {
                UnitList.Listed(
                    code: $0.unitCode, name: $0.unitName.vi, block: framework.framework.block.code, isRanked: $0.rank != nil)
            })
        let rows = export.lines.map { unit, line in [unit, line.criterion, line.input, line.value, line.reason].map { OutputCell.text($0) }
        }
        let data = CSVWriter.write(["unit", "criterion", "input", "value", "reason"], rows, .machine)
        let figures = try FigureFile.read(
            InputFile(name: "figures.csv", bytes: data), for: ScoreSheet(framework.framework), units: list, numbers: .en)
        let about = [
            ("code", ranking.code), ("title_vi", ranking.title.vi), ("title_en", ranking.title.en), ("period", ranking.period.description),
            ("nature", ranking.nature.rawValue), ("source", ranking.source), ("published", ranking.published.description),
        ]
        let block = Bundle.Block(code: framework.framework.block.code, framework: framework, figures: figures)
        return (ranking, try Bundle(about: about, [block]))
    }
}
