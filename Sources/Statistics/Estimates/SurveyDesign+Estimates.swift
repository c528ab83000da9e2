/// Estimates of a column of answers; `domain` says of each row whether it belongs, nil means all do.
///
/// Rows outside a domain stay in the design with a score of 0 and are never dropped (SV-30). Columns are as long as the design.
extension SurveyDesign {
    /// The total in the population; who did not answer counts as 0 and is told in ``Estimate/missing`` (SV-33).
    package func total(_ values: [Double], in domain: [Bool]? = nil) throws(StatisticsError) -> Estimate {
        let part = try Part(self, values, domain)
        var scores = [Double](repeating: 0, count: rows)
        var value = 0.0
        for row in part.rows {
            scores[row] = weights[row] * values[row]
            value += scores[row]
        }
        return estimate(value, scores, part)
    }

    /// The weighted mean of who answered.
    package func mean(_ values: [Double], in domain: [Bool]? = nil) throws(StatisticsError) -> Estimate {
        let part = try Part(self, values, domain)
        guard part.weight > 0 else { throw .nobodyInDomain }
        let (mean, scores) = meanScores(values, part)
        return estimate(mean, scores, part)
    }

    /// The share of rows whose value is 1, with the intervals that suit a share; values are 0, 1 or not a number.
    package func proportion(_ values: [Double], in domain: [Bool]? = nil) throws(StatisticsError) -> Proportion {
        if let row = values.firstIndex(where: { !($0 == 0 || $0 == 1 || $0.isNaN) }) { throw .notBinary(row: row) }
        let part = try Part(self, values, domain)
        guard part.weight > 0 else { throw .nobodyInDomain }
        let (mean, scores) = meanScores(values, part)
        let squares = part.rows.reduce(0) { $0 + weights[$1] * weights[$1] }
        return Proportion(estimate(mean, scores, part), kishSize: part.weight * part.weight / squares)
    }

    /// Σwy / Σwx of who answered both, for example students tested to students enrolled.
    package func ratio(_ numerator: [Double], to denominator: [Double], in domain: [Bool]? = nil) throws(StatisticsError) -> Estimate {
        guard denominator.count == rows else { throw .lengthsDiffer("denominator", denominator.count, expected: rows) }
        guard numerator.count == rows else { throw .lengthsDiffer("values", numerator.count, expected: rows) }
        let both = zip(numerator, denominator).map { $1.isNaN ? .nan : $0 }
        let part = try Part(self, both, domain)
        let (over, under) = part.rows.reduce((0.0, 0.0)) {
            ($0.0 + weights[$1] * numerator[$1], $0.1 + weights[$1] * denominator[$1])
        }
        guard under != 0 else { throw .denominatorZero }
        let ratio = over / under
        var scores = [Double](repeating: 0, count: rows)
        for row in part.rows { scores[row] = weights[row] * (numerator[row] - ratio * denominator[row]) / under }
        return estimate(ratio, scores, part)
    }

    /// How much less a design says about a mean than a simple random sample of as many respondents (SV-34).
    package func designEffect(_ values: [Double], in domain: [Bool]? = nil) throws(StatisticsError) -> DesignEffect {
        let part = try Part(self, values, domain)
        guard part.rows.count > 1, part.weight > 0 else { throw .tooFewAnswers(part.rows.count, needed: 2) }
        let (mean, scores) = meanScores(values, part)
        let n = Double(part.rows.count)
        let squares = part.rows.reduce(0) { $0 + weights[$1] * (values[$1] - mean) * (values[$1] - mean) }
        let simple = squares / part.weight / (n - 1)
        guard simple > 0 else { throw .noVariation }
        let replacing = variance(scores) / simple
        return DesignEffect(withReplacement: replacing, withoutReplacement: replacing / (1 - n / part.weight))
    }

    func meanScores(_ values: [Double], _ part: Part) -> (mean: Double, scores: [Double]) {
        let mean = part.rows.reduce(0) { $0 + weights[$1] * values[$1] } / part.weight
        var scores = [Double](repeating: 0, count: rows)
        for row in part.rows { scores[row] = weights[row] * (values[row] - mean) / part.weight }
        return (mean, scores)
    }

    func estimate(_ value: Double, _ scores: [Double], _ part: Part) -> Estimate {
        Estimate(
            value: value, variance: variance(scores), degreesOfFreedom: part.degreesOfFreedom, respondents: part.rows.count,
            missing: part.missing, isCensus: isCensus)
    }
}

/// Against sampling with replacement, V·n/s², and without, which takes the finite population off the comparison too (SV-34).
///
/// Always say which of the two is printed. The second is infinite or below zero where weights do not add up to a population.
package struct DesignEffect: Hashable, Sendable {
    package let withReplacement: Double
    package let withoutReplacement: Double
}

/// The rows of a domain that answered.
struct Part {
    let rows: [Int]
    let missing: Int
    let weight: Double
    let degreesOfFreedom: Int

    init(_ design: SurveyDesign, _ values: [Double], _ domain: [Bool]?) throws(StatisticsError) {
        guard values.count == design.rows else { throw .lengthsDiffer("values", values.count, expected: design.rows) }
        if let domain, domain.count != design.rows { throw .lengthsDiffer("domain", domain.count, expected: design.rows) }
        var rows: [Int] = []
        var missing = 0
        var weight = 0.0
        for row in values.indices where domain?[row] ?? true {
            if values[row].isNaN {
                missing += 1
            } else {
                guard values[row].isFinite else { throw .notANumber("\(values[row])") }
                if design.weights[row] != 0 { rows.append(row) }
                weight += design.weights[row]
            }
        }
        guard !rows.isEmpty else { throw .nobodyInDomain }
        (self.rows, self.missing, self.weight) = (rows, missing, weight)
        // Every unit of the design tells of a domain that is all of it.
        degreesOfFreedom =
            domain == nil && missing == 0
            ? design.degreesOfFreedom : design.degreesOfFreedom { (domain?[$0] ?? true) && !values[$0].isNaN }
    }
}
