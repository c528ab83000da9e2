import Kernel
import Office
import Platform

/// On time by its three denominators, each named, and the settled share, which is none of them (OS-59, SD-43).
struct OnTimePage {
    let view: ShowFigures.View
    let choice: FigureChoice
    let context: Context

    private var words: Words { context.words }
    private static let cuts: [Slice.Dimension] = [.unit, .procedure, .field, .channel]

    private struct Line {
        let number: Int
        let name: String
        let shares: OnTime
    }

    private var cut: Slice.Dimension { Self.cuts.contains(choice.question.cut) ? choice.question.cut : .unit }

    private var lines: [Line] {
        view.book.columns.tally(view.slice(by: [cut])).enumerated().filter { $0.element[.handled] > 0 }.map { number, tally in
            Line(number: number, name: view.name(cut, number, words), shares: OnTime(tally))
        }.sorted { VietnameseOrder.key($0.name) < VietnameseOrder.key($1.name) }
    }

    private var whole: OnTime { OnTime(view.book.columns.tally(view.slice(by: [])).first ?? .empty) }

    func page(beside: (transport: [TransportCount], guidances: Int)) -> Page {
        let whole = whole
        return Page(
            words("dossiers.figures.on_time"), lead: FigureChoice.lead(view, words),
            crumbs: [Crumb(words("dossiers.desk"), DossierLink.desks)], room: "dossiers-desk", isIndexed: false,
            content: """
                \(choice.frame(view, cuts: Self.cuts, words))
                \(.figures(OnTime.Denominator.allCases.map { figure($0, whole) } + [settled(whole)]))
                <p>\(words("dossiers.figures.denominators"))</p>
                \(.section(words("dossiers.figures.by.\(cut.rawValue)"), "<div class=\"wrapping\">\(table)</div>"))
                \(.downloads([Download("CSV", choice.link("/dossiers/figures/on-time.csv"))], words))
                \(.section(words("dossiers.transport"), transport(beside.transport)))
                <p>\(words("dossiers.figures.guidances", ["count": words.numbers.count(beside.guidances)]))</p>
                """)
    }

    /// The days of the post, which are in no share above (SD-29).
    private func transport(_ counts: [TransportCount]) -> HTML {
        .table(
            id: "transport", caption: words("dossiers.figures.transport"), isStacked: true,
            columns: [
                Column(words("dossiers.parcel"), .head) { (count: TransportCount) in
                    "\(words("dossiers.parcel.\(count.direction.rawValue)"))"
                },
                Column(words("dossiers.figures.parcels"), .number) { "\(words.numbers.count($0.parcels))" },
                Column(words("dossiers.figures.parcels_known"), .number) { "\(words.numbers.count($0.known))" },
                Column(words("dossiers.figures.parcel_days"), .number) {
                    "\(context.text($0.days.map { words.numbers.fixed($0, digits: 1) }))"
                },
            ], rows: counts, empty: words("dossiers.figures.no_parcels"))
    }

    private func figure(_ denominator: OnTime.Denominator, _ shares: OnTime) -> Figure {
        let share = shares[denominator]
        return Figure(
            words("dossiers.figures.of.\(denominator.rawValue)"), "\(share.text(words))",
            note: words(
                "dossiers.figures.parts",
                ["part": words.numbers.count(share.numerator), "whole": words.numbers.count(share.denominator)]))
    }

    private func settled(_ shares: OnTime) -> Figure {
        Figure(
            words("dossiers.figures.settled"), "\(shares.settled.text(words))",
            note: words(
                "dossiers.figures.parts",
                ["part": words.numbers.count(shares.settled.numerator), "whole": words.numbers.count(shares.settled.denominator)]))
    }

    private var table: HTML {
        .table(
            id: "on-time", caption: words("dossiers.figures.on_time"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("dossiers.figures.by.\(cut.rawValue)"), .head) { (line: Line) in "\(line.name)" },
                Column(words("dossiers.figures.received"), .number) { number(.received, $0) },
                Column(words("dossiers.figures.released"), .number) { number(.released, $0) },
                Column(words("dossiers.figures.late"), .number) { number(.late, $0) },
                Column(words("dossiers.figures.open_overdue"), .number) { number(.openOverdue, $0) },
                Column(words("dossiers.figures.of.received"), .number) { "\($0.shares[.received].text(words))" },
                Column(words("dossiers.figures.of.released"), .number) { "\($0.shares[.released].text(words))" },
                Column(words("dossiers.figures.of.handled"), .number) { "\($0.shares[.handled].text(words))" },
            ], rows: lines, empty: words("dossiers.figures.none"))
    }

    /// A number that leads to the dossiers it counts.
    private func number(_ counted: Counted, _ line: Line) -> HTML {
        let count = line.shares.tally[counted]
        if count == 0 { return "0" }
        let link = choice.link("/dossiers/figures/dossiers").setting("by", to: cut.rawValue)
            .setting("group", to: view.code(cut, line.number)).setting("counted", to: counted.rawValue)
        return "<a href=\"\(link)\">\(words.numbers.count(count))</a>"
    }

    func file() -> FileAnswer {
        let counts: [Counted] = [
            .received, .receivedOnTime, .carriedOver, .handled, .handledOnTime, .released, .releasedOnTime, .early, .onDay, .late,
            .openWithin, .openOverdue,
        ]
        let header = ["period", cut.rawValue, "name"] + counts.map(\.rawValue)
        let rows = lines.map { line -> [OutputCell] in
            [.text(view.period.description), .text(view.code(cut, line.number)), .text(line.name)]
                + counts.map { .text("\(line.shares.tally[$0])") }
        }
        return FileAnswer(
            name: "on-time-\(view.period).csv", mediaType: "text/csv; charset=utf-8", bytes: CSVWriter.write(header, rows, .machine))
    }
}

/// The dossiers behind a number.
struct CountedPage {
    let view: ShowFigures.View
    let choice: FigureChoice
    let context: Context

    private static let most = 500

    private var words: Words { context.words }

    func page() -> Page {
        let cut = choice.question.cut
        let counted = choice.query["counted"].flatMap(Counted.init) ?? .handled
        let code = choice.query["group"] ?? ""
        let group = cut == .channel ? Dossier.Channel.allCases.firstIndex { $0.rawValue == code } : view.book.register(cut)?.number(code)
        let rows = group.map { view.book.columns.rows(view.slice(by: [cut]), group: $0, counted: counted) } ?? []
        let name = group.map { view.name(cut, $0, words) } ?? code
        return Page(
            words("dossiers.figures.dossiers"), kicker: name,
            lead: words(
                "dossiers.figures.dossiers.lead",
                [
                    "count": words.numbers.count(rows.count), "counted": words("dossiers.figures.counted.\(counted.rawValue)"),
                    "period": words.numbers.period(view.period),
                ]),
            crumbs: [Crumb(words("dossiers.figures.on_time"), choice.link("/dossiers/figures"))], room: "dossiers-desk", isIndexed: false,
            content: """
                <ul class="codes">\(each: Array(rows.prefix(Self.most)), { row in
                    let code = view.book.codes[row]
                    return "<li><a href=\"\("/dossiers/\(code)" as Link)\"><code>\(code)</code></a></li>"
                })</ul>
                \(if: rows.count > Self.most, "<p class=\"small\">\(words("dossiers.figures.dossiers.more", ["count": words.numbers.count(rows.count - Self.most)]))</p>")
                """)
    }
}
