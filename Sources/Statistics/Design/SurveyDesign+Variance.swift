extension SurveyDesign {
    /// The variance of a sum of scores over the sample; 0 is the score of who does not count (SV-30).
    func variance(_ scores: [Double]) -> Double { deviations(scores).reduce(0) { $0 + $1 * $1 } }

    /// Numbers whose squares add up to the variance of the sum of scores, and whose products with those of other scores add up to the
    /// covariance: a deviation for each unit of each stage.
    func deviations(_ scores: [Double]) -> [Double] {
        var swept = scores
        for calibration in calibrations { calibration.sweep(&swept) }
        var totals = [Double](repeating: 0, count: first.unitCount)
        for row in swept.indices { totals[first.unitOfRow[row]] += swept[row] }
        center(&totals, first) { _ in 1 }
        guard let second else { return totals }
        var parts = [Double](repeating: 0, count: second.unitCount)
        for row in swept.indices { parts[second.unitOfRow[row]] += swept[row] }
        center(&parts, second) { cluster in first.fractions[first.stratumOfUnit[cluster]] }
        return totals + parts
    }

    /// Totals of units become scaled deviations from the mean of their stratum.
    private func center(_ totals: inout [Double], _ stage: SamplingStage, share: (Int) -> Double) {
        var means = [Double](repeating: 0, count: stage.sizes.count)
        for (unit, total) in totals.enumerated() { means[stage.stratumOfUnit[unit]] += total }
        let roots = rootScales(stage)
        for stratum in means.indices {
            means[stratum] = lonely == .adjust && stage.isLonely(stratum) ? 0 : means[stratum] / Double(stage.sizes[stratum])
        }
        for unit in totals.indices {
            let stratum = stage.stratumOfUnit[unit]
            totals[unit] = (totals[unit] - means[stratum]) * roots[stratum] * share(stratum).squareRoot()
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
