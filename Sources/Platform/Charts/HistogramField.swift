import Kernel

/// How many units have a value in each of several equal steps, as bars with their counts; fewer and wider on a small screen.
///
/// A value on a bound is counted in the step above it, the greatest of all in the last step.
struct HistogramField {
    private struct Bar {
        let count: Int
        let left: Double
        let right: Double
        let height: Double
        let title: String
    }

    private let fields: [(tier: ChartTier, bars: [Bar])]
    private let numbers: NumberFormat
    private static let tallest = 112.0

    init(_ values: [Ratio], _ scale: ChartScale, _ numbers: NumberFormat) {
        self.numbers = numbers
        let sorted = values.sorted()
        fields = ChartTier.allCases.map { ($0, Self.bars(sorted, scale, steps: $0 == .small ? 12 : 25, numbers)) }
    }

    private static func bars(_ sorted: [Ratio], _ scale: ChartScale, steps: Int, _ numbers: NumberFormat) -> [Bar] {
        let span = (try? scale.high - scale.low) ?? .one
        let step = ChartScale.step(for: (try? span / Ratio(steps, 1)) ?? .one).step
        let inner = ChartScale.multiples(of: step, from: scale.low, to: scale.high).filter { $0 > scale.low && $0 < scale.high }
        let edges = [scale.low] + inner + [scale.high]
        var start = 0
        let counts = edges.indices.dropLast().map { index in
            let isLast = index == edges.count - 2
            let end = isLast ? sorted.count : sorted[start...].firstIndex { $0 >= edges[index + 1] } ?? sorted.count
            defer { start = end }
            return end - start
        }
        let most = max(counts.max() ?? 1, 1)
        return counts.indices.filter { counts[$0] > 0 }.map { index in
            Bar(
                count: counts[index], left: scale.share(edges[index]), right: scale.share(edges[index + 1]),
                height: max(Double(counts[index]) / Double(most) * tallest, 1.5),
                title:
                    "\(BandFoot.text(edges[index], numbers))–\(BandFoot.text(edges[index + 1], numbers)): \(numbers.count(counts[index]))")
        }
    }

    var height: Double { Self.tallest + 22 }

    /// `threads` are the places at which lines fall through the field; no count is written across one.
    func drawn(on ground: Double, threads: Set<Double>) -> HTML {
        HTML(
            joining: fields.map { tier, bars in
                let boxes = bars.map { bar in
                    SVG.box(bar.left + 0.001, ground - bar.height, bar.right - bar.left - 0.002, bar.height, .bar, title: bar.title)
                }
                return SVG.group(tier.only, "\(HTML(joining: boxes))\(counts(bars, tier, ground, threads))")
            })
    }

    /// The counts: inside their bars where those are wide enough, otherwise above them; the greatest come first.
    private func counts(_ bars: [Bar], _ tier: ChartTier, _ ground: Double, _ threads: Set<Double>) -> HTML {
        let lines = threads.map { LabelField.Obstacle(x: $0, reach: 2, heights: 0...ground) }
        let boxes = bars.map { bar in
            LabelField.Obstacle(
                x: (bar.left + bar.right) / 2, reach: (bar.right - bar.left) / 2 * tier.width, heights: (ground - bar.height)...ground)
        }
        var above = LabelField(around: lines + boxes)
        var inside = LabelField()
        for bar in bars.sorted(by: { ($1.count, $0.left) < ($0.count, $1.left) }) {
            let text = numbers.count(bar.count)
            let centre = (bar.left + bar.right) / 2
            if bar.height >= 20, (bar.right - bar.left) * tier.width >= ChartText.width(text, strong: true) + 4 {
                inside.add(ChartLabel(over: centre, text, .inside), at: ground - bar.height + 14)
            } else {
                above.add(ChartLabel(over: centre, text, .label), at: ground - bar.height - 4)
            }
        }
        return "\(above.drawn(in: tier))\(inside.drawn(in: tier))"
    }
}
