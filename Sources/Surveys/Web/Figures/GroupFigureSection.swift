import Kernel
import Platform
import Units

/// The figures of one group of respondents: verified answers with their errors, open ones as a series of their own (SV-25).
struct GroupFigureSection {
    let screen: ShowFigures.Screen
    let edition: EstimateStore.Edition
    let group: RespondentGroup
    let instrument: Instrument
    let words: Words

    private var figures: FigureWords { FigureWords(words: words) }

    private func lines(_ stream: KeptAnswer.Stream) -> [FigureLine] {
        screen.lines.filter { $0.respondents == group.code && $0.stream == stream }
    }

    var html: HTML {
        let verified = lines(.verified)
        let open = lines(.open)
        return """
            \(if: verified.contains { $0.figure == FigurePlan.index }, .section(words(group.name), series(verified, "\(group.code)-verified", words(group.name))))
            \(if: open.contains { $0.figure == FigurePlan.index }, .section(
                openTitle, "<p>\(words("surveys.figure.open_series.lead"))</p>\(series(open, "\(group.code)-open", openTitle))"))
            """
    }

    private var openTitle: String { words("surveys.figure.open_series", ["group": words(group.name)]) }

    private func series(_ lines: [FigureLine], _ id: String, _ title: String) -> HTML {
        """
        \(UnitFigures(screen: screen, edition: edition, lines: lines, id: id, title: title, words: words).html)
        \(parts(lines, id, title))
        \(items(lines, id, title))
        \(reliability(lines))
        \(channels(lines, id, title))
        \(if: lines.first?.stream == .verified, history)
        """
    }

    private func parts(_ lines: [FigureLine], _ id: String, _ title: String) -> HTML {
        let plan = FigurePlan(instrument)
        let own = plan.parts.compactMap { part in lines.first { $0.unit.isEmpty && $0.figure == part.figure } }
        guard own.count > 1 else { return HTML() }
        return .table(
            id: "parts-\(id)", caption: figures.caption("surveys.figure.parts", title), isStacked: true, columns: columns(own), rows: own)
    }

    /// A design effect is there where somebody was drawn and errors are known.
    private func columns(_ lines: [FigureLine]) -> [Column<FigureLine>] {
        let columns: [Column<FigureLine>] = [
            Column(words("surveys.figure.figure"), .head) { "\(figures.title($0.figure, instrument))" },
            Column(words("surveys.figure.answered"), .number) { "\($0.isHidden ? "–" : words.numbers.count($0.answered))" },
            Column(words("surveys.figure.value"), .number) { figures.shown($0) },
            Column(words("surveys.figure.interval"), .number) { "\(figures.interval($0))" },
        ]
        guard lines.contains(where: { $0.effect != nil }) else { return columns }
        return columns + [Column(words("surveys.figure.effect"), .number) { "\(figures.value($0.effect, digits: 2))" }]
    }

    /// Each question: its score, the satisfied, the mean, and how many left it without a judgement (SV-23).
    private func items(_ lines: [FigureLine], _ id: String, _ title: String) -> HTML {
        let whole = Dictionary(lines.filter { $0.unit.isEmpty }.map { ($0.figure, $0) }, uniquingKeysWith: { first, _ in first })
        let questions = instrument.rated.filter { whole["item/\($0)"] != nil }
        return .table(
            id: "items-\(id)", caption: figures.caption("surveys.figure.items", title), isStacked: true,
            columns: [
                Column(words("surveys.instrument.question"), .head) { (name: String) in "\(figures.title("item/\(name)", instrument))" },
                Column(words("surveys.figure.answered"), .number) { name in
                    "\(whole["item/\(name)"].map { $0.isHidden ? "–" : words.numbers.count($0.answered) } ?? "–")"
                },
                Column(words("surveys.figure.silent"), .number) { name in
                    "\(whole["item/\(name)"].map { $0.isHidden ? "–" : words.numbers.count($0.asked - $0.answered) } ?? "–")"
                },
                Column(words("surveys.figure.value"), .number) { name in figures.shown(whole["item/\(name)"]) },
                Column(words("surveys.figure.kind.satisfied"), .number) { name in figures.shown(whole["satisfied/\(name)"]) },
                Column(words("surveys.figure.interval"), .number) { name in
                    "\(whole["satisfied/\(name)"].map { figures.interval($0) } ?? "–")"
                },
                Column(words("surveys.figure.kind.mean"), .number) { name in figures.shown(whole["mean/\(name)"], digits: 2) },
                Column(words("surveys.figure.kind.total"), .number) { name in figures.shown(whole["total/\(name)"], digits: 0) },
            ], rows: questions)
    }

