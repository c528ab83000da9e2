import Kernel
import Platform
import Scoring

/// Units in rows, the groups of Decision 766 in columns: points as they stand, and how far the figures may be trusted (RT-1, RT-71).
///
/// A group for which nothing is connected has no points rather than none; a total without it is what is there so far.
struct LivePage {
    private let period: Period
    private let today: CalendarDate
    private let board: ScoreLive.Board?
    private let words: Words

    init(_ period: Period, _ today: CalendarDate, _ board: ScoreLive.Board?, _ words: Words) {
        self.period = period
        self.today = today
        self.board = board
        self.words = words
    }

    private struct Line {
        let unit: LiveFigures.Sheet.Unit
        let report: ScoreReport.UnitReport
        /// The most that the leaves without figures could bring.
        let outstanding: Points
    }

    func page() -> Page {
        Page(
            words("rankings.live"), kicker: board.map { words($0.report.framework.title) } ?? ScoreLive.framework,
            lead: board.map { board in
                words(
                    "rankings.live.lead",
                    [
                        "count": words.numbers.count(board.report.units.count), "period": words.numbers.period(period),
                        "day": words.numbers.date(board.sheet.asOf), "moment": words.numbers.moment(board.sheet.taken),
                    ])
            }, room: "rankings-live", isIndexed: false,
            content: """
                \(choice)
                \(board.map(content) ?? "<p class=\"empty\">\(words("rankings.live.not_in_force"))</p>")
                """)
    }

    private var choice: HTML {
        var periods = Period.recent(today)
        if !periods.contains(period) { periods.insert(period, at: 0) }
        return .form(
            .get, to: "/rankings/live",
            [
                Field(
                    "period", words("rankings.column.period"),
                    .select(periods.map { Choice($0.description, words.numbers.period($0)) }, chosen: period.description))
            ], submit: words("rankings.live.show"), isBar: true)
    }

    private func content(_ board: ScoreLive.Board) -> HTML {
        let sheet = ScoreSheet(board.report.framework)
        let file: Link = "/rankings/live/figures.csv"
        let points: Link = "/rankings/live/points.json"
        return """
            \(if: board.sheet.isGenerated, .notice(.information, words("rankings.live.generated")))
            <p>\(words("rankings.live.explained"))</p>
            <div class="wrapping">\(table(board, sheet))</div>
            \(.downloads([
                Download("CSV", file.setting("period", to: period.description)), Download("JSON", points.setting("period", to: period.description)),
            ], words))
            <p class="small">\(words("rankings.live.check"))</p>
            <pre><code>cchc score --framework \(ScoreLive.framework) --data \(ScoreLive.framework)-\(period.description).csv</code></pre>
            """
    }

    private func table(_ board: ScoreLive.Board, _ sheet: ScoreSheet) -> HTML {
        let figures = FigureWords(words, board.report.framework)
        let groups = sheet.rows.indices.filter { sheet.rows[$0].depth == 0 }
        return .table(
            id: "live", caption: words("rankings.live"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("rankings.column.unit"), .head) { (line: Line) in
                    "<a href=\"\(line.unit.link)\">\(words(line.unit.name))</a>"
                }
            ]
                + groups.map { group in
                    let row = sheet.rows[group]
                    let maximum = figures.maximum(row.criterion.terms.maximum)
                    return Column("\(words(row.criterion.title)) (\(maximum))", .number) { line in
                        "\(Self.isWithoutFigures(group, line.report, sheet) ? FigureWords.none : figures.points(line.report.rows[group].points))"
                    }
                } + [
                    Column(words("rankings.column.total"), .number) { "<strong>\(figures.points($0.report.total.total))</strong>" },
                    Column(words("rankings.live.outstanding"), .number) { "\(figures.points($0.outstanding))" },
                    Column(words("rankings.column.band")) { "\(band($0))" },
                    Column(words("rankings.live.provisional"), .number) { "\($0.unit.provisional)" },
                    Column(words("rankings.live.not_connected"), .number) { "\($0.unit.notConnected)" },
                ], rows: lines(board, sheet), empty: words("rankings.live.none"))
    }

    /// None as long as figures are wanting: what is there so far would nearly always be the lowest.
    private func band(_ line: Line) -> String {
        guard line.outstanding == .zero, let band = line.report.band else { return FigureWords.none }
        return words(band.title)
    }

    /// The best first, those with the same points in the order of their names.
    private func lines(_ board: ScoreLive.Board, _ sheet: ScoreSheet) -> [Line] {
        let reports = Dictionary(board.report.units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        return board.sheet.units.enumerated().compactMap { place, unit in
            reports[unit.code].map { report in
                let leaves = sheet.rows.indices.filter { sheet.rows[$0].isLeaf && Self.isWithoutFigures($0, report, sheet) }
                let outstanding = leaves.reduce(Points.zero) { $0 + report.rows[$1].maximum }
                return (place, Line(unit: unit, report: report, outstanding: outstanding))
            }
        }.sorted { one, other in
            let (first, second) = (one.1.report.total.total, other.1.report.total.total)
            return first == second ? one.0 < other.0 : first > second
        }.map(\.1)
    }

    /// Whether all leaves below a node wait for their figures.
    private static func isWithoutFigures(_ row: Int, _ unit: ScoreReport.UnitReport, _ sheet: ScoreSheet) -> Bool {
        let waiting = [CommonBranch.missing, .unranked].map { "\($0)" }
        return (row..<sheet.rows[row].end).filter { sheet.rows[$0].isLeaf }.allSatisfy { leaf in
            unit.rows[leaf].because.map { waiting.contains($0.branch) } ?? false
        }
    }
}
