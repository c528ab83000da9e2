import Kernel

/// What each respondent's answer is worth: codes and decimals come in, floating point stays inside this target (HOUSE §4.4).
package struct ScoreColumn: Sendable {
    let values: [Double]

    /// `scores` are found by code; nil is no answer: blank, or no judgement (SV-23).
    package init(codes: [UInt8], scores: [Number?]) {
        let table = scores.map { $0?.binary ?? .nan }
        values = codes.map { table[Int($0)] }
    }

    private init(values: [Double]) { self.values = values }

    /// Some rows of the column, in the order that is asked for.
    package func picking(_ rows: [Int]) -> ScoreColumn { ScoreColumn(values: rows.map { values[$0] }) }
}

/// Where the rows of a sample belong in its draw, in whole numbers and decimals.
///
/// All columns are as long as `weights`; codes of strata and units are any whole numbers.
package struct DrawnRows: Sendable {
    package var weights: [Number] = []
    package var strata: [Int] = []
    /// First-stage units.
    package var clusters: [Int] = []
    /// For each row the first-stage units of its stratum; empty: drawn with replacement.
    package var clustersThere: [Int] = []
    /// Second-stage units; empty: there is no such stage.
    package var units: [Int] = []
    package var unitsThere: [Int] = []
    /// For each row the people of its second-stage unit, of whom it is one; empty: all of them were drawn.
    package var peopleThere: [Int] = []

    package init() {}

    /// Some rows, in the order that is asked for.
    package func picking(_ rows: [Int]) -> DrawnRows {
        func pick<Value>(_ column: [Value]) -> [Value] { column.isEmpty ? [] : rows.map { column[$0] } }
        var picked = DrawnRows()
        picked.weights = pick(weights)
        (picked.strata, picked.clusters, picked.clustersThere) = (pick(strata), pick(clusters), pick(clustersThere))
        (picked.units, picked.unitsThere, picked.peopleThere) = (pick(units), pick(unitsThere), pick(peopleThere))
        return picked
    }
}

extension SurveyDesign {
    package init(_ drawn: DrawnRows, lonely: LonelyStratum = .fail) throws(StatisticsError) {
        let stages = [(drawn.units, drawn.unitsThere), (Array(drawn.peopleThere.indices), drawn.peopleThere)]
        try self.init(
            rows: drawn.weights.count, weights: drawn.weights.map(\.binary), strata: drawn.strata.isEmpty ? nil : drawn.strata,
            clusters: drawn.clusters.isEmpty ? nil : drawn.clusters,
            populations: drawn.clustersThere.isEmpty ? nil : drawn.clustersThere.map { Double($0) },
            later: stages.filter { !$0.0.isEmpty }.map { LaterStage(units: $0, populations: $1.map { Double($0) }) }, lonely: lonely)
    }
}

extension Margin {
    /// Sizes as counted.
    package init(categories: [Int], counts: [Int]) { self.init(categories: categories, populations: counts.map { Double($0) }) }
}

extension SurveyDesign {
    /// Means of several columns joined by shares: an index of items (SV-5).
    ///
    /// Each mean is of those who answered its own column; a respondent counts who answered any.
    package func combined(_ parts: [(column: ScoreColumn, share: Ratio)], in domain: [Bool]? = nil) throws(StatisticsError) -> Estimate {
        var scores = [Double](repeating: 0, count: rows)
        var hasAnswered = [Bool](repeating: false, count: rows)
        var value = 0.0
        for (column, share) in parts {
            let part = try Part(self, column.values, domain)
            guard part.weight > 0 else { throw .nobodyInDomain }
            let weight = Double(share.numerator) / Double(share.denominator)
            let (mean, own) = meanScores(column.values, part)
            value += weight * mean
            for row in part.rows {
                scores[row] += weight * own[row]
                hasAnswered[row] = true
            }
        }
        let answered = try Part(self, hasAnswered.map { $0 ? 1 : .nan }, domain)
        return estimate(value, scores, answered)
    }

    /// How much less the design says about such an index than a simple random sample of as many respondents would, against sampling with
    /// replacement (SV-34); nil where nothing varies, too few answered or everybody was asked.
    ///
    /// Each respondent is worth what the answers do to the index; an index of one column has the effect of that column.
    package func designEffect(_ estimate: Estimate, of parts: [(column: ScoreColumn, share: Ratio)], in domain: [Bool]? = nil) -> Number? {
        var worth = [Double](repeating: 0, count: rows)
        var hasAnswered = [Bool](repeating: false, count: rows)
        for (column, share) in parts {
            guard let part = try? Part(self, column.values, domain), part.weight > 0 else { return nil }
            let mean = part.rows.reduce(0) { $0 + weights[$1] * column.values[$1] } / part.weight
            let weight = Double(share.numerator) / Double(share.denominator)
            for row in part.rows {
                worth[row] += weight * (column.values[row] - mean) / part.weight
                hasAnswered[row] = true
            }
        }
        let answered = hasAnswered.indices.filter { hasAnswered[$0] }
        let (n, weight) = (Double(answered.count), answered.reduce(0) { $0 + weights[$1] })
        let squares = answered.reduce(0) { $0 + weights[$1] * worth[$1] * worth[$1] }
        guard n > 1, squares > 0, !isCensus else { return nil }
        return Number(estimate.variance * (n - 1) / (weight * squares), digits: 10)
    }

    package func total(_ column: ScoreColumn, in domain: [Bool]? = nil) throws(StatisticsError) -> Estimate {
        try total(column.values, in: domain)
    }

    package func proportion(_ column: ScoreColumn, in domain: [Bool]? = nil) throws(StatisticsError) -> Proportion {
        try proportion(column.values, in: domain)
    }

    /// Against sampling with replacement (SV-34), to ten digits; nil where nothing varies or too few answered.
    package func designEffect(_ column: ScoreColumn, in domain: [Bool]? = nil) -> Number? {
        (try? designEffect(column.values, in: domain)).flatMap { Number($0.withReplacement, digits: 10) }
    }
}
