import Kernel

/// A bar for each unit, made of parts that add up: what was appraised and what a survey gave, or the groups of an index.
///
/// The name stands above its bar, so that the whole width serves both on a phone; long lists are cut into stretches that
/// stand beside each other on a wide screen and break over pages.
package struct StackedBarsChart: Chart {
    package struct Bar: Sendable {
        package var name: String
        /// One value for each of the chart's parts; what is below zero is drawn as nothing.
        package var values: [Ratio]
        /// The total as text.
        package var figure: String
        package var isMarked: Bool

        package init(_ name: String, _ values: [Ratio], figure: String, isMarked: Bool = false) {
            self.name = name
            self.values = values
            self.figure = figure
            self.isMarked = isMarked
        }
    }

    package let id: String
    package let title: String
    package let summary: String
    /// What the parts are called, at most six; also the chart's key.
    let parts: [String]
    let bars: [Bar]
    let maximum: Ratio

    /// `maximum` is what a full bar would be; bars are drawn within its outline.
    package init(id: String, title: String, summary: String, parts: [String], bars: [Bar], maximum: Ratio) {
        precondition(
            (1...6).contains(parts.count) && bars.allSatisfy { $0.values.count == parts.count }, "one value for each of at most six parts")
        self.id = id
        self.title = title
        self.summary = summary
        self.parts = parts
        self.bars = bars
        self.maximum = maximum
    }

    private var series: [Int] { ChartStyle.series(for: parts.count) }

    package var key: [KeyEntry] { zip(series, parts).map { KeyEntry(series: $0, $1) } }

    package var drawings: [Drawing] {
        // Beyond its maximum (a bonus) a bar makes the scale longer for all.
        let full = bars.map { bar in bar.values.reduce(0) { $0 + max(0, $1.pixels(of: 1)) } }.reduce(maximum.pixels(of: 1), max)
        return ChartRows.stretches(bars, of: 14).map { bars in
            Drawing(
                height: Double(bars.count) * Self.pitch,
                HTML(joining: bars.enumerated().map { row($1, at: Double($0) * Self.pitch, full: full) }))
        }
    }

    private static let pitch = 36.0
    private static let thickness = 13.0

    private func row(_ bar: Bar, at y: Double, full: Double) -> HTML {
        let outline = full > 0 ? maximum.pixels(of: 1) / full : 1
        var x = 0.0
        var pieces = HTML()
        for (index, value) in bar.values.enumerated() where full > 0 {
            let width = max(0, value.pixels(of: 1)) / full
            pieces += SVG.bar(x, y + 16, width, Self.thickness, series: series[index], title: "\(bar.name): \(parts[index])")
            x += width
        }
        return """
            \(ChartRows.head(bar.name, bar.figure, at: y + 11, isMarked: bar.isMarked))\
            \(SVG.box(0, y + 16, outline, Self.thickness, .outline))\(pieces)
            """
    }
}

/// What charts of rows have in common.
enum ChartRows {
    /// Rows cut into stretches of nearly equal length, none longer than `limit`.
    static func stretches<Row>(_ rows: [Row], of limit: Int) -> [[Row]] {
        guard rows.count > limit else { return [rows] }
        let count = (rows.count + limit - 1) / limit
        let length = (rows.count + count - 1) / count
        return stride(from: 0, to: rows.count, by: length).map { Array(rows[$0..<min($0 + length, rows.count)]) }
    }

    /// A name to the left and its figure to the right; a marked name has a sign before it.
    static func head(_ name: String, _ figure: String, at y: Double, isMarked: Bool = false) -> HTML {
        let style: ChartStyle = isMarked ? .strong : .name
        let name = isMarked ? "▸ " + name : name
        let taken = ChartText.width(figure, strong: true) + 10
        let (short, long) = (
            ChartText.fitted(name, width: ChartTier.small.width - taken, strong: isMarked),
            ChartText.fitted(name, width: ChartTier.medium.width - taken, strong: isMarked)
        )
        let words: HTML =
            short == long
            ? SVG.text(0, y, short, style)
            : "\(SVG.group(.small, SVG.text(0, y, short, style)))\(SVG.group(.notSmall, SVG.text(0, y, long, style)))"
        return "\(words)\(SVG.text(1, y, figure, .strong, anchor: .end))"
    }
}
