import Kernel
import Platform
import Units

/// A figure of several units: where they stand with their intervals, which cannot be told apart, points and ranks (SV-37, PI-61).
struct UnitFigures {
    let screen: ShowFigures.Screen
    let edition: EstimateStore.Edition
    /// Of one group, verified.
    let lines: [FigureLine]
    let id: String
    /// What the lines are of.
    let title: String
    let words: Words

    private var figures: FigureWords { FigureWords(words: words) }
    private var index: [FigureLine] { lines.filter { $0.figure == FigurePlan.index } }
    private var units: [FigureLine] {
        index.filter { !$0.unit.isEmpty }.sorted {
            ($1.value ?? -1, VietnameseOrder.key(screen.name($0.unit).vi)) < ($0.value ?? -1, VietnameseOrder.key(screen.name($1.unit).vi))
        }
    }

    var html: HTML {
        let ranks = UnitRanks(units, edition.formula)
        return """
            \(whole)
            \(if: units.contains { $0.low != nil } || units.count { $0.value != nil } > 1, chart)
            \(ranks.map(groups))
            \(if: !units.isEmpty, table(ranks))
            """
    }

    private var whole: HTML {
        guard let line = index.first(where: { $0.unit.isEmpty }) else { return HTML() }
        let numbers = words.numbers
        let response = lines.first { $0.figure == "response" && $0.unit.isEmpty }
        let points = lines.first { $0.figure == "points" && $0.unit.isEmpty }
        return """
            \(.figures([
                Figure(words("surveys.figure.index"), figures.shown(line, digits: 2), note: figures.interval(line, digits: 2)),
                Figure(words("surveys.figure.answered"), "\(numbers.count(line.answered))", note: words("surveys.figure.of", ["count": numbers.count(line.asked)])),
            ] + (response.map { [Figure(words("surveys.figure.kind.response"), "\(figures.value($0.value))%", note: words("surveys.figure.of", ["count": numbers.count($0.asked)]))] } ?? [])
              + (points.map { [Figure(words("surveys.figure.kind.points"), figures.shown($0, digits: 2), note: figures.interval($0, digits: 2))] } ?? [])))
            <p class="small">\(words("surveys.figure.weighted.\(line.weighted.rawValue)"))\
            \(line.other.map { " \(words("surveys.figure.other", ["value": figures.value($0, digits: 2)]))" as HTML }) \(figures.notes(line))</p>
            """
    }

    private var chart: HTML {
        let rows = units.compactMap { line -> IntervalChart.Row? in
            guard let value = line.value else { return nil }
            let bounds = line.low.flatMap { low in line.high.map { low.ratio...max(low.ratio, $0.ratio) } }
            return IntervalChart.Row(
                words(screen.name(line.unit)), value.ratio, bounds: bounds, figure: figures.withInterval(line))
        }
        let isSure = rows.contains { $0.bounds != nil }
        let key = isSure ? "surveys.figure.chart" : "surveys.figure.chart.plain"
        let title = words(key, isSure ? ["level": words.numbers.plain(edition.formula.level)] : [:])
        return .chart(
            IntervalChart(
                id: "intervals-\(id)", title: title,
                summary: words("\(key).summary", ["count": words.numbers.count(rows.count)]), rows: rows, numbers: words.numbers),
            caption: title)
    }

    /// Who is next to whom without a difference that chance would not make.
    private func groups(_ ranks: UnitRanks) -> HTML {
        let several = ranks.groups.filter { $0.count > 1 }
        return """
            <h3>\(words("surveys.figure.groups"))</h3>
            \(if: several.isEmpty, "<p>\(words("surveys.figure.groups.none"))</p>")
            <ul>\(each: several, { group in "<li>\(group.map { words(screen.name($0.unit)) }.joined(separator: ", "))</li>" })</ul>
            """
    }

    private func table(_ ranks: UnitRanks?) -> HTML {
        let places = Dictionary((ranks?.places ?? []).map { ($0.line.unit, $0) }, uniquingKeysWith: { first, _ in first })
        let points = Dictionary(
            lines.filter { $0.figure == "points" }.map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
        var columns: [Column<FigureLine>] = [
            Column(words("surveys.field.unit"), .head) { "\(words(screen.name($0.unit)))" },
            Column(words("surveys.figure.answered"), .number) { "\($0.isHidden ? "–" : words.numbers.count($0.answered))" },
            Column(words("surveys.figure.index"), .number) { figures.shown($0) },
            Column(words("surveys.figure.interval"), .number) { "\(figures.interval($0))" },
            Column(words("surveys.figure.other.column"), .number) { "\(figures.value($0.other))" },
        ]
        if ranks != nil {
            columns.append(
                Column(words("surveys.figure.rank"), .number) { line in
                    guard let place = places[line.unit] else { return "–" }
                    let possible = place.possible
                    return possible.count == 1
                        ? "\(place.rank)" : "\(place.rank) (\(possible.lowerBound)–\(possible.upperBound))"
                })
        }
        if !points.isEmpty {
            columns.append(
                Column(words("surveys.figure.kind.points"), .number) { line in
                    guard let own = points[line.unit], own.value != nil else { return "–" }
                    return "\(figures.withInterval(own, digits: 2))"
                })
        }
        return .table(
            id: "units-\(id)", caption: figures.caption("surveys.figure.units", title), isStacked: true,
            columns: columns + [Column(words("surveys.figure.notes")) { "\(figures.notes($0))" }], rows: units)
    }
}
