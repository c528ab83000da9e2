import Kernel

/// What lies below the ground: the bands as a strip with their names, and the figures of the axis.
struct BandFoot {
    private struct Stretch {
        let left: Double
        let right: Double
        let name: String
    }

    private let stretches: [Stretch]
    private let bounds: [Ratio]
    private let scale: ChartScale
    private let numbers: NumberFormat
    private let names: [(tier: ChartTier, rows: LabelRows)]

    init(_ bands: [DistributionChart.Band], _ scale: ChartScale, _ numbers: NumberFormat) {
        self.scale = scale
        self.numbers = numbers
        stretches = bands.compactMap { band in
            let (low, high) = (band.low ?? scale.low, band.high ?? scale.high)
            guard low < scale.high, high > scale.low, low < high else { return nil }
            return Stretch(left: scale.share(low), right: scale.share(high), name: band.name)
        }.sorted { $0.left < $1.left }
        bounds = Set(bands.flatMap { [$0.low, $0.high].compactMap(\.self) }).filter { $0 >= scale.low && $0 <= scale.high }.sorted()
        let labels = stretches.map { ChartLabel(over: ($0.left + $0.right) / 2, $0.name, .label) }
        names = ChartTier.allCases.map { ($0, LabelRows(labels, in: $0)) }
    }

    var height: Double { 26 + Double(names.map(\.rows.count).max() ?? 0) * 15 }

    /// Thin rules at the bounds of the bands, through the field.
    func bounds(from top: Double, to ground: Double) -> HTML {
        HTML(
            joining: bounds.filter { $0 > scale.low && $0 < scale.high }.map {
                SVG.line(scale.share($0), top, scale.share($0), ground, .bound)
            })
    }

    func drawn(on ground: Double) -> HTML {
        let strip = stretches.enumerated().map { index, stretch in
            SVG.box(
                stretch.left, ground, stretch.right - stretch.left - (stretch.right < 1 ? 0.002 : 0), 6,
                index.isMultiple(of: 2) ? .band : .otherBand)
        }
        return """
            \(SVG.line(0, ground, 1, ground, .axis))\(HTML(joining: strip))\(figures(ground))\
            \(each: names, { words($0.rows, ground, $0.tier) })
            """
    }

    /// Bounds first, then the ends, then the round marks between, as far as there is room.
    private func figures(_ ground: Double) -> HTML {
        var values = bounds
        for value in [scale.low, scale.high] + scale.marks where !values.contains(value) { values.append(value) }
        var field = LabelField()
        for value in values { field.add(ChartLabel(over: scale.share(value), Self.text(value, numbers), .label), at: ground + 20) }
        return field.drawn
    }

    /// The names of the bands; those that lie deeper hang on a thread.
    private func words(_ rows: LabelRows, _ ground: Double, _ tier: ChartTier) -> HTML {
        let words = zip(rows.labels, rows.rows).map { name, row -> HTML in
            let foot = ground + 36 + Double(row) * 15
            return "\(if: row > 0, SVG.line(name.x, ground + 6, name.x, foot - 11, .axis))\(name.drawn(at: foot, as: tier))"
        }
        return SVG.group(tier.only, HTML(joining: words))
    }

    static func text(_ value: Ratio, _ numbers: NumberFormat) -> String {
        value.exactNumber.map { numbers.plain($0) } ?? numbers.fixed(value, digits: 2)
    }
}
