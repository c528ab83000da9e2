import Kernel
import Platform
import Scoring

/// The sentences that news take from a ranking, written out of its figures alone (PI-82).
struct RankingNews {
    private let table: RankingTable
    private let fields: FieldTable
    private let words: Words
    private let figures: FigureWords
    private var summary: BlockSummary { table.summary }

    init(_ table: RankingTable, _ fields: FieldTable, _ words: Words) {
        self.table = table
        self.fields = fields
        self.words = words
        figures = FigureWords(words, table.framework)
    }

    /// The sentence under the title.
    var lead: String {
        [summary.best.map { leaders($0) }, summary.mean.map { mean($0) }, bandsTogether ?? topBand].compactMap { $0 }.joined(separator: " ")
    }

    /// All sentences, each complete in itself.
    var sentences: [String] {
        var sentences = [summary.mean.map { meanAndChange($0) }, ends, bands].compactMap { $0 }
        sentences += movement
        sentences += [[parts].compactMap { $0 }, apart, [fieldEnds, unranked].compactMap { $0 }].flatMap { $0 }
        return sentences
    }

    private func leaders(_ best: BlockSummary.End) -> String {
        let key = best.units.count > 1 ? "rankings.news.leaders" : "rankings.news.leader"
        return words(key, ["unit": figures.names(best.units), "value": figures.level(spoken: best.value)])
    }

    private func mean(_ mean: Ratio) -> String {
        words("rankings.news.mean", ["count": words.numbers.count(summary.counted.count), "mean": figures.level(spoken: mean)])
    }

    private func meanAndChange(_ mean: Ratio) -> String {
        guard let earlier = table.comparable, let change = BlockMovement(table)?.mean else { return self.mean(mean) }
        let word = change > .zero ? "up" : change < .zero ? "down" : "same"
        return words(
            "rankings.news.mean.\(word)",
            [
                "count": words.numbers.count(summary.counted.count), "mean": figures.level(spoken: mean),
                "difference": figures.level(spoken: figures.size(change)), "period": words.numbers.period(earlier.ranking.period),
            ])
    }

    private var ends: String? {
        guard let best = summary.best, let worst = summary.worst, let spread = summary.spread, spread > .zero else { return nil }
        return words(
            best.units.count > 1 ? "rankings.news.ends.tied" : "rankings.news.ends",
            [
                "best": figures.names(best.units), "high": figures.level(spoken: best.value), "worst": figures.names(worst.units),
                "low": figures.level(spoken: worst.value), "spread": figures.level(spoken: spread),
            ])
    }

    /// When one band holds everybody.
    private var bandsTogether: String? {
        let classes = table.framework.classes
        guard summary.counted.count > 1, let only = classes.indices.first(where: { summary.bandCounts[$0] == summary.counted.count }) else {
            return nil
        }
        let all = words("rankings.news.bands.all", ["count": words.numbers.count(summary.counted.count), "band": figures.band(only)])
        guard only > 0 else { return all }
        return all + " "
            + words("rankings.news.bands.not_reached", ["band": figures.band(only - 1), "range": figures.range(ofBand: only - 1)])
    }

    /// How many stand in the highest band, when some do.
    private var topBand: String? {
        guard let count = table.framework.classes.indices.first.map({ summary.bandCounts[$0] }), count > 0 else { return nil }
        return words(
            "rankings.news.bands", ["list": words("rankings.news.band", ["count": words.numbers.count(count), "band": figures.band(0)])])
    }

    private var bands: String? {
        let classes = table.framework.classes
        guard !classes.isEmpty, !summary.counted.isEmpty else { return nil }
        var text = bandsTogether ?? words("rankings.news.bands", ["list": bandList(summary)])
        let empty = classes.indices.filter { summary.bandCounts[$0] == 0 }
        if bandsTogether == nil, !empty.isEmpty {
            text += " " + words("rankings.news.bands.none", ["list": names(of: empty)])
        }
        if let earlier = table.comparable {
            text +=
                " "
                + words(
                    "rankings.news.bands.before",
                    ["period": words.numbers.period(earlier.ranking.period), "list": bandList(earlier.summary)])
        }
        return text
    }

