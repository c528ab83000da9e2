import Kernel

/// One figure over the periods, as a line that is cut where the framework changed, and the place in the ranking below it:
/// figures on the two sides of a cut are not of one kind (PI-57).
package struct HistoryChart: Chart {
    package struct Point: Sendable {
        /// The period as text.
        package var period: String
        /// Nil when nothing was published for the period.
        package var value: Ratio?
        /// The value as text.
        package var figure: String
        /// Set when the set changed since the point before: what the cut is called.
        package var cut: String?
        package var rank: Rank?

        package init(_ period: String, _ value: Ratio?, figure: String, cut: String? = nil, rank: Rank? = nil) {
            self.period = period
            self.value = value
            self.figure = figure
            self.cut = cut
            self.rank = rank
        }
    }

    /// A place among so many, with its text: `2/82`.
    package struct Rank: Sendable, Hashable {
        package var place: Int
        package var count: Int
        package var figure: String

        package init(_ place: Int, of count: Int, figure: String) {
            self.place = place
            self.count = count
            self.figure = figure
        }
    }

    package let id: String
    package let title: String
    package let summary: String
    let points: [Point]
    let numbers: NumberFormat
    let rankTitle: String?
    private let scale: ChartScale

    /// `rankTitle` stands above the places; they are drawn only where points have them.
    package init(id: String, title: String, summary: String, points: [Point], numbers: NumberFormat, rankTitle: String? = nil) {
        self.id = id
        self.title = title
        self.summary = summary
        self.points = points
        self.numbers = numbers
        self.rankTitle = rankTitle
        let values = points.compactMap(\.value)
        scale = ChartScale(from: values.min() ?? .zero, to: values.max() ?? .one, steps: 4)
    }

    /// The periods stand between a margin for the axis and the end, as shares of the width.
    private func x(_ index: Int) -> Double { points.count < 2 ? 0.54 : 0.15 + 0.78 * Double(index) / Double(points.count - 1) }

    private static let field = 132.0

    package var drawings: [Drawing] {
        let cuts = ChartTier.allCases.map { (tier: $0, rows: LabelRows(cutLabels, in: $0)) }
        let top = 22 + Double(cuts.map(\.rows.count).max() ?? 0) * 16
        // Figures of low points stand below them.
        let ground = top + Self.field + 18
        let places = points.indices.map(x)
        let ranks = points.contains { $0.rank != nil } ? RankField(points, x: places, title: rankTitle, top: ground) : nil
        let foot = ranks?.bottom ?? ground
        return [
            Drawing(
                height: foot + 24,
                """
                \(grid(top))\(each: cuts, { cutLines($0.rows, $0.tier, top, foot) })\
                \(Self.line(points.map { $0.value.map { height($0, top) } }, points, x: places, .trend))\
                \(dots(top))\(figures(top, foot))\(ranks?.drawn(around: obstacles(to: foot)))\(periods(foot + 18))
                """)
        ]
    }

    /// The names of the cuts, each beside its line in the middle between two periods.
    private var cutLabels: [ChartLabel] {
        points.indices.dropFirst().compactMap { index in
            points[index].cut.map { ChartLabel(beside: (x(index - 1) + x(index)) / 2, $0, .label) }
        }
    }

    private func cutLines(_ rows: LabelRows, _ tier: ChartTier, _ top: Double, _ foot: Double) -> HTML {
        let lines = zip(rows.labels, rows.rows).map { label, row -> HTML in
            let y = top - 14 - Double(row) * 16
            return "\(SVG.line(label.x, label.isCentred ? y + 3 : y - 9, label.x, foot, .cut))\(label.drawn(at: y, as: tier))"
        }
        return SVG.group(tier.only, HTML(joining: lines))
    }

    /// No figure is written across a cut.
    private func obstacles(to foot: Double) -> [LabelField.Obstacle] {
        cutLabels.map { LabelField.Obstacle(x: $0.x, reach: 2, heights: 0...foot) }
    }

    private func height(_ value: Ratio, _ top: Double) -> Double { top + (1 - scale.share(value)) * Self.field }

    private func grid(_ top: Double) -> HTML {
        HTML(
            joining: scale.marks.map { mark in
                let y = height(mark, top)
                return "\(SVG.line(0, y, 1, y, .grid))\(SVG.text(0, y - 3, numbers.fixed(mark, digits: scale.digits)))"
            })
    }

    private func dots(_ top: Double) -> HTML {
        HTML(
            joining: points.indices.compactMap { index in
                points[index].value.map {
                    SVG.circle(x(index), height($0, top), 4.5, .dot, title: "\(points[index].period): \(points[index].figure)")
                }
            })
    }

    /// The figures at their dots, on the side where no line runs: the last, the first, the greatest and the least before the
    /// others, as far as there is room.
    private func figures(_ top: Double, _ foot: Double) -> HTML {
        let heights = points.map { $0.value.map { height($0, top) } }
        let dots = points.indices.compactMap { index in
            heights[index].map { LabelField.Obstacle(x: x(index), reach: 5, heights: ($0 - 5)...($0 + 5)) }
        }
        var field = LabelField(around: obstacles(to: foot) + dots)
        for index in Self.order(points.indices.filter { points[$0].value != nil }, by: { points[$0].value }) {
            guard let y = heights[index] else { continue }
            field.add(ChartLabel(over: x(index), points[index].figure, .strong), at: isLow(index, heights) ? y + 17 : y - 9)
        }
        return field.drawn
    }

    /// True when the lines that meet at a point run above it.
    private func isLow(_ index: Int, _ heights: [Double?]) -> Bool {
        guard let y = heights[index] else { return false }
        let before = index > 0 && points[index].cut == nil ? heights[index - 1] : nil
        let after = index + 1 < points.count && points[index + 1].cut == nil ? heights[index + 1] : nil
        let others = [before, after].compactMap(\.self)
        return !others.isEmpty && others.reduce(0, +) / Double(others.count) < y - 4
    }

    private static func order(_ present: [Int], by value: (Int) -> Ratio?) -> [Int] {
        let sorted = present.sorted { (value($0) ?? .zero, $0) < (value($1) ?? .zero, $1) }
        let first = [present.last, present.first, sorted.last, sorted.first].compactMap(\.self)
        return (first + present.reversed()).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func periods(_ y: Double) -> HTML {
        var field = LabelField()
        for index in points.indices.reversed() { field.add(ChartLabel(over: x(index), points[index].period, .label), at: y) }
        return field.drawn
    }

    /// Joins neighbours that both have a height, unless a cut lies between them.
    static func line(_ heights: [Double?], _ points: [Point], x: [Double], _ style: ChartStyle) -> HTML {
        HTML(
            joining: points.indices.dropFirst().compactMap { index in
                guard let before = heights[index - 1], let after = heights[index], points[index].cut == nil else { return nil }
                return SVG.line(x[index - 1], before, x[index], after, style)
            })
    }
}

/// The places in the ranking over the periods: the first on top, the last of the largest field at the bottom.
private struct RankField {
    private let points: [HistoryChart.Point]
    private let x: [Double]
    private let title: String?
    private let top: Double
    private static let field = 56.0

    init(_ points: [HistoryChart.Point], x: [Double], title: String?, top: Double) {
        self.points = points
        self.x = x
        self.title = title
        self.top = top
    }

    /// The title, the figure above the first place, and the field.
    private var start: Double { top + (title == nil ? 20 : 36) }
    var bottom: Double { start + Self.field + 10 }

    private func height(_ rank: HistoryChart.Rank, last: Int) -> Double {
        start + Double(rank.place - 1) / Double(max(last - 1, 1)) * Self.field
    }

    func drawn(around obstacles: [LabelField.Obstacle]) -> HTML {
        let last = points.compactMap(\.rank?.count).max() ?? 1
        let heights = points.map { point in point.rank.map { height($0, last: last) } }
        let marks = points.indices.compactMap { index -> HTML? in
            guard let rank = points[index].rank, let y = heights[index] else { return nil }
            return SVG.circle(x[index], y, 4, .place, title: "\(points[index].period): \(rank.figure)")
        }
        let dots = points.indices.compactMap { index in
            heights[index].map { LabelField.Obstacle(x: x[index], reach: 5, heights: ($0 - 4)...($0 + 4)) }
        }
        var figures = LabelField(around: obstacles + dots)
        for index in points.indices.reversed() {
            guard let rank = points[index].rank, let y = heights[index] else { continue }
            figures.add(ChartLabel(over: x[index], rank.figure, .name), at: y - 8)
        }
        return """
            \(title.map { SVG.text(0, top + 12, $0) })\(SVG.line(0, start, 1, start, .grid))\
            \(SVG.line(0, start + Self.field, 1, start + Self.field, .grid))\
            \(SVG.text(0, start - 3, "1"))\(SVG.text(0, start + Self.field - 3, "\(last)"))\
            \(HistoryChart.line(heights, points, x: x, .placeTrend))\(HTML(joining: marks))\(figures.drawn)
            """
    }
}
