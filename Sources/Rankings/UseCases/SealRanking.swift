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

    /// The seal of a ranking: of the decision that published it, or of what it was restated from.
    func seal(of table: RankingTable) async throws -> RankingSeal {
        let ranking = table.ranking
        if let id = ranking.publication {
            let publication = try await services.database.read { db in try PublicationStore.find(id, db) }
            guard let publication else { throw RankingsError.notFound(ranking.code) }
            return RankingSeal(root: publication.root, publication: publication, bundle: publication.bundleLink)
        }
        // The names of units are sealed too, and a unit may be renamed.
        let names = table.lines.map(\.result.unitName.vi)
        let kept = published.root(of: ranking.id, names: names)
        let root: TreeHash
        if let kept { root = kept } else { root = try await self(ranking.code).bundle.root }
        published.keep(root, of: ranking.id, names: names)
        return RankingSeal(root: root, publication: nil, bundle: "/rankings/\(ranking.code)/bundle.zip")
    }

    func callAsFunction(_ code: String) async throws -> (ranking: Ranking, bundle: Bundle) {
        let export = try await ExportFigures(services: services, published: published)(code)
        let ranking = export.table.ranking
        let (text, intervals) = try await services.database.read { db in
            (try FrameworkStore.text(ranking.framework, db), try IntervalStore.all(of: ranking.id, db))
        }
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
        return (ranking, try Bundle(about: about, [Bundle.Block(ScoredBlock(framework, figures, intervals: intervals))]))
    }
}

/// The root that a ranking is checked against, and where its bundle is.
struct RankingSeal: Sendable {
    let root: TreeHash
    /// Nil for a ranking that no decision of this house published.
    let publication: Publication?
    let bundle: Link
}
