import Kernel

/// A dot for each unit at its exact value, one above the other where they would touch.
struct DotStrip {
    private let dots: [DistributionChart.Dot]
    private let places: [Double]
    /// For each tier, the level of each dot.
    private let levels: [(tier: ChartTier, levels: [Int])]

    init(_ dots: [DistributionChart.Dot], _ scale: ChartScale) {
        // Marked dots are placed last and so lie on top, where their threads reach them.
        let sorted = dots.sorted { one, other in
            one.isMarked == other.isMarked ? (one.value, one.name) < (other.value, other.name) : other.isMarked
        }
        let places = sorted.map { scale.share($0.value) }
        self.dots = sorted
        self.places = places
        let plain = sorted.count { !$0.isMarked }
        levels = ChartTier.allCases.map { ($0, Self.levels(places, plain: plain, in: $0)) }
    }

    private static func radius(_ tier: ChartTier) -> Double { tier == .small ? 3.5 : tier == .medium ? 4.25 : 5 }

    /// Dots and a little air.
    private static func pitch(_ tier: ChartTier) -> Double { 2 * radius(tier) + 0.75 }

    /// The first `plain` dots take the lowest level that is free at their place, the others lie above all they would touch.
    private static func levels(_ places: [Double], plain: Int, in tier: ChartTier) -> [Int] {
        var levels: [Int] = []
        for (index, place) in places.enumerated() {
            let touched = levels.indices.filter { abs(places[$0] - place) * tier.width < pitch(tier) }.map { levels[$0] }
            if index < plain {
                levels.append((0...touched.count).first { !touched.contains($0) } ?? 0)
            } else {
                levels.append((touched.max() ?? -1) + 1)
            }
        }
        return levels
    }

    var height: Double {
        let heights = levels.map { Double(($0.levels.max() ?? 0) + 1) * Self.pitch($0.tier) }
        return max(heights.max() ?? 0, 24) + 6
    }

    func drawn(on ground: Double) -> HTML {
        HTML(
            joining: levels.map { tier, levels in
                let circles = zip(zip(dots, places), levels).map { pair, level in
                    SVG.circle(
                        pair.1, ground - 1.5 - Self.radius(tier) - Double(level) * Self.pitch(tier),
                        Self.radius(tier) + (pair.0.isMarked ? 0.5 : 0), pair.0.isMarked ? .marked : .dot,
                        title: "\(pair.0.name) \(pair.0.figure)")
                }
                return SVG.group(tier.only, HTML(joining: circles))
            })
    }
}
