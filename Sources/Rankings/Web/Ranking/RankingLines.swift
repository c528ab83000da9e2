import Kernel
import Platform
import Scoring

/// The table of a ranking with its search, its order and its boxes for comparing; a plain form, no script.
struct RankingLines {
    private let table: RankingTable
    private let choice: RankingChoice
    private let words: Words
    private let isPaper: Bool
    private let figures: FigureWords
    private var framework: Framework { table.framework }

    init(_ table: RankingTable, _ choice: RankingChoice, _ words: Words, isPaper: Bool = false) {
        self.table = table
        self.choice = choice
        self.words = words
        self.isPaper = isPaper
        figures = FigureWords(words, table.framework)
    }

    var html: HTML {
        let lines = choice.lines(table)
        return """
            \(filter)
            \(found(lines.count))
            \(if: table.earlier?.isComparable == false, setChanged)
            \(.table(
                id: "ranking", caption: caption, columns: columns, rows: lines, sorting: choice.sorting, empty: words("rankings.nothing_found")))
            \(if: partsDiffer, "<p class=\"hint\">\(words("rankings.parts.note"))</p>")
            \(if: canCompare && !lines.isEmpty, compareForm)
            """
    }

    private var caption: String {
        guard let earlier = table.comparable else { return words("rankings.caption", ["count": words.numbers.count(table.lines.count)]) }
        return words(
            "rankings.caption.change",
            ["count": words.numbers.count(table.lines.count), "period": words.numbers.period(earlier.ranking.period)])
    }

    /// Whether the printed parts of some unit do not add up to its printed total (PI-60).
    private var partsDiffer: Bool {
        framework.hasSurvey && table.lines.contains { $0.result.direct + $0.result.survey != $0.result.total }
    }

    private var canCompare: Bool { table.lines.count > 1 && !isPaper }

    /// The boxes stand in the table and belong to this form by its id.
    private var compareForm: HTML {
        """
        <form id="compare" method="get" action="\("/rankings/\(table.ranking.code)/compare/choose" as Link)" class="bar-form">
        <p class="hint">\(words("rankings.compare.hint"))</p>
        <div class="actions"><button>\(words("rankings.compare.button"))</button></div>
        </form>
        """
    }

    private var setChanged: HTML {
        let period = table.earlier.map { words.numbers.period($0.ranking.period) } ?? ""
        return .notice(.information, words("rankings.set_changed"), "<p>\(words("rankings.news.set_changed", ["period": period]))</p>")
    }

    private var filter: HTML {
        var fields = [Field("q", words("rankings.search"), .search(choice.search))]
        if !framework.classes.isEmpty {
            let choices = [Choice("", words("rankings.band.any"))] + framework.classes.map { Choice($0.code, words($0.title)) }
            fields.append(
                Field("band", words("rankings.column.band"), .select(choices, chosen: choice.band.map { framework.classes[$0].code } ?? ""))
            )
        }
        if choice.sorting.column != "rank" || choice.sorting.isDescending {
            fields.append(Field("sort", "", .hidden((choice.sorting.isDescending ? "-" : "") + choice.sorting.column)))
        }
        return .form(.get, to: "/rankings/\(table.ranking.code)#table", fields, submit: words("rankings.search.button"), isBar: true)
    }

    /// How many lines were found, and the way back to all.
    private func found(_ count: Int) -> HTML {
        guard !choice.isEmpty else { return HTML() }
        let text = words("rankings.found", ["count": words.numbers.count(count), "all": words.numbers.count(table.lines.count)])
        return "<p role=\"status\">\(text) <a href=\"\(table.ranking.link)\">\(words("rankings.found.all"))</a></p>"
    }

    private var columns: [Column<RankingTable.Line>] {
        typealias Cell = Column<RankingTable.Line>
        var columns = [
            Cell(words("rankings.column.rank"), .rank, sort: "rank") { "\(figures.rank($0.result.rank))" },
            Cell(words("rankings.column.unit"), .head, sort: "unit") { line in
                "<a href=\"\(line.result.link(in: table.ranking))\">\(words(line.result.unitName))</a>"
            },
        ]
        if table.certainty?.hasRanks == true {
            columns.insert(
                Cell(words("rankings.certainty.possible"), .number) { "\(figures.possible($0.certainty) ?? FigureWords.none)" }, at: 1)
        }
        if framework.hasSurvey {
            columns += [
                Cell(words("rankings.column.direct"), .number, sort: "direct") { "\(figures.points($0.result.direct))" },
                Cell(words("rankings.column.direct_rank"), .number) { "\(figures.rank($0.result.directRank))" },
                Cell(words("rankings.column.survey"), .number, sort: "survey") { "\(figures.points($0.result.survey))" },
                Cell(words("rankings.column.survey_rank"), .number) { "\(figures.rank($0.result.surveyRank))" },
            ]
        }
        columns += [
            Cell(words("rankings.column.total"), .number, sort: "total") { "<strong>\(figures.points($0.result.total))</strong>" },
            Cell(words("rankings.column.percent"), .number, sort: "percent") { "\(figures.percent($0.result.percent))" },
        ]
        if table.certainty != nil { columns.append(Cell(words("rankings.certainty.interval"), .number) { interval($0) }) }
        if !framework.classes.isEmpty {
            let tags = framework.classes.map { HTML.tag(words($0.title)) }
            columns.append(
                Cell(words("rankings.column.band")) { line in
                    line.result.band.flatMap { tags.indices.contains($0) ? tags[$0] : nil } ?? HTML()
                })
        }
        if table.comparable != nil {
            columns += [
                Cell(words("rankings.column.change_points"), .number, sort: "change") { change($0) },
                Cell(words("rankings.column.change_places"), .number) { places($0) },
            ]
        }
        if canCompare {
            columns.append(
                Cell(words("rankings.column.compare"), .control) { line in
                    let label = words("rankings.compare.with", ["unit": words(line.result.unitName)])
                    return """
                        <input type="checkbox" name="unit" form="compare" value="\(line.result.unitCode)" aria-label="\(label)">
                        """
                })
        }
        return columns
    }

    /// The interval of a total, and on how many answers it rests.
    private func interval(_ line: RankingTable.Line) -> HTML {
        guard let interval = figures.interval(line.certainty), let count = line.certainty?.respondents else { return "\(FigureWords.none)" }
        return "\(interval)<span class=\"why\">n = \(words.numbers.count(count))</span>"
    }

    private func change(_ line: RankingTable.Line) -> HTML {
        guard let change = line.change else { return "\(words("rankings.new"))" }
        guard let points = change.points else { return "\(FigureWords.none)" }
        return figures.change(points)
    }

    private func places(_ line: RankingTable.Line) -> HTML {
        guard let halves = line.change?.placesInHalves else { return "\(FigureWords.none)" }
        return .change(halves, figures.places(halves), words)
    }
}
