/// Finds a row for each of several labels, so that none lies over another, nor over the threads of those above it.
struct LabelRows {
    /// The labels, some on another side of their places than they were given.
    private(set) var labels: [ChartLabel]
    /// For each label its row, 0 the lowest; from there its thread falls through the rows below.
    private(set) var rows: [Int]

    var count: Int { (rows.max() ?? -1) + 1 }

    /// The air between two labels, in pixels.
    private static let air = 8.0
    /// So many labels are tried in all their forms; more keep the one they have.
    private static let mostTried = 5

    /// Looks for the fewest rows in which nothing is cut off or crossed at the given width.
    init(_ labels: [ChartLabel], in tier: ChartTier) {
        self.labels = labels
        rows = []
        let forms = labels.map { label in
            (labels.count <= Self.mostTried ? label.forms : [label]).map {
                (label: $0, extent: $0.extent(in: tier), isCut: $0.isCut(in: tier))
            }
        }
        var least = Int.max
        for choice in 0..<forms.reduce(1, { $0 * $1.count }) {
            var (rest, changes) = (choice, 0)
            let chosen = forms.map { forms in
                defer { rest /= forms.count }
                changes += rest % forms.count
                return forms[rest % forms.count]
            }
            let cut = chosen.count { $0.isCut }
            for rightFirst in [true, false] {
                let (rows, crossings) = Self.rows(chosen.map(\.label), chosen.map(\.extent), tier, rightFirst: rightFirst)
                let cost = crossings * 1000 + cut * 100 + (rows.max() ?? 0) * 10 + changes
                if cost < least {
                    least = cost
                    self.labels = chosen.map(\.label)
                    self.rows = rows
                }
            }
        }
    }

    /// The row of each label, and how many had to be put across a thread.
    private static func rows(
        _ labels: [ChartLabel], _ extents: [ClosedRange<Double>], _ tier: ChartTier, rightFirst: Bool
    ) -> (rows: [Int], crossings: Int) {
        // Labels that reach to the right are laid from the right, the others from the left: so the threads stay free.
        let order = labels.indices.sorted { one, other in
            let (first, second) = (labels[one], labels[other])
            if first.reachesRight != second.reachesRight { return first.reachesRight == rightFirst }
            return first.reachesRight ? (second.x, one) < (first.x, other) : (first.x, one) < (second.x, other)
        }
        var rows = Array(repeating: 0, count: labels.count)
        var crossings = 0
        for (position, index) in order.enumerated() {
            let laid = order[..<position]
            let free = (0...laid.count).first { row in
                laid.allSatisfy { other in
                    let isAbove = row > rows[other]
                    let thread = (isAbove ? labels[index] : labels[other]).x * tier.width
                    return row == rows[other]
                        ? isApart(extents[index], extents[other]) : isFree(thread, isAbove ? extents[other] : extents[index])
                }
            }
            if free == nil { crossings += 1 }
            rows[index] = free ?? (laid.map { rows[$0] }.max() ?? -1) + 1
        }
        return (rows, crossings)
    }

    private static func isApart(_ one: ClosedRange<Double>, _ other: ClosedRange<Double>) -> Bool {
        one.lowerBound - other.upperBound >= air || other.lowerBound - one.upperBound >= air
    }

    private static func isFree(_ thread: Double, _ extent: ClosedRange<Double>) -> Bool {
        thread < extent.lowerBound - 2 || thread > extent.upperBound + 2
    }
}

/// Writes as many of several labels as there is room for, at each width of its own.
struct LabelField {
    /// A place that must stay free, in shares of the width and pixels of the height; `reach` is in pixels to either side.
    struct Obstacle {
        var x: Double
        var reach: Double
        var heights: ClosedRange<Double>
    }

    private var obstacles: [Obstacle]
    private var labels: [(label: ChartLabel, y: Double)] = []

    init(around obstacles: [Obstacle] = []) { self.obstacles = obstacles }

    /// Adds a label with its foot at `y`; what is added first comes before what is added later.
    mutating func add(_ label: ChartLabel, at y: Double) { labels.append((label, y)) }

    var drawn: HTML {
        let chosen = ChartTier.allCases.map { (tier: $0, labels: kept(in: $0)) }
        return HTML(
            joining: labels.enumerated().map { index, entry in
                entry.label.drawn(at: entry.y, in: Set(chosen.filter { $0.labels.contains(index) }.map(\.tier)))
            })
    }

    /// The same for one width, inside a group that is shown at that width only.
    func drawn(in tier: ChartTier) -> HTML {
        let chosen = kept(in: tier)
        return HTML(joining: labels.indices.filter { chosen.contains($0) }.map { labels[$0].label.drawn(at: labels[$0].y, as: tier) })
    }

    private func kept(in tier: ChartTier) -> Set<Int> {
        let boxes = labels.map { entry in (extent: entry.label.extent(in: tier), heights: (entry.y - 10)...(entry.y + 2)) }
        return labels.indices.reduce(into: []) { kept, index in
            let box = boxes[index]
            let isClear = obstacles.allSatisfy { obstacle in
                let place = obstacle.x * tier.width
                return !box.heights.overlaps(obstacle.heights) || place + obstacle.reach < box.extent.lowerBound
                    || place - obstacle.reach > box.extent.upperBound
            }
            let isFree = kept.allSatisfy { other in
                let rival = boxes[other]
                return !box.heights.overlaps(rival.heights) || box.extent.lowerBound - rival.extent.upperBound >= 4
                    || rival.extent.lowerBound - box.extent.upperBound >= 4
            }
            if isClear && isFree { kept.insert(index) }
        }
    }
}