    private func reliability(_ lines: [FigureLine]) -> HTML {
        guard let alpha = lines.first(where: { $0.figure == "alpha" }), let value = alpha.value else { return HTML() }
        return """
            <p>\(words("surveys.figure.alpha", ["alpha": figures.value(value, digits: 3), "count": words.numbers.count(alpha.answered)]))</p>
            """
    }

    /// Channels side by side, with the test of all units together and of each (SV-25).
    private func channels(_ lines: [FigureLine], _ id: String, _ title: String) -> HTML {
        let present = AnswerChannel.allCases.filter { channel in lines.contains { $0.figure == "channel/\(channel.rawValue)" } }
        guard !present.isEmpty else { return HTML() }
        let units =
            [""]
            + Set(lines.map(\.unit)).subtracting([""]).sorted {
                VietnameseOrder.key(screen.name($0).vi) < VietnameseOrder.key(screen.name($1).vi)
            }
        func line(_ unit: String, _ figure: String) -> FigureLine? { lines.first { $0.unit == unit && $0.figure == figure } }
        return .table(
            id: "channels-\(id)", caption: figures.caption("surveys.figure.channels", title), isStacked: true,
            columns: [
                Column(words("surveys.field.unit"), .head) { (unit: String) in
                    "\(unit.isEmpty ? words("surveys.figure.all_units") : words(screen.name(unit)))"
                }
            ]
                + present.map { channel in
                    Column(words(channel.text), .number) { unit in
                        let own = line(unit, "channel/\(channel.rawValue)")
                        return "\(figures.shown(own))\(own.map { $0.low == nil ? HTML() : " (\(figures.interval($0)))" })"
                    }
                } + [Column(words("surveys.figure.test"), .number) { unit in figures.chance(line(unit, FigureLine.test)) }],
            rows: units.filter { unit in present.contains { line(unit, "channel/\($0.rawValue)") != nil } })
    }

    /// The index over the periods, cut where the method changed (SV-2).
    private var history: HTML {
        let points = screen.histories[group.code] ?? []
        guard points.count > 1 else { return HTML() }
        let title = figures.caption("surveys.figure.history", words(group.name))
        let chart = HistoryChart(
            id: "history-\(group.code)", title: title, summary: words("surveys.figure.history.summary"),
            points: points.map { point in
                HistoryChart.Point(
                    words.numbers.period(point.period), point.value?.ratio, figure: figures.value(point.value),
                    cut: point.cut.map { words("surveys.figure.cut.\($0.rawValue)") })
            }, numbers: words.numbers)
        return """
            \(.chart(chart, caption: title))
            \(.table(
                id: "periods-\(group.code)", caption: title, isCaptionHidden: true,
                columns: [
                    Column(words("surveys.field.period"), .head) { (point: FigureHistory.Point) in "\(words.numbers.period(point.period))" },
                    Column(words("surveys.figure.index"), .number) { "\(figures.value($0.value, digits: 2))" },
                    Column(words("surveys.figure.cut")) { "\($0.cut.map { words("surveys.figure.cut.\($0.rawValue)") } ?? "")" },
                ], rows: points))
            """
    }
}
