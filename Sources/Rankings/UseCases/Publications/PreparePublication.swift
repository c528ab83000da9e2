import Assessments
import Criteria
import Crypto
import Kernel
import Platform
import Scoring
import Storage

/// Makes the draft of a publication from a decided round: every block scored and sealed, the root fixed (PI-77, PE-N7).
///
/// The root stands in the draft of the decision, so nothing of what was sealed can change between draft and signature.
package struct PreparePublication: Sendable {
    package struct Order: Sendable {
        package var round: String
        /// Its address for ever.
        package var code: String
        package var title: Bilingual
        package var paper: DecisionPaper

        package init(round: String, code: String, title: Bilingual, paper: DecisionPaper) {
            self.round = round
            self.code = code
            self.title = title
            self.paper = paper
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Publication {
        try actor.require(anyOf: Publishers.preparing)
        let log = FaultLog()
        let code = log.code(order.code, "code")
        let title = Bilingual(vi: log.line(order.title.vi, "title_vi"), en: log.line(order.title.en, "title_en"))
        let paper = order.paper.checked(log)
        try log.check()
        let results = try await DecidedResults(Workplace(services))(order.round, by: actor)
        let round = results.round
        guard round.kind == .real else { throw RankingsError.trainingRound(round.code) }
        let blocks = try results.blocks.map { block in
            Bundle.Block(
                try ScoredBlock(block.framework, block.figures, intervals: block.intervals), decisions: block.decisions.map(\.line))
        }
        let about = [
            ("code", code), ("title_vi", title.vi), ("title_en", title.en), ("period", round.period.description), ("round", round.code),
            ("round_figures_sha256", round.decision?.digest ?? ""),
        ]
        let bundle = try Bundle(about: about, blocks)
        let file = try await services.files.store(bundle.zip(), limit: .max)
        let publication = Publication(
            id: services.newID(), code: code, round: round.id, title: title, period: round.period, paper: paper, root: bundle.root,
            bundle: file.digest, prepared: services.now())
        let desk = PublicationDesk(services, actor)
        try await services.database.write { db in
            if let first = try PublicationStore.first(of: round.id, db) {
                throw RankingsError.roundPublished(round: round.code, publication: first.code)
            }
            for block in blocks {
                guard try RankingStore.versions(series: block.scored.code, period: round.period, db).isEmpty else {
                    throw RankingsError.periodTaken(series: block.scored.code, period: round.period)
                }
            }
            try desk.insert(publication, file, blocks: blocks.map(\.scored.code), db)
            try desk.record(
                "prepared", publication, after: ["round": .text(round.code), "root": .text(bundle.root.description)], db)
        }
        return publication
    }
}

extension DecidedResults.Decided {
    /// As ``Bundle/decisionColumns`` have it.
    fileprivate var line: [String] {
        [
            unit, criterion, stage.rawValue, points.map { "\($0)" } ?? "",
            comment.isEmpty ? "" : FileDigest(of: Array(comment.utf8)).rawValue,
        ]
    }
}
