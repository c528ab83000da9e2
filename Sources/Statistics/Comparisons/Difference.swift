/// Two means held against each other, with the test of their difference by the design.
package struct Difference: Hashable, Sendable {
    /// The mean of the first domain minus that of the second.
    package let estimate: Estimate
    package let t: Double
    /// One less than the design has: two means are estimated.
    package let degreesOfFreedom: Int
    /// How often chance alone would show as large a difference, on either side.
    package let pValue: Double
}

extension SurveyDesign {
    /// The difference of two means, whose domains may share clusters and strata but no respondent counts twice against himself.
    package func difference(_ values: [Double], between one: [Bool], and other: [Bool]) throws(StatisticsError) -> Difference {
        let (first, second) = (try Part(self, values, one), try Part(self, values, other))
        let (a, b) = (meanScores(values, first), meanScores(values, second))
        let both = try Part(self, values, zip(one, other).map { $0 || $1 })
        let difference = estimate(a.mean - b.mean, zip(a.scores, b.scores).map { $0 - $1 }, both)
        let degrees = both.degreesOfFreedom - 1
        guard degrees > 0 else { throw .tooFewAnswers(both.rows.count, needed: both.rows.count + 1 - degrees) }
        guard difference.variance > 0 else { throw .noVariation }
        let t = difference.value / difference.standardError
        let tails = StudentT(Double(degrees)).tails(t)
        return Difference(estimate: difference, t: t, degreesOfFreedom: degrees, pValue: 2 * min(tails.lower, tails.upper))
    }
}
