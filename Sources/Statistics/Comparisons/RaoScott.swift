/// Whether two questions hang together, tested on a weighted table (Rao and Scott 1984, second order).
package struct RaoScott: Hashable, Sendable {
    package let f: Double
    /// Not whole: the table's (r − 1)(c − 1), less the more unequal its design effects are.
    package let numeratorDegrees: Double
    package let denominatorDegrees: Double
    package let pValue: Double
    /// Respondents who answered both.
    package let respondents: Int

    /// `rows` and `columns` give each respondent a category, nil where there is no answer.
    package init(_ design: SurveyDesign, rows: [Int?], columns: [Int?], in domain: [Bool]? = nil) throws(StatisticsError) {
        guard rows.count == design.rows else { throw .lengthsDiffer("rows", rows.count, expected: design.rows) }
        guard columns.count == design.rows else { throw .lengthsDiffer("columns", columns.count, expected: design.rows) }
        let answered = zip(rows, columns).map { $0 != nil && $1 != nil ? 1 : Double.nan }
        let part = try Part(design, answered, domain)
        let (r, c) = (Codes(part.rows.map { rows[$0] ?? 0 }), Codes(part.rows.map { columns[$0] ?? 0 }))
        guard r.count > 1, c.count > 1 else { throw .noVariation }
        guard part.degreesOfFreedom > 0 else { throw .tooFewAnswers(part.rows.count, needed: part.rows.count + 1) }

        let cellOf = zip(r.index, c.index).map { $0 * c.count + $1 }
        var shares = [Double](repeating: 0, count: r.count * c.count)
        for (place, row) in part.rows.enumerated() { shares[cellOf[place]] += design.weights[row] / part.weight }
        let deviations = shares.indices.map { cell in
            var scores = [Double](repeating: 0, count: design.rows)
            for (place, row) in part.rows.enumerated() {
                scores[row] = design.weights[row] * ((cellOf[place] == cell ? 1 : 0) - shares[cell]) / part.weight
            }
            return design.deviations(scores)
        }
        let n = Double(part.rows.count)
        let rowShares = (0..<r.count).map { i in (0..<c.count).reduce(0) { $0 + shares[i * c.count + $1] } }
        let columnShares = (0..<c.count).map { j in (0..<r.count).reduce(0) { $0 + shares[$1 * c.count + j] } }
        let pearson = shares.indices.reduce(0) {
            let expected = rowShares[$1 / c.count] * columnShares[$1 % c.count]
            return $0 + n * (shares[$1] - expected) * (shares[$1] - expected) / expected
        }

        // What of an interaction the main effects do not explain: in a full grid the product of centred indicators.
        let contrasts = Matrix(rows: shares.count, columns: (r.count - 1) * (c.count - 1)) { cell, contrast in
            let (i, j) = (contrast / (c.count - 1), contrast % (c.count - 1))
            return ((cell / c.count == i ? 1 : 0) - 1 / Double(r.count)) * ((cell % c.count == j ? 1 : 0) - 1 / Double(c.count))
        }
        let weighted = Matrix(rows: contrasts.rows, columns: contrasts.columns) { cell, contrast in
            shares[cell] > 0 ? contrasts[cell, contrast] / shares[cell] : 0
        }
        // Deviations of each contrast, whose products are its covariances.
        let spread = Matrix(rows: contrasts.columns, columns: deviations[0].count) { contrast, unit in
            shares.indices.reduce(0) { $0 + weighted[$1, contrast] * deviations[$1][unit] }
        }
        let simple = weighted.transposed * contrasts
        let effects: Matrix
        do { effects = try Cholesky(simple).solve(spread * spread.transposed) } catch { throw .tableTooSparse }
        let trace = effects.trace * n
        let squares = (effects * effects).trace * n * n
        guard trace > 0 else { throw .noVariation }

        f = pearson / trace
        numeratorDegrees = trace * trace / squares
        denominatorDegrees = numeratorDegrees * Double(part.degreesOfFreedom)
        pValue = FDistribution(numeratorDegrees, denominatorDegrees).tails(f).upper
        respondents = part.rows.count
    }
}
