import Kernel

/// A ladder whose rungs give points, read from `steps`.
struct Steps: Sendable {
    let ladder: Ladder
    let points: [Points]

    init?(reading reader: inout OutlineReader, _ scale: LadderReader.Scale, highest: Ratio?, terms: LeafTerms) {
        guard let outline = reader.required("steps") else { return nil }
        guard case .list(let items) = outline.content, !items.isEmpty else {
            reader.fault("outline.list_expected", at: outline.place, ["key": "steps"])
            return nil
        }
        guard case (let ladder, var rungs)? = LadderReader.read(items, scale, highest: highest, log: reader.log) else { return nil }
        var points: [Points] = []
        for index in rungs.indices {
            guard let worth = rungs[index].leafPoints("points", terms) else { return nil }
            rungs[index].finish()
            points.append(worth)
        }
        guard let best = points.max(), best == terms.maximum else {
            reader.fault(
                "scoring.maximum_unreachable", at: outline.place, ["best": "\(points.max() ?? .zero)", "maximum": "\(terms.maximum)"])
            return nil
        }
        self.ladder = ladder
        self.points = points
    }

    /// The nearest rung above that gives more, and the bound to reach for it.
    func better(than rung: Int) -> (bound: LowerBound, points: Points)? {
        for index in stride(from: rung - 1, through: 0, by: -1) where points[index] > points[rung] {
            return (ladder.bounds[index], points[index])
        }
        return nil
    }

    func clauses(_ value: (Ratio) -> Datum) -> [Clause] {
        points.enumerated().map { index, points in
            guard index < ladder.bounds.count else { return Clause(index == 0 ? "any" : "rest", points: points) }
            let bound = ladder.bounds[index]
            return Clause(bound.inclusive ? "from" : "above", ["bound": value(bound.value)], points: points)
        }
    }
}
