extension SurveyDesign {
    /// The same sample with weights that give known totals of numbers, changed as little as squares tell (generalised regression).
    ///
    /// `columns` holds a number of each respondent, for example 1, age, a category's 0 or 1; `totals` their totals in the population.
    /// Weights may come out below zero; raking never does that.
    package func calibrated(_ columns: [[Double]], totals: [Double]) throws(StatisticsError) -> SurveyDesign {
        guard columns.count == totals.count else { throw .lengthsDiffer("totals", totals.count, expected: columns.count) }
        for column in columns {
            guard column.count == rows else { throw .lengthsDiffer("columns", column.count, expected: rows) }
            guard column.allSatisfy(\.isFinite) else { throw .notANumber("columns") }
        }
        guard totals.allSatisfy(\.isFinite) else { throw .notANumber("totals") }
        let moments = try Moments(columns, weights)
        var design = self
        // A second step takes off what the first left by rounding.
        for _ in 0..<2 {
            let lacking = zip(columns, totals).map { column, total in total - zip(column, design.weights).reduce(0) { $0 + $1.0 * $1.1 } }
            let lambda = moments.solve(lacking)
            for row in weights.indices {
                design.weights[row] += weights[row] * columns.indices.reduce(0) { $0 + columns[$1][row] * lambda[$1] }
            }
        }
        design.calibrations.append(LinearSweep(columns: columns, moments: moments, before: weights, after: design.weights))
        return design
    }
}

/// Σ w·x·xᵀ of some columns, ready to be solved.
struct Moments: Sendable {
    private let triangle: Cholesky

    init(_ columns: [[Double]], _ weights: [Double]) throws(StatisticsError) {
        let matrix = Matrix(rows: columns.count, columns: columns.count) { i, j in
            weights.indices.reduce(0) { $0 + weights[$1] * columns[i][$1] * columns[j][$1] }
        }
        do { triangle = try Cholesky(matrix) } catch { throw .columnDependent(column: error.column) }
    }

    func solve(_ right: [Double]) -> [Double] { triangle.solve(right) }
}

/// Scores minus their regression on the columns.
struct LinearSweep: Calibration {
    let columns: [[Double]]
    let moments: Moments
    let before: [Double]
    let after: [Double]

    func sweep(_ scores: inout [Double]) {
        var residuals = scores.indices.map { after[$0] != 0 ? scores[$0] / after[$0] : 0 }
        for _ in 0..<2 {
            let products = columns.map { column in column.indices.reduce(0) { $0 + before[$1] * column[$1] * residuals[$1] } }
            let b = moments.solve(products)
            for row in residuals.indices { residuals[row] -= columns.indices.reduce(0) { $0 + columns[$1][row] * b[$1] } }
        }
        for row in scores.indices { scores[row] = residuals[row] * after[row] }
    }
}
