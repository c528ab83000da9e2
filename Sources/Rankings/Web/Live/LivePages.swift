import Kernel
import Platform

/// Decision 766 for every unit as it stands now, and the files from which anybody gets the same points.
struct LivePages: Sendable {
    static let readers = Access.anyOf([.counterOfficer, .caseOfficer, .unitHead, .procedureController, .leader, .auditor])

    private let services: Services
    private let score: ScoreLive

    init(_ services: Services) {
        self.services = services
        score = ScoreLive(services)
    }

    func add(to routes: inout Routes) {
        routes.page("/rankings/live", Self.readers) { context in
            let period = period(context)
            return LivePage(period, today, try await score(period, by: context.actor), context.words).page()
        }
        routes.file("/rankings/live/figures.csv", Self.readers) { context in
            let period = period(context)
            return FileAnswer(
                name: "\(ScoreLive.framework)-\(period).csv", mediaType: "text/csv; charset=utf-8",
                bytes: try await score.sheet(period, by: context.actor).file)
        }
        routes.file("/rankings/live/points.json", Self.readers) { context in
            let period = period(context)
            guard let board = try await score(period, by: context.actor) else { throw RouteError.noSuchPage }
            return FileAnswer(
                name: "\(ScoreLive.framework)-\(period).json", mediaType: "application/json",
                bytes: try ScoreJSON(board.report, context.words).bytes(explaining: nil))
        }
    }

    private var today: CalendarDate { services.now().vietnamDate }

    /// What the query says; without it this month.
    private func period(_ context: Context) -> Period {
        context.query["period"].flatMap { Period($0) } ?? .month(today.month, of: today.year)
    }
}
