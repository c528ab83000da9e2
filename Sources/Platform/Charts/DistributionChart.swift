import Kernel

/// Where all units stand on one scale, the bands below it: a dot for each unit, or bars of counts where dots would not fit.
package struct DistributionChart: Chart {
    package struct Dot: Sendable {
        package var name: String
        package var value: Ratio
        /// The value as text.
        package var figure: String
        /// Marked dots have a ring and their name written above.
        package var isMarked: Bool

        package init(_ name: String, _ value: Ratio, figure: String, isMarked: Bool = false) {
            self.name = name
            self.value = value
            self.figure = figure
            self.isMarked = isMarked
        }
    }

    /// A stretch of the scale with a name; without a bound it is open on that side.
    package struct Band: Sendable {
        package var name: String
        package var low: Ratio?
        package var high: Ratio?

        package init(_ name: String, from low: Ratio?, to high: Ratio?) {
            self.name = name
            self.low = low
            self.high = high
        }
    }

    package let id: String
    package let title: String
    package let summary: String
    let dots: [Dot]
    let bands: [Band]
    let mean: (value: Ratio, text: String)?
    let numbers: NumberFormat
    let scale: ChartScale
    private let strip: DotStrip?

    /// Whether bars count the units, because there are too many for a dot each.
    package var countsUnits: Bool { strip == nil }

    /// Without a `range` the scale holds the values, the bands they lie in, and the next band above where that is near.
    ///
    /// What nobody reached is part of the picture. `range` is the part of the scale to be shown, `0...100` for all of a
    /// percentage; values outside widen it.
    package init(
        id: String, title: String, summary: String, dots: [Dot], bands: [Band] = [], mean: (value: Ratio, text: String)? = nil,
        numbers: NumberFormat, range: ClosedRange<Ratio>? = nil
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.dots = dots
        self.bands = bands
        self.mean = mean
        self.numbers = numbers
        scale = Self.scale(dots.map(\.value) + (mean.map { [$0.value] } ?? []), bands, range)
        let strip = dots.count <= Self.mostDots ? DotStrip(dots, scale) : nil
        self.strip = strip.flatMap { $0.height > Self.tallestStrip ? nil : $0 }
    }

    private static func scale(_ values: [Ratio], _ bands: [Band], _ range: ClosedRange<Ratio>?) -> ChartScale {
        let low = values.min() ?? .zero
        let high = values.max() ?? .one
        if let range {
            let isInside = range.lowerBound <= low && high <= range.upperBound
            return ChartScale(from: min(low, range.lowerBound), to: max(high, range.upperBound), steps: 10, exact: isInside)
        }
        let round = ChartScale(from: low, to: high, steps: 8)
        let bounds = Set(bands.flatMap { [$0.low, $0.high].compactMap(\.self) }).sorted()
        let span = (try? high - low) ?? .one
        func isNear(_ one: Ratio, _ other: Ratio) -> Bool { ((try? other - one) ?? .one) <= span }
        let below = bounds.last { $0 <= low }.flatMap { isNear($0, low) ? $0 : nil }
        let above = bounds.first { $0 >= high }.flatMap { isNear(high, $0) ? $0 : nil }
        let next = above.flatMap { bound in bounds.first { $0 > bound }.flatMap { isNear(bound, $0) ? $0 : nil } }
        return ChartScale(from: below ?? round.low, to: next ?? above ?? round.high, steps: 8, exact: true)
    }

    /// More dots than this are no picture.
    private static let mostDots = 70
    private static let tallestStrip = 140.0

    package var drawings: [Drawing] {
        let rows = ChartTier.allCases.map { (tier: $0, rows: LabelRows(labels, in: $0)) }
        let top = 4 + Double(rows.map(\.rows.count).max() ?? 0) * 16
        let histogram = countsUnits ? HistogramField(dots.map(\.value), scale, numbers) : nil
        let ground = top + (histogram?.height ?? strip?.height ?? 0)
        let threads = rows.flatMap(\.rows.labels).map { $0.x }
        let foot = BandFoot(bands, scale, numbers)
        return [
            Drawing(
                height: ground + foot.height,
                """
                \(foot.bounds(from: top, to: ground))\(each: rows, { words($0.rows, $0.tier, top, ground) })\
                \(histogram?.drawn(on: ground, threads: Set(threads)) ?? strip?.drawn(on: ground))\(foot.drawn(on: ground))
                """)
        ]
    }

    /// The names at one width, the lowest row just above the field.
    private func words(_ rows: LabelRows, _ tier: ChartTier, _ top: Double, _ ground: Double) -> HTML {
        let words = zip(rows.labels, rows.rows).map { label, row in
            let foot = top - 8 - Double(row) * 16
            // The thread begins beside the letters, or under them.
            return "\(thread(label, from: label.isCentred ? foot + 3 : foot - 9, to: ground))\(label.drawn(at: foot, as: tier))" as HTML
        }
        return SVG.group(tier.only, HTML(joining: words))
    }

    /// The names of the marked units and of the mean, from the left.
    private var labels: [ChartLabel] {
        let marked = dots.filter(\.isMarked).sorted { ($0.value, $0.name) < ($1.value, $1.name) }
        let average = mean.map { [ChartLabel(beside: scale.share($0.value), $0.text, .label)] } ?? []
        return average + marked.map { ChartLabel(beside: scale.share($0.value), "\($0.name) \($0.figure)", .strong) }
    }

    private func thread(_ label: ChartLabel, from top: Double, to ground: Double) -> HTML {
        SVG.line(label.x, top, label.x, ground, label.style == .strong ? .thread : .mean)
    }
}
