extension SurveyDesign {
    /// The same sample with its weights brought to the sizes of post-strata (SV-30).
    package func postStratified(_ margin: Margin) throws(StatisticsError) -> SurveyDesign {
        try margin.check(self, number: 0)
        var design = self
        let factors = Self.factors(weights, margin)
        design.weights = zip(weights, margin.categories).map { $0 * factors[$1] }
        design.calibrations.append(GroupSweep(margins: [margin], before: weights, after: design.weights))
        return design
    }

    /// The same sample raked: post-stratified by one margin after the other until no step of a round changes a weight by more
    /// than `tolerance` of itself (SV-31).
    package func raked(_ margins: [Margin], tolerance: Double = 1e-10, rounds: Int = 1000) throws(StatisticsError) -> SurveyDesign {
        for (number, margin) in margins.enumerated() {
            try margin.check(self, number: number)
            guard abs(margin.total - margins[0].total) <= 1e-9 * margins[0].total else { throw .marginsDisagree(one: 0, other: number) }
        }
        var design = self
        var largest = Double.infinity
        var last = 0
        for _ in 0..<rounds where largest > tolerance {
            largest = 0
            for (number, margin) in margins.enumerated() {
                let factors = Self.factors(design.weights, margin)
                let change = factors.reduce(0) { $1 > 0 ? max($0, abs($1 - 1)) : $0 }
                if change >= largest { (largest, last) = (change, number) }
                design.weights = zip(design.weights, margin.categories).map { $0 * factors[$1] }
            }
        }
        guard largest <= tolerance else { throw .notConverged(iterations: rounds, margin: last) }
        design.calibrations.append(GroupSweep(margins: margins, before: weights, after: design.weights))
        return design
    }

    /// By what the weights of each category are multiplied to give its size.
    private static func factors(_ weights: [Double], _ margin: Margin) -> [Double] {
        zip(margin.populations, margin.sums(weights)).map { $1 > 0 ? $0 / $1 : 0 }
    }
}
