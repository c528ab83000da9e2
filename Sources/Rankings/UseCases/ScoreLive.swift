import Criteria
import Kernel
import Office
import Platform
import Scoring
import Units

/// Scores what a room counts at the moment of asking by Decision 766; nothing is stored, ranked or published.
///
/// It is scored as `cchc score` scores the same file.
struct ScoreLive: Sendable {
    static let framework = "qd-766"

    struct Board: Sendable {
        let report: ScoreReport
        let sheet: LiveFigures.Sheet
    }

    private let services: Services

    init(_ services: Services) { self.services = services }

    /// What was counted; a house in which nobody counts has no such page.
    func sheet(_ period: Period, by actor: Actor) async throws -> LiveFigures.Sheet {
        guard let source = services.liveFigures.source(Self.framework) else { throw RouteError.noSuchPage }
        return try await source(period, actor)
    }

    /// Nil where no version of the set of criteria was in force over the whole period (PI-12).
    func callAsFunction(_ period: Period, by actor: Actor) async throws -> Board? {
        let sheet = try await sheet(period, by: actor)
        guard let file = FrameworkLibrary.shipped(Self.framework, over: period) else { return nil }
        let units = UnitList(sheet.units.map { UnitList.Listed(code: $0.code, name: $0.name.vi) })
        let figures = try FigureFile.read(
            InputFile(name: "\(Self.framework).csv", bytes: sheet.file), for: ScoreSheet(file.framework), units: units, numbers: .en)
        return Board(report: try ScoreReport(file.framework, figures), sheet: sheet)
    }
}
