import Criteria
import Kernel
import Platform
import Scoring

/// One unit in one ranking: where it stands, where its points went and why, and how it came there.
struct ScorecardPage {
    let card: Scorecard
    let words: Words
    /// Printed pages show what a screen folds away.
    let isPaper: Bool
    private let figures: FigureWords
    private var table: RankingTable { card.table }
    private var result: RankingResult { card.result }
    private var framework: Framework { card.table.framework }

    init(_ card: Scorecard, _ words: Words, isPaper: Bool = false) {
        self.card = card
        self.words = words
        self.isPaper = isPaper
        figures = FigureWords(words, card.table.framework)
    }

    func page() -> Page {
        let ranking = table.ranking
        return Page(
            words(result.unitName), kicker: words(framework.block.title), lead: lead,
            crumbs: [Crumb(words("rankings.navigation"), "/rankings"), Crumb(ranking.name(words), ranking.link)], room: "rankings",
            content: """
                \(RankingNotices(table, words).html)
                \(.figures(headline))
                \(ScorecardFields(card, words).section)
                \(.section(words("rankings.ledger"), id: "ledger", ScorecardLedger(card, words, isPaper: isPaper).html))
                \(.section(words("rankings.criteria"), id: "criteria", ScorecardCriteria(card, words, isPaper: isPaper).html))
                \(ScorecardHistory(card, words).section)
                \(.section(words("rankings.more"), id: "more", more))
                """)
    }

    var lead: String { [standing, againstMean, mostLost, toNextBand].compactMap { $0 }.joined(separator: " ") }

    private var standing: String {
        var details = ["total": figures.points(spoken: result.total), "count": words.numbers.count(table.summary.counted.count)]
        guard let rank = result.rank else { return words("rankings.card.unranked", details) }
        details["rank"] = figures.rank(rank)
        details["band"] = figures.band(result.band)
        return words(framework.classes.isEmpty || result.band == nil ? "rankings.card.ranked" : "rankings.card.ranked.band", details)
    }

    private var againstMean: String? {
        guard table.summary.counted.count > 1, let mean = table.summary.mean, let own = table.summary.measure.value(of: result),
            let difference = try? own - mean
        else { return nil }
        let size = figures.level(spoken: figures.size(difference))
        return words(
            difference > .zero ? "rankings.card.above" : difference < .zero ? "rankings.card.below" : "rankings.card.at",
            ["difference": size])
    }

    private var mostLost: String? {
        guard let line = card.ledger.losses.first(where: { if case .criterion = $0.item { true } else { false } }),
            case .criterion(let row) = line.item
        else { return nil }
        return words(
            "rankings.card.most_lost",
            ["criterion": words(card.sheet.rows[row].criterion.title), "lost": figures.points(spoken: line.amount)])
    }

    private var toNextBand: String? {
        card.nextBand.map { words("rankings.card.next_band", ["points": figures.points(spoken: $0.points), "band": words($0.band.title)]) }
    }

    private var headline: [Figure] {
        var headline = [
            Figure(
                words("rankings.column.total"), "\(figures.points(result.total))",
                note: words("rankings.of", ["all": figures.maximum(full)])),
            Figure(
                words("rankings.column.rank"), "\(figures.rank(result.rank))",
                note: words("rankings.of", ["all": words.numbers.count(table.summary.counted.count)])),
        ]
        if framework.hasSurvey {
            headline.append(part("rankings.part.direct", result.direct, result.directMaximum, result.directRank))
            headline.append(part("rankings.part.survey", result.survey, result.surveyMaximum, result.surveyRank))
        }
        if !framework.classes.isEmpty, let band = result.band, framework.classes.indices.contains(band) {
            headline.append(Figure(words("rankings.column.band"), "\(figures.band(band))", note: figures.range(ofBand: band)))
        }
        if let certainty { headline.append(certainty) }
        if let change = change { headline.append(change) }
        return headline
    }

    /// What a full score would be: of the whole set where scores are converted, of what applies otherwise.
    private var full: Points { framework.settings.notApplicable == .renormalise ? framework.total : result.maximum }

    private func part(_ key: String, _ points: Points, _ maximum: Points, _ rank: Rank?) -> Figure {
        let note = rank.map { words("rankings.part.note", ["maximum": figures.maximum(maximum), "rank": figures.rank($0)]) }
        return Figure(words(key), "\(figures.points(points))", note: note ?? words("rankings.of", ["all": figures.maximum(maximum)]))
    }

    /// Where chance alone could have put the unit (PI-61).
    private var certainty: Figure? {
        guard let known = table.certainty, let place = card.line.certainty else { return nil }
        let details = ["level": words.numbers.plain(known.level), "count": words.numbers.count(place.respondents)]
        if let interval = figures.interval(place) {
            let note = figures.possible(place).map { words("rankings.certainty.card", details.merging(["ranks": $0]) { $1 }) }
            return Figure(
                words("rankings.certainty.interval"), "\(interval)", note: note ?? words("rankings.certainty.card.unranked", details))
        }
        return figures.possible(place).map { Figure(words("rankings.certainty.possible"), "\($0)") }
    }

    private var change: Figure? {
        guard let earlier = table.earlier else { return nil }
        let title = words("rankings.change", ["period": words.numbers.period(earlier.ranking.period)])
        guard let change = card.line.change else { return Figure(title, "\(FigureWords.none)", note: words("rankings.new")) }
        guard let points = change.points else { return Figure(title, "\(FigureWords.none)", note: words("rankings.set_changed")) }
        let places = change.placesInHalves.map { halves in
            words(
                halves > 0 ? "rankings.places.up" : halves < 0 ? "rankings.places.down" : "rankings.places.same",
                ["places": figures.places(halves)])
        }
        return Figure(title, figures.change(points), note: places)
    }

    private var more: HTML {
        """
        <ul>\(each: neighbours, { neighbour in
            """
            <li><a href="\(neighbour.link)">\(words("rankings.compare.with", ["unit": words(neighbour.unit)]))</a></li>
            """
        })<li><a href="\(table.ranking.methodLink)">\(words("rankings.method.link"))</a></li></ul>
        \(.downloads(FileFormat.allCases.map { Download($0.name, "/rankings/\(table.ranking.code)/units/\(result.unitCode)/scorecard.\($0.rawValue)") }, words))
        """
    }

    /// The unit above, the one below, and the first.
    private var neighbours: [(unit: Bilingual, link: Link)] {
        let position = table.lines.firstIndex { $0.result.unit == result.unit } ?? 0
        var places: [Int] = []
        for place in [position - 1, position + 1, 0]
        where table.lines.indices.contains(place) && place != position && !places.contains(place) {
            places.append(place)
        }
        return places.map { place in
            let other = table.lines[place].result
            return (other.unitName, "/rankings/\(table.ranking.code)/compare?units=\("\(result.unitCode),\(other.unitCode)")")
        }
    }
}
