import Kernel

/// A bar for each unit, made of parts that add up: what was appraised and what a survey gave, or the groups of an index.
package struct StackedBarsChart: Chart {
    package struct Bar: Sendable {
        package var name: String
        /// One value for each of the chart's parts, from zero up.
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

    /// `maximum` is what a full bar would be.
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

    package var key: [KeyEntry] { parts.enumerated().map { KeyEntry(series: $0 + 1, $1) } }

    package func drawing(_ size: ChartSize, name: String) -> Drawing {
        let isWide = size == .wide
        let left = isWide ? 250.0 : 0
        let length = size.width - left - 64
        let pitch = isWide ? 26.0 : 42
        let rows = bars.enumerated().map { number, bar -> HTML in
            let y = Double(number) * pitch + (isWide ? 6 : 20)
            let label =
                isWide
                ? SVG.text(left - 10, y + 12, SVG.fitted(bar.name, width: left - 10), anchor: .end, class: bar.isMarked ? "strong" : nil)
                : SVG.text(0, y - 6, SVG.fitted(bar.name, width: size.width), class: bar.isMarked ? "strong" : nil)
            return """
                \(label)\(SVG.box(left, y, length, 15, class: "rest"))\(pieces(bar, left, y, length, name))\
                \(SVG.text(size.width, y + 12, bar.figure, anchor: .end, class: "strong"))
                """
        }
        return Drawing(
            height: Double(bars.count) * pitch + 8, content: "\(SVG.patterns(name, 1...parts.count))\(HTML(joining: rows))")
    }

    private func pieces(_ bar: Bar, _ left: Double, _ y: Double, _ length: Double, _ name: String) -> HTML {
        var x = left
        var pieces = HTML()
        for (number, value) in bar.values.enumerated() where maximum > .zero {
            let width = (value.pixels(of: length) / maximum.pixels(of: 1)).clamped(to: 0...(left + length - x))
            pieces += SVG.box(x, y, width, 15, fill: SVG.fill(name, number + 1), title: parts[number])
            x += width
        }
        return pieces
    }
}
