import Kernel

/// Figures with the intervals in which they may truly lie, one below the other on one scale: where two overlap, nobody should rank them.
package struct IntervalChart: Chart {
    package struct Row: Sendable {
        package var name: String
        package var value: Ratio
        /// Nil where there is no interval: all were asked, or nobody knows.
        package var bounds: ClosedRange<Ratio>?
        /// Value and interval as text.
        package var figure: String
        package var isMarked: Bool

        package init(_ name: String, _ value: Ratio, bounds: ClosedRange<Ratio>?, figure: String, isMarked: Bool = false) {
            self.name = name
            self.value = value
            self.bounds = bounds
            self.figure = figure
            self.isMarked = isMarked
        }
    }

    package let id: String
    package let title: String
    package let summary: String
    let rows: [Row]
    let numbers: NumberFormat
    private let scale: ChartScale

    package init(id: String, title: String, summary: String, rows: [Row], numbers: NumberFormat) {
        self.id = id
        self.title = title
        self.summary = summary
        self.rows = rows
        self.numbers = numbers
        let ends = rows.flatMap { row in [row.value, row.bounds?.lowerBound, row.bounds?.upperBound].compactMap(\.self) }
        scale = ChartScale(from: ends.min() ?? .zero, to: ends.max() ?? .one, steps: 5)
    }

    package var isBroad: Bool { true }

    private static let pitch = 34.0
    private static let axis = 22.0

    package var drawings: [Drawing] {
        ChartRows.stretches(rows, of: 14).map { rows in
            let ground = Double(rows.count) * Self.pitch
            let lines = rows.enumerated().map { row($1, at: Double($0) * Self.pitch) }
            return Drawing(height: ground + Self.axis, "\(grid(to: ground))\(HTML(joining: lines))\(foot(ground))")
        }
    }

    private func grid(to ground: Double) -> HTML {
        HTML(joining: scale.marks.map { SVG.line(scale.share($0), 15, scale.share($0), ground, .grid) })
    }

    /// The names of the marks, as far as there is room.
    private func foot(_ ground: Double) -> HTML {
        var field = LabelField()
        for mark in scale.marks {
            field.add(ChartLabel(over: scale.share(mark), numbers.fixed(mark, digits: scale.digits), .label), at: ground + 14)
        }
        return "\(SVG.line(0, ground, 1, ground, .axis))\(field.drawn)"
    }

    private func row(_ row: Row, at y: Double) -> HTML {
        let level = y + 23
        var bar = HTML()
        if let bounds = row.bounds {
            let (low, high) = (scale.share(bounds.lowerBound), scale.share(bounds.upperBound))
            bar = """
                \(SVG.line(low, level, high, level, .trend))\(SVG.line(low, level - 4, low, level + 4, .axis))\
                \(SVG.line(high, level - 4, high, level + 4, .axis))
                """
        }
        return """
            \(ChartRows.head(row.name, row.figure, at: y + 11, isMarked: row.isMarked))\(bar)\
            \(SVG.circle(scale.share(row.value), level, 4.5, row.isMarked ? .marked : .dot, title: "\(row.name) \(row.figure)"))
            """
    }
}
