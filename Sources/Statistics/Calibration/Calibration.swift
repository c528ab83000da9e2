/// A change of weights that makes the sample agree with known figures of the population, and what it takes from the variance.
protocol Calibration: Sendable {
    /// Takes from the scores what the known figures explain: w·(u − x·b) of u = score/w, b by least squares under the weights before
    /// (SV-30: "score minus its post-stratum mean", "swept over the margins").
    func sweep(_ scores: inout [Double])
}

/// One way to divide the population into categories, with their sizes.
package struct Margin: Hashable, Sendable {
    /// The category of each respondent, from 0.
    package let categories: [Int]
    /// How many of the population are in each category.
    package let populations: [Double]

    package init(categories: [Int], populations: [Double]) { (self.categories, self.populations) = (categories, populations) }

    package var total: Double { populations.reduce(0, +) }

    func sums(_ column: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: populations.count)
        for (category, value) in zip(categories, column) { sums[category] += value }
        return sums
    }

    /// `number` of the margin, from 0, for errors.
    func check(_ design: SurveyDesign, number: Int) throws(StatisticsError) {
        guard categories.count == design.rows else { throw .lengthsDiffer("categories", categories.count, expected: design.rows) }
        for category in categories where !populations.indices.contains(category) {
            throw .categoryUnknown(margin: number, category: category)
        }
        for (category, (population, sample)) in zip(populations, sums(design.weights)).enumerated() {
            guard population >= 0, population.isFinite else { throw .notANumber("\(population)") }
            // Nobody there and nobody asked is no contradiction; anybody on one side alone is.
            guard (population > 0) == (sample > 0) else { throw .emptyCell(margin: number, category: category) }
        }
    }
}

/// Scores minus their means in the categories of one or more margins.
struct GroupSweep: Calibration {
    let margins: [Margin]
    let before: [Double]
    let after: [Double]

    func sweep(_ scores: inout [Double]) {
        var residuals = scores.indices.map { after[$0] > 0 ? scores[$0] / after[$0] : 0 }
        let weights = margins.map { $0.sums(before) }
        let size = residuals.reduce(0) { max($0, abs($1)) }
        for _ in 0..<10_000 {
            var largest = 0.0
            for (margin, sums) in zip(margins, weights) {
                let totals = margin.sums(zip(before, residuals).map { $0 * $1 })
                let means = zip(totals, sums).map { $1 > 0 ? $0 / $1 : 0 }
                for row in residuals.indices { residuals[row] -= means[margin.categories[row]] }
                largest = means.reduce(largest) { max($0, abs($1)) }
            }
            // A single margin is swept by one round; margins that are out of balance need a few.
            if margins.count == 1 || largest <= 1e-13 * size { break }
        }
        for row in scores.indices { scores[row] = residuals[row] * after[row] }
    }
}
