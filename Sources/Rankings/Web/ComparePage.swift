import Kernel
import Platform
import Scoring

/// Two to four units of one ranking beside each other: the fields in one picture, then criterion by criterion.
struct ComparePage {
    let comparison: Comparison
    let words: Words
    private let figures: FigureWords
    private var table: RankingTable { comparison.table }
    private var units: [RankingResult] { comparison.units.map(\.result) }

    init(_ comparison: Comparison, _ words: Words) {
        self.comparison = comparison
        self.words = words
        figures = FigureWords(words, comparison.table.framework)
    }

    func page() -> Page {
        let ranking = table.ranking
        return Page(
            words("rankings.compare.title", ["units": figures.names(units)]),
            kicker: words(table.framework.block.title), lead: lead,
            crumbs: [Crumb(words("rankings.navigation"), "/rankings"), Crumb(ranking.name(words), ranking.link)], room: "rankings",
            isIndexed: false,
            content: """
                \(RankingNotices(table, words).html)
                \(overview)
                \(.section(words("rankings.compare.fields"), "\(chart)\(fields)"))
                \(if: comparison.isFiner, .section(words("rankings.compare.criteria"), criteria))
                \(.section(words("rankings.compare.change"), CompareChooser(table, chosen: units.map(\.unitCode), words).form))
                \(.downloads(FileFormat.allCases.map { Download($0.name, "/rankings/\(ranking.code)/compare.\($0.rawValue)?units=\(units.map(\.unitCode).joined(separator: ","))") }, words))
                """)
    }

    private var lead: String {
        let sorted = units.sorted { ($0.percent ?? .zero) > ($1.percent ?? .zero) }
        guard let first = sorted.first, let last = sorted.last, let most = comparison.differing.first else {
            return words("rankings.compare.equal")
        }
        return words(
            "rankings.compare.lead",
            [
                "first": words(first.unitName), "last": words(last.unitName),
                "difference": figures.points(spoken: first.total - last.total),
                "criterion": words(table.sheet.rows[most.row].criterion.title), "most": figures.points(spoken: most.spread),
            ])
    }

    private struct Line {
        let title: String
        let cell: (RankingTable.Line) -> HTML
    }

    private var overview: HTML {
        var lines = [
            Line(title: words("rankings.column.rank")) { "\(figures.rank($0.result.rank))" },
            Line(title: words("rankings.column.total")) { "<strong>\(figures.points($0.result.total))</strong>" },
            Line(title: words("rankings.column.percent")) { "\(figures.percent($0.result.percent))" },
        ]
        if table.framework.hasSurvey {
            lines.append(Line(title: words("rankings.part.direct")) { "\(figures.points($0.result.direct))" })
            lines.append(Line(title: words("rankings.part.survey")) { "\(figures.points($0.result.survey))" })
        }
        if !table.framework.classes.isEmpty {
            lines.append(Line(title: words("rankings.column.band")) { "\(figures.band($0.result.band))" })
        }
        let heads = [Column<Line>(words("rankings.compare.figure"), .head) { "\($0.title)" }]
        let columns = heads + comparison.units.map { unit in Column<Line>(words(unit.result.unitName), .number) { $0.cell(unit) } }
        return """
            \(.table(id: "overview", caption: words("rankings.compare.overview"), isCaptionHidden: true, columns: columns, rows: lines))
            <p>\(words("rankings.compare.cards")) \(HTML(joining: units.map { unit in
                "<a href=\"\(unit.link(in: table.ranking))\">\(words(unit.unitName))</a>"
            }, separator: " · "))</p>
            """
    }

    private var chart: HTML {
        let profile = comparison.fields.map { field in
            FieldProfileChart.Field(words(table.sheet.rows[field.row].criterion.title), maximum: field.maximum, values: field.points)
        }
        let chart = FieldProfileChart(
            id: "profile", title: words("rankings.compare.fields"), summary: lead, units: units.map { words($0.unitName) }, fields: profile,
            absent: words("rankings.not_applicable"), numbers: words.numbers, digits: table.framework.settings.display.digits)
        return .chart(chart, caption: words("rankings.chart.profile.caption"), key: chart.key)
    }