    /// Units by class in words: `2 đơn vị Rất tốt, 5 đơn vị Tốt`.
    private func bandList(_ summary: BlockSummary) -> String {
        table.framework.classes.indices.filter { summary.bandCounts[$0] > 0 }
            .map { words("rankings.news.band", ["count": words.numbers.count(summary.bandCounts[$0]), "band": figures.band($0)]) }
            .joined(separator: ", ")
    }

    private func names(of bands: [Int]) -> String {
        let names = bands.map { figures.band($0) }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return words("rankings.list.or", ["list": names.dropLast().joined(separator: ", "), "last": last])
    }

    private var movement: [String] {
        guard let earlier = table.earlier else { return [] }
        let period = words.numbers.period(earlier.ranking.period)
        guard let movement = BlockMovement(table) else { return [words("rankings.news.set_changed", ["period": period])] }
        var sentences: [String] = []
        if movement.points.all > 0 { sentences.append(tally("rankings.news.points", movement.points, period)) }
        if movement.places.all > 0 { sentences.append(tally("rankings.news.places", movement.places, period)) }
        if let climb = movement.climb { sentences.append(move("rankings.news.climb", climb, period)) }
        if let fall = movement.fall { sentences.append(move("rankings.news.fall", fall, period)) }
        return sentences
    }

    private func tally(_ key: String, _ tally: BlockMovement.Tally, _ period: String) -> String {
        let parts = [("\(key).up", tally.up), ("\(key).down", tally.down), ("\(key).same", tally.same)].filter { $0.1 > 0 }
        let list = parts.map { words($0.0, ["count": words.numbers.count($0.1)]) }.joined(separator: ", ")
        return words(key, ["list": list, "period": period])
    }

    private func move(_ key: String, _ move: BlockMovement.Move, _ period: String) -> String {
        words(key, ["units": figures.names(move.units), "places": figures.places(move.halves), "period": period])
    }

    /// What share of its maximum each part reached (PI-56).
    private var parts: String? {
        guard table.framework.hasSurvey else { return nil }
        func share(_ points: (RankingResult) -> Points, _ maximum: (RankingResult) -> Points) -> Ratio? {
            let sums = summary.counted.reduce(into: (points: Int128(0), maximum: Int128(0))) { sums, result in
                sums.points += Int128(points(result).micro)
                sums.maximum += Int128(maximum(result).micro)
            }
            return sums.maximum > 0 ? Ratio(sums.points, sums.maximum) : nil
        }
        guard let direct = share(\.direct, \.directMaximum), let survey = share(\.survey, \.surveyMaximum) else { return nil }
        return words("rankings.news.parts", ["direct": figures.percent(direct), "survey": figures.percent(survey)])
    }

    /// Where both parts disagree most, of no more than two units.
    private var apart: [String] {
        let gaps = summary.counted.compactMap { result -> (result: RankingResult, gap: Int)? in
            guard let direct = result.directRank, let survey = result.surveyRank else { return nil }
            return (result, abs(direct.halves - survey.halves))
        }
        // One place apart is nothing to tell.
        guard let most = gaps.map(\.gap).max(), most >= 4 else { return [] }
        let units = gaps.filter { $0.gap == most }.map(\.result)
        guard units.count <= 2 else { return [] }
        return units.map { unit in
            words(
                "rankings.news.apart",
                [
                    "unit": words(unit.unitName), "direct": figures.rank(unit.directRank), "survey": figures.rank(unit.surveyRank),
                    "rank": figures.rank(unit.rank),
                ])
        }
    }

    private var fieldEnds: String? {
        guard fields.rows.count > 2, let ends = fields.ends else { return nil }
        func name(_ field: Int) -> String { words(table.sheet.rows[fields.rows[field]].criterion.title) }
        return words(
            "rankings.news.fields",
            [
                "best": name(ends.best), "high": figures.percent(fields.share(field: ends.best)), "worst": name(ends.worst),
                "low": figures.percent(fields.share(field: ends.worst)),
            ])
    }

    private var unranked: String? {
        guard summary.unrankedCount > 0 else { return nil }
        return words("rankings.news.unranked", ["count": words.numbers.count(summary.unrankedCount)])
    }
}
