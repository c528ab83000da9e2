extension SurveyDesign {
    /// The same sample with its weights brought to the sizes of post-strata (SV-30).
    package func postStratified(_ margin: Margin) throws(StatisticsError) -> SurveyDesign {
        try margin.check(self, number: 0)
        var design = self
        design.weights = Self.scaled(weights, margin)
        design.calibrations.append(GroupSweep(margins: [margin], before: weights, after: design.weights))
        return design
    }

    /// The same sample raked: post-stratified by one margin after the other until no weight changes by more than `tolerance` of itself in
    /// a round (SV-31).
    package func raked(_ margins: [Margin], tolerance: Double = 1e-10, rounds: Int = 200) throws(StatisticsError) -> SurveyDesign {
        for (number, margin) in margins.enumerated() {
            try margin.check(self, number: number)
            guard abs(margin.total - margins[0].total) <= 1e-9 * margins[0].total else { throw .marginsDisagree(one: 0, other: number) }
        }
        var design = self
        var isStill = false
        for _ in 0..<rounds where !isStill {
            let round = margins.reduce(design.weights, Self.scaled)
            isStill = zip(round, design.weights).allSatisfy { abs($0 - $1) <= tolerance * $1 }
            design.weights = round
        }
        guard isStill else {
            let off = margins.map { margin in
                zip(margin.sums(design.weights), margin.populations).reduce(0) { max($0, $1.1 > 0 ? abs($1.0 / $1.1 - 1) : 0) }
            }
            throw .notConverged(iterations: rounds, margin: off.indices.max { off[$0] < off[$1] } ?? 0)
        }
        design.calibrations.append(GroupSweep(margins: margins, before: weights, after: design.weights))
        return design
    }

    private static func scaled(_ weights: [Double], _ margin: Margin) -> [Double] {
        let factors = zip(margin.populations, margin.sums(weights)).map { $1 > 0 ? $0 / $1 : 0 }
        return zip(weights, margin.categories).map { $0 * factors[$1] }
    }
}
