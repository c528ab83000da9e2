/// How far the items of a scale measure one thing, on respondents who answered all of them (SV-38).
package struct Reliability: Hashable, Sendable {
    /// Cronbach's alpha of the raw answers.
    package let alpha: Double
    /// Alpha from the mean correlation of the items, as if all had one spread.
    package let standardized: Double
    package let items: [Item]
    /// Respondents who answered every item.
    package let respondents: Int

    package struct Item: Hashable, Sendable {
        /// Alpha of the other items; nil where fewer than two are left.
        package let alphaWithout: Double?
        /// Correlation with the sum of the other items; nil where those do not vary.
        package let correlation: Double?
    }

    /// `items` are columns of answers, not a number where missing; `weights` makes it the alpha of the population.
    package init(_ items: [[Double]], weights: [Double]? = nil) throws(StatisticsError) {
        let scale = try CompleteRows(items, weights: weights)
        let covariances = scale.covariances
        let all = Array(items.indices)
        func sum(_ rows: [Int], _ columns: [Int]) -> Double {
            rows.reduce(0) { sum, row in columns.reduce(sum) { $0 + covariances[row, $1] } }
        }
        func alpha(_ kept: [Int]) -> Double {
            let k = Double(kept.count)
            return k / (k - 1) * (1 - kept.reduce(0) { $0 + covariances[$1, $1] } / sum(kept, kept))
        }
        for item in all where !(covariances[item, item] > 0) { throw .noVariation }
        guard sum(all, all) > 1e-12 * covariances.trace else { throw .noVariation }

        let k = Double(items.count)
        var correlations = 0.0
        for i in all {
            for j in all where j < i { correlations += covariances[i, j] / (covariances[i, i] * covariances[j, j]).squareRoot() }
        }
        let mean = correlations / (k * (k - 1) / 2)
        self.alpha = alpha(all)
        standardized = k * mean / (1 + (k - 1) * mean)
        self.items = all.map { item in
            let others = all.filter { $0 != item }
            let spread = sum(others, others)
            return Item(
                alphaWithout: others.count > 1 && spread > 0 ? alpha(others) : nil,
                correlation: spread > 0 ? sum([item], others) / (covariances[item, item] * spread).squareRoot() : nil)
        }
        respondents = scale.count
    }
}

/// A knowledge test of right and wrong answers (SV-72).
package struct TestReliability: Hashable, Sendable {
    /// Kuder and Richardson's formula 20, with s² of all who sat the test, not of a sample; the same as alpha of right and wrong.
    package let kr20: Double
    /// In points: s·√(1 − KR-20).
    package let standardErrorOfMeasurement: Double
    /// Share of right answers of each item, p: the lower, the harder.
    package let difficulty: [Double]
    /// Correlation of each item with the sum of the others; nil where either does not vary, as with items that all answered right.
    package let discrimination: [Double?]
    package let respondents: Int

    /// `items` are columns of 0 and 1; rows with a missing answer are left out.
    package init(_ items: [[Double]]) throws(StatisticsError) {
        for item in items { if let row = item.firstIndex(where: { !($0 == 0 || $0 == 1 || $0.isNaN) }) { throw .notBinary(row: row) } }
        let scale = try CompleteRows(items, weights: nil)
        let covariances = scale.covariances
        let k = Double(items.count)
        let indices = Array(items.indices)
        let rowSums = indices.map { item in indices.reduce(0) { $0 + covariances[item, $1] } }
        let spread = rowSums.reduce(0, +)
        guard spread > 1e-12 else { throw .noVariation }
        let kr20 = k / (k - 1) * (1 - covariances.trace / spread)
        self.kr20 = kr20
        standardErrorOfMeasurement = (spread * max(1 - kr20, 0)).squareRoot()
        difficulty = scale.means
        discrimination = indices.map { item in
            let own = covariances[item, item]
            let others = spread - 2 * rowSums[item] + own
            return own > 1e-12 && others > 1e-12 ? (rowSums[item] - own) / (own * others).squareRoot() : nil
        }
        respondents = scale.count
    }
}

/// Means and covariances of who answered everything; divisors are sums of weights, not one less.
private struct CompleteRows {
    let count: Int
    let means: [Double]
    let covariances: Matrix

    init(_ items: [[Double]], weights: [Double]?) throws(StatisticsError) {
        guard items.count > 1 else { throw .tooFewAnswers(items.count, needed: 2) }
        let rows = items[0].count
        for item in items where item.count != rows { throw .lengthsDiffer("items", item.count, expected: rows) }
        if let weights {
            guard weights.count == rows else { throw .lengthsDiffer("weights", weights.count, expected: rows) }
            if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) { throw .weightInvalid(row: row) }
        }
        let complete = (0..<rows).filter { row in items.allSatisfy { $0[row].isFinite } && weights?[row] != 0 }
        guard complete.count > 1 else { throw .tooFewAnswers(complete.count, needed: 2) }
        let w = complete.map { weights?[$0] ?? 1 }
        let total = w.reduce(0, +)
        let columns = items.map { item in complete.map { item[$0] } }
        let means = columns.map { column in zip(w, column).reduce(0) { $0 + $1.0 * $1.1 } / total }
        covariances = Matrix(rows: items.count, columns: items.count) { i, j in
            w.indices.reduce(0) { $0 + w[$1] * (columns[i][$1] - means[i]) * (columns[j][$1] - means[j]) } / total
        }
        self.means = means
        count = complete.count
    }
}