    private var fields: HTML {
        """
        \(differences(id: "fields-table", words("rankings.compare.fields"), words("rankings.column.field"), comparison.fields))
        \(if: comparison.hasUnequalMaxima, "<p class=\"hint\">\(words("rankings.compare.maxima"))</p>")
        """
    }

    private var criteria: HTML {
        let title = words("rankings.column.criterion")
        return """
            \(differences(id: "criteria-table", words("rankings.compare.criteria.caption"), title, comparison.differing))
            \(if: !comparison.equal.isEmpty, """
                <details><summary>\(words("rankings.compare.same", ["count": words.numbers.count(comparison.equal.count)]))</summary>
                \(differences(id: "equal-table", words("rankings.compare.same.caption"), title, comparison.equal))</details>
                """)
            """
    }

    private func differences(id: StaticString, _ caption: String, _ title: String, _ rows: [Comparison.Difference]) -> HTML {
        typealias Cell = Column<Comparison.Difference>
        let head = [
            Cell(words("rankings.column.code"), .code) { "\(table.sheet.rows[$0.row].code)" },
            Cell(title, .head) { "\(words(table.sheet.rows[$0.row].criterion.title))" },
            Cell(words("rankings.column.maximum"), .number) { "\(figures.maximum($0.maximum))" },
        ]
        let points = comparison.units.enumerated().map { place, unit in
            Cell(words(unit.result.unitName), .number) {
                "\($0.points[place].map { figures.points($0) } ?? words("rankings.not_applicable"))"
            }
        }
        let spread = [Cell(words("rankings.compare.spread"), .number) { "<strong>\(figures.points($0.spread))</strong>" }]
        return .table(
            id: id, caption: caption, isCaptionHidden: true, columns: head + points + spread, rows: rows,
            empty: words("rankings.compare.equal"))
    }
}

/// Up to four lists to choose units from; nothing but a form.
struct CompareChooser {
    private let table: RankingTable
    private let chosen: [String]
    private let words: Words

    init(_ table: RankingTable, chosen: [String], _ words: Words) {
        self.table = table
        self.chosen = chosen
        self.words = words
    }

    /// The page of a comparison that nothing, or too little or too much, was chosen for.
    func page(error: String?) -> Page {
        Page(
            words("rankings.compare.choose"), kicker: words(table.framework.block.title), lead: words("rankings.compare.hint"),
            crumbs: [Crumb(words("rankings.navigation"), "/rankings"), Crumb(table.ranking.name(words), table.ranking.link)],
            room: "rankings",
            status: error == nil ? 200 : 422, isIndexed: false,
            content: """
                \(error.map { "<div class=\"error-summary\" role=\"alert\" tabindex=\"-1\"><p>\($0)</p></div>" as HTML })
                \(form)
                """)
    }

    var form: HTML {
        let names = table.lines.map(\.result).sorted { $0.sortKey < $1.sortKey }
        return """
            <form method="get" action="\("/rankings/\(table.ranking.code)/compare/choose" as Link)" class="bar-form">
            \(each: 0..<Comparison.counts.upperBound, { place in
                """
                <div class="field"><label for="unit-\(place + 1)">\(words("rankings.compare.unit", ["number": "\(place + 1)"]))</label>\
                <select id="unit-\(place + 1)" name="unit"><option value="">\(words("rankings.compare.nobody"))</option>\(each: names, { unit in
                    """
                    <option value="\(unit.unitCode)"\(flag: "selected", chosen.indices.contains(place) && chosen[place] == unit.unitCode)>\
                    \(words(unit.unitName))</option>
                    """
                })</select></div>

                """
            })<div class="actions"><button>\(words("rankings.compare.button"))</button></div>
            </form>
            """
    }
}
