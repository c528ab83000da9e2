/// How a sample was drawn and what each row of it stands for: the ground of every estimate (SV-30).
///
/// A row is a respondent. Answers are columns of `Double` beside it, not a number (`nan`) where somebody did not answer.
/// Codes of strata and clusters are any whole numbers; errors name them as given.
package struct SurveyDesign: Sendable {
    /// Weights in force: of the design, or calibrated.
    package internal(set) var weights: [Double]
    /// What was done to the weights, in order; scores are swept accordingly.
    var calibrations: [any Calibration] = []
    package let lonely: LonelyStratum
    let first: SamplingStage
    /// Draws within the units of the stage before, outer first.
    let later: [SamplingStage]

    /// What to do with a stratum from which one unit was drawn, although it has more (SV-31).
    package enum LonelyStratum: String, Hashable, Sendable, CaseIterable {
        /// Refuse.
        case fail
        /// It was certain to be drawn and adds nothing to the variance.
        case certainty
        /// Its deviation is taken from zero, the mean of all scores, not from its own.
        case adjust
        /// It adds as much as the strata do on average that have more units.
        case average
    }

    /// A draw within the units of the stage before: within clusters, within what was drawn of those.
    package struct LaterStage: Sendable {
        package let units: [Int]
        /// For each row the number of such units in its unit of the stage before; an infinite one means with replacement.
        package let populations: [Double]

        package init(units: [Int], populations: [Double]) { (self.units, self.populations) = (units, populations) }
    }

    /// A design of `rows` respondents.
    ///
    /// Without `weights` they are N/n of each stage. `populations` holds for each row the number of first-stage units in its stratum;
    /// without it units count as drawn with replacement and later stages add nothing (the "ultimate cluster"). With it each stage must be
    /// told in which not everybody was drawn: what varies there is counted nowhere else.
    package init(
        rows: Int, weights: [Double]? = nil, strata: [Int]? = nil, clusters: [Int]? = nil, populations: [Double]? = nil,
        later: [LaterStage] = [], lonely: LonelyStratum = .fail
    ) throws(StatisticsError) {
        guard rows > 0 else { throw .noRows }
        let columns: [(String, Int?)] =
            [
                ("weights", weights?.count), ("strata", strata?.count), ("clusters", clusters?.count), ("populations", populations?.count),
            ] + later.flatMap { [("later.units", $0.units.count), ("later.populations", $0.populations.count)] }
        for case (let name, let count?) in columns where count != rows { throw .lengthsDiffer(name, count, expected: rows) }
        let layers = strata.map(Codes.init) ?? Codes(one: rows)
        let units = clusters.map(Codes.init) ?? Codes(rows: rows)
        first = try SamplingStage(units: units, strata: layers, population: populations)
        var inner = units
        var stages: [SamplingStage] = []
        for stage in populations == nil ? [] : later {
            let outer = inner
            inner = Codes(outer, stage.units)
            stages.append(try SamplingStage(units: inner, strata: outer, population: stage.populations))
        }
        self.later = stages
        self.lonely = lonely
        if let weights {
            self.weights = weights
        } else {
            guard populations != nil else { throw .weightsUnknown }
            let all = [first] + stages
            self.weights = (0..<rows).map { row in 1 / all.reduce(1) { $0 * $1.fractions[$1.stratumOfUnit[$1.unitOfRow[row]]] } }
        }
        for (row, weight) in self.weights.enumerated() where !(weight >= 0 && weight.isFinite) { throw .weightInvalid(row: row) }
        guard self.weights.contains(where: { $0 > 0 }) else { throw .weightsAllZero }
        guard lonely == .fail else { return }
        for (place, stage) in ([first] + stages).enumerated() {
            if let stratum = stage.lonelyStratum { throw .lonelyStratum(stratum: stratum, stage: place + 1) }
        }
    }

    package var rows: Int { weights.count }
    /// First-stage units minus strata (SV-31).
    package var degreesOfFreedom: Int { first.unitCount - first.sizes.count }
    /// Everybody was asked: there is no sampling error to print, not even ±0 (SV-39).
    package var isCensus: Bool {
        ([first] + later).allSatisfy { $0.sizes.indices.allSatisfy($0.isCensus) }
    }

    /// (Σw)² / Σw²: how many equally weighted respondents would say as much, by Kish.
    package var kishSize: Double {
        let sum = weights.reduce(0, +)
        return sum * sum / weights.reduce(0) { $0 + $1 * $1 }
    }

    /// Degrees of freedom of some rows: of the first-stage units and strata that have any.
    func degreesOfFreedom(of included: (Int) -> Bool) -> Int {
        var units = [Bool](repeating: false, count: first.unitCount)
        var strata = [Bool](repeating: false, count: first.sizes.count)
        for row in weights.indices where weights[row] != 0 && included(row) {
            units[first.unitOfRow[row]] = true
            strata[first.stratumOfUnit[first.unitOfRow[row]]] = true
        }
        return units.count { $0 } - strata.count { $0 }
    }
}
