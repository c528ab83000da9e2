import Kernel

/// A ladder whose rungs give points, read from `steps`.
struct Steps: Sendable {
    let ladder: Ladder
    let points: [Points]

    /// A step that no value from `lowest` to `highest` can stand on is refused, so that every maximum is within reach (PI-19).
    init?(reading reader: inout OutlineReader, _ scale: LadderReader.Scale, from lowest: Ratio, to highest: Ratio?, terms: LeafTerms) {
        guard let outline = reader.required("steps") else { return nil }
        guard case .list(let items) = outline.content, !items.isEmpty else {
            reader.fault("outline.list_expected", at: outline.place, ["key": "steps"])
            return nil
        }
        guard case (let ladder, var rungs)? = LadderReader.read(items, scale, lowest: lowest, highest: highest, log: reader.log)
        else { return nil }
        if let top = ladder.bounds.first, let highest, !top.admits(Share(highest)) {
            reader.fault("scoring.step_unreachable", at: items[0].place)
            return nil
        }
        if let bottom = ladder.bounds.last, bottom.admits(Share(lowest)) {
            reader.fault("scoring.step_unreachable", at: items[items.count - 1].place)
            return nil
        }
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

    /// The nearest step that gives more, and the bound that lies between.
    struct Aim {
        var bound: LowerBound
        var points: Points
        /// The value has to rise to the bound; otherwise fewer are better, and it has to fall below.
        var isAbove: Bool
    }

    func better(than rung: Int) -> Aim? {
        for index in stride(from: rung - 1, through: 0, by: -1) where points[index] > points[rung] {
            return Aim(bound: ladder.bounds[index], points: points[index], isAbove: true)
        }
        for index in points.indices.dropFirst(rung + 1) where points[index] > points[rung] {
            return Aim(bound: ladder.bounds[index - 1], points: points[index], isAbove: false)
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
