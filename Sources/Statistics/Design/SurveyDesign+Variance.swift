extension SurveyDesign {
    /// The variance of a sum of scores over the sample; 0 is the score of who does not count (SV-30).
    func variance(_ scores: [Double]) -> Double { deviations(scores).reduce(0) { $0 + $1 * $1 } }

    /// Numbers whose squares add up to the variance of the sum of scores, and whose products with those of other scores add up to the
    /// covariance: a deviation for each unit of each stage.
    func deviations(_ scores: [Double]) -> [Double] {
        var swept = scores
        for calibration in calibrations { calibration.sweep(&swept) }
        var deviations: [Double] = []
        // What share of all the units of a stage like it were drawn, by stratum of the stage.
        var shares = [Double](repeating: 1, count: first.sizes.count)
        for stage in [first] + later {
            var totals = [Double](repeating: 0, count: stage.unitCount)
            for row in swept.indices { totals[stage.unitOfRow[row]] += swept[row] }
            center(&totals, stage, shares)
            deviations += totals
            shares = stage.stratumOfUnit.map { shares[$0] * stage.fractions[$0] }
        }
        return deviations
    }

    /// Totals of units become scaled deviations from the mean of their stratum.
    private func center(_ totals: inout [Double], _ stage: SamplingStage, _ shares: [Double]) {
        var means = [Double](repeating: 0, count: stage.sizes.count)
        for (unit, total) in totals.enumerated() { means[stage.stratumOfUnit[unit]] += total }
        let roots = rootScales(stage)
        for stratum in means.indices {
            means[stratum] = lonely == .adjust && stage.isLonely(stratum) ? 0 : means[stratum] / Double(stage.sizes[stratum])
        }
        for unit in totals.indices {
            let stratum = stage.stratumOfUnit[unit]
            totals[unit] = (totals[unit] - means[stratum]) * roots[stratum] * shares[stratum].squareRoot()
        }
    }

    /// The root by which deviations in each stratum count, lonely strata minded.
    func rootScales(_ stage: SamplingStage) -> [Double] {
        let strata = stage.sizes.indices
        let alone = lonely == .average ? strata.count(where: stage.isLonely) : 0
        // With nothing to take an average of there is no variance to tell.
        let average = alone == 0 ? 1 : Double(strata.count) / Double(strata.count - alone)
        return strata.map { (stage.scale($0) * average).squareRoot() }
    }
}
