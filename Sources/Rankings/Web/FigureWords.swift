import Kernel
import Platform
import Scoring

/// Figures of one ranking as its framework prints them, in the reader's language.
struct FigureWords: Sendable {
    let words: Words
    let framework: Framework
    private let display: FrameworkSettings.Display

    init(_ words: Words, _ framework: Framework) {
        self.words = words
        self.framework = framework
        display = framework.settings.display
    }

    /// What stands where there is no figure.
    static let none = "–"

    func points(_ points: Points) -> String { words.numbers.points(points, digits: display.digits, display.mode) }

    /// Points of a maximum, `11,85 / 18`.
    func points(_ points: Points, of maximum: Points) -> String { "\(self.points(points)) / \(words.numbers.exact(maximum, digits: 0))" }

    /// A maximum as the framework states it.
    func maximum(_ maximum: Points) -> String { words.numbers.exact(maximum, digits: 0) }

    /// A difference in points with its sign.
    func signed(_ points: Points) -> String { words.numbers.signed(points, digits: display.digits, display.mode) }

    /// A share, `88,62%`.
    func percent(_ share: Ratio?) -> String { share.map { words.numbers.percent($0, digits: display.digits, display.mode) } ?? Self.none }

    /// A value in the measure of the block, `62,58` or `62,58%`.
    func level(_ value: Ratio) -> String {
        words.numbers.fixed(value, digits: display.digits, display.mode) + (framework.measure == .percent ? "%" : "")
    }

    /// The same in a sentence: `62,58 điểm` or `62,58%`.
    func level(spoken value: Ratio) -> String {
        framework.measure == .percent ? level(value) : words("rankings.points", ["points": level(value)])
    }

    func points(spoken points: Points) -> String { words("rankings.points", ["points": self.points(points)]) }

    /// The size of a difference, without its sign.
    func size(_ difference: Ratio) -> Ratio { difference < .zero ? -difference : difference }

    /// A change in points, up or down by what is shown: `0,00` is no change.
    func change(_ points: Points) -> HTML {
        let size = points < .zero ? -points : points
        let isShown = size.number.rounded(scale: display.digits, display.mode) != .zero
        return .change(!isShown ? 0 : points < .zero ? -1 : 1, self.points(size), words)
    }

    /// A change in a share, as that in points.
    func change(_ share: Ratio) -> HTML {
        let size = size(share)
        let isShown = size.rounded(scale: display.digits + 2, display.mode) != 0
        return .change(!isShown ? 0 : share < .zero ? -1 : 1, percent(size), words)
    }

    func rank(_ rank: Rank?) -> String { rank.map { words.rank($0) } ?? Self.none }

    /// Places out of halves: `6`, `2,5`.
    func places(_ halves: Int) -> String { words.rank(Rank(halves: abs(halves))) }

    func band(_ index: Int?) -> String {
        index.flatMap { framework.classes.indices.contains($0) ? words(framework.classes[$0].title) : nil } ?? Self.none
    }

    /// What lies in a band: `từ 70% đến dưới 80%`.
    func range(ofBand index: Int) -> String {
        let low = framework.bands[index].bound
        let high = index > 0 ? framework.bands[index - 1].bound : nil
        guard let low else {
            return high.map { words($0.inclusive ? "rankings.range.below" : "rankings.range.to", ["bound": bound($0)]) } ?? ""
        }
        let from = words(low.inclusive ? "rankings.range.from" : "rankings.range.above", ["bound": bound(low)])
        guard let high else { return from }
        return words(high.inclusive ? "rankings.range.between.below" : "rankings.range.between.to", ["from": from, "bound": bound(high)])
    }

    /// A bound as it was written, with no more decimals than it has.
    func bound(_ bound: LowerBound) -> String {
        switch framework.settings.bandsOn {
        case .points: words("rankings.points", ["points": bound.value.exactNumber.map { words.numbers.plain($0) } ?? "\(bound.value)"])
        case .percent:
            ((try? bound.value * Ratio(100, 1))?.exactNumber).map { words.numbers.plain($0) + "%" } ?? words.numbers.percent(bound.value)
        }
    }

    /// Names in a sentence: `A`, `A và B`, `A, B và C`; of more than four the first three and how many more.
    func list(_ names: [String]) -> String {
        if names.count > 4 {
            return words("rankings.list.more", ["list": names.prefix(3).joined(separator: ", "), "count": "\(names.count - 3)"])
        }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return words("rankings.list.and", ["list": names.dropLast().joined(separator: ", "), "last": last])
    }

    func names(_ units: [RankingResult]) -> String { list(units.map { words($0.unitName) }) }
}

extension RankingResult {
    /// The page of the unit's result.
    func link(in ranking: Ranking) -> Link { "/rankings/\(ranking.code)/units/\(unitCode)" }
}

extension Ranking {
    var link: Link { "/rankings/\(code)" }
    /// Title and period, which names it among those of its series.
    func name(_ words: Words) -> String { "\(words(title)) · \(words.numbers.period(period))" }
    /// The method page of its framework.
    var methodLink: Link { "/criteria/\(framework)" }
}
