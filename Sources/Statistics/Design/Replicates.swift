/// The delete-one-cluster jackknife: any figure of the weights gets a variance by computing it again without each cluster.
///
/// JK1 where the design has one stratum, else JKn. Deviations are from the mean of the replicates; second stages are not seen.
package struct Replicates: Sendable {
    private let design: SurveyDesign

    package init(_ design: SurveyDesign) throws(StatisticsError) {
        // Lonely clusters cannot be left out; only the policy that counts them as certain says what that means.
        if design.lonely != .certainty, let stratum = design.first.lonelyStratum { throw .lonelyStratum(stratum: stratum, stage: 1) }
        self.design = design
    }

    /// The figure with its variance; the weights that are passed in are those of the sample without a cluster.
    package func estimate(_ figure: ([Double]) -> Double) -> Estimate {
        let first = design.first
        var rows = [[Int]](repeating: [], count: first.unitCount)
        var rowsOfStratum = [[Int]](repeating: [], count: first.sizes.count)
        for (row, unit) in first.unitOfRow.enumerated() {
            rows[unit].append(row)
            rowsOfStratum[first.stratumOfUnit[unit]].append(row)
        }
        var replicates: [(value: Double, scale: Double)] = []
        for unit in rows.indices {
            let stratum = first.stratumOfUnit[unit]
            let n = Double(first.sizes[stratum])
            guard n > 1 else { continue }
            var weights = design.weights
            for row in rowsOfStratum[stratum] { weights[row] *= n / (n - 1) }
            for row in rows[unit] { weights[row] = 0 }
            replicates.append((figure(weights), (1 - first.fractions[stratum]) * (n - 1) / n))
        }
        let counting = replicates.filter { $0.scale > 0 }
        let mean = counting.reduce(0) { $0 + $1.value } / Double(max(counting.count, 1))
        let variance = counting.reduce(0) { $0 + $1.scale * ($1.value - mean) * ($1.value - mean) }
        return Estimate(
            value: figure(design.weights), variance: variance, degreesOfFreedom: design.degreesOfFreedom, respondents: design.rows,
            isCensus: design.isCensus)
    }
}
