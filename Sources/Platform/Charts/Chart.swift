import Kernel

/// A picture of figures, drawn by the server: the same on a page and on paper, the same bytes for the same values.
///
/// A chart is drawn twice, for a wide and for a narrow screen, so that its letters stay legible; the stylesheet shows one. It
/// never stands alone: the caller puts the table it was drawn from below it.
package protocol Chart: Sendable {
    /// The chart's own name on its page, in small letters.
    var id: String { get }
    /// What the chart shows, for those who do not see it.
    var title: String { get }
    /// What can be seen in it, in a sentence.
    var summary: String { get }

    func drawing(_ size: ChartSize, name: String) -> Drawing
}

/// The two widths for which charts are drawn, in the units of their coordinates.
package enum ChartSize: String, Sendable, CaseIterable {
    case wide, narrow

    var width: Double { self == .wide ? 960 : 360 }
}

/// The inside of a drawing and how high it came out.
package struct Drawing: Sendable {
    var height: Double
    var content: HTML
}

extension HTML {
    /// A chart under its caption.
    ///
    /// ```swift
    /// \(.chart(DistributionChart(id: "spread", title: …), caption: words("rankings.spread")))
    /// ```
    package static func chart(_ chart: some Chart, caption: String, key: [KeyEntry] = []) -> HTML {
        """
        <figure class="chart"><figcaption>\(caption)</figcaption>
        \(if: !key.isEmpty, .key(key))
        \(each: ChartSize.allCases, { chart.svg($0) })
        </figure>
        """
    }
}

extension Chart {
    /// One form of the chart as an `svg` element; papers take the wide one.
    package func svg(_ size: ChartSize) -> HTML {
        let name = "\(id)-\(size.rawValue)"
        let drawing = drawing(size, name: name)
        return """
            <svg class="\(size.rawValue)" viewBox="0 0 \(SVG.number(size.width)) \(SVG.number(drawing.height))" role="img" \
            aria-labelledby="\(name)-title \(name)-summary"><title id="\(name)-title">\(title)</title>\
            <desc id="\(name)-summary">\(summary)</desc>\(drawing.content)</svg>

            """
    }
}

/// A straight scale from values to pixels with round marks on it.
struct ChartScale {
    let low: Double
    let high: Double
    let start: Double
    let end: Double
    /// The values at which the axis has marks, as exact numbers so that they can be written.
    let marks: [Ratio]
    /// Decimals that the marks need.
    let digits: Int

    /// A scale that covers all `values`, from `start` to `end` pixels, with at most `count` steps between marks.
    init(covering values: [Ratio], from start: Double, to end: Double, steps count: Int, within limits: ClosedRange<Ratio>? = nil) {
        let positions = values.map { $0.pixels(of: 1) }
        let (smallest, largest) = (positions.min() ?? 0, positions.max() ?? 1)
        let step = Self.step(for: max(largest - smallest, 0.01) / Double(max(count, 1)))
        var first = (smallest / step.value).rounded(.down)
        var last = (largest / step.value).rounded(.up)
        if first == last { last += 1 }
        if let limits {
            first = max(first, (limits.lowerBound.pixels(of: 1) / step.value).rounded(.down))
            last = max(min(last, (limits.upperBound.pixels(of: 1) / step.value).rounded(.up)), first + 1)
        }
        low = first * step.value
        high = last * step.value
        self.start = start
        self.end = end
        digits = step.digits
        let power = Number.powerOfTen(step.digits)
        marks = (Int64(first)...Int64(last)).map { Ratio($0 * step.units, power) }
    }

    /// The smallest of 1, 2, 5 × 10ⁿ that is not below `least`; from a hundredth to a million.
    private static func step(for least: Double) -> (value: Double, units: Int64, digits: Int) {
        for digits in [2, 1] {
            for units in [1, 2, 5] where Double(units) / Double(Number.powerOfTen(digits)) >= least {
                return (Double(units) / Double(Number.powerOfTen(digits)), Int64(units), digits)
            }
        }
        for exponent in 0...5 {
            for units in [1, 2, 5] where Double(units) * Double(Number.powerOfTen(exponent)) >= least {
                let whole = Int64(units) * Number.powerOfTen(exponent)
                return (Double(whole), whole, 0)
            }
        }
        return (1_000_000, 1_000_000, 0)
    }

    func position(_ value: Ratio) -> Double { position(value.pixels(of: 1)) }

    func position(_ value: Double) -> Double { start + (value - low) / (high - low) * (end - start) }
}
