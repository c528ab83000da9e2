import Kernel

/// How far two ratings of the same things agree, beyond what chance would give (Cohen 1960); for double entry and re-interviews
/// (SV-43, SV-56).
package struct Kappa: Hashable, Sendable {
    /// Share of equal ratings, 0…1.
    package let agreement: Double
    /// Cohen's kappa: 1 is full agreement, 0 as much as by chance.
    package let value: Double

    /// A square table of counts or weights, first rating by second.
    package init(_ table: [[Double]]) throws(StatisticsError) {
        for line in table where line.count != table.count { throw .lengthsDiffer("table", line.count, expected: table.count) }
        let cells = table.joined()
        guard cells.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw .notANumber("table") }
        let total = cells.reduce(0, +)
        guard total > 0 else { throw .nobodyInDomain }
        let agreed = table.indices.reduce(0) { $0 + table[$1][$1] } / total
        let chance = table.indices.reduce(0) { sum, k in
            sum + table[k].reduce(0, +) * table.reduce(0) { $0 + $1[k] } / (total * total)
        }
        try self.init(agreement: agreed, chance: chance)
    }

    /// A square table of counts.
    package init(counts: [[Int]]) throws(StatisticsError) { try self.init(counts.map { $0.map(Double.init) }) }

    /// Kappa as an exact number of ten significant digits, half-even: how it leaves this target (HOUSE §4.4).
    package var decimal: Number? { Number(value, digits: 10) }

    fileprivate init(agreement: Double, chance: Double) throws(StatisticsError) {
        guard chance < 1 - 1e-15 else { throw .noVariation }
        self.agreement = agreement
        value = (agreement - chance) / (1 - chance)
    }
}

extension SurveyDesign {
    /// Kappa in the population, with its error by the design; categories are nil where a rating is missing.
    package func kappa(_ one: [Int?], _ other: [Int?], in domain: [Bool]? = nil) throws(StatisticsError) -> Estimate {
        guard one.count == rows else { throw .lengthsDiffer("one", one.count, expected: rows) }
        guard other.count == rows else { throw .lengthsDiffer("other", other.count, expected: rows) }
        let part = try Part(self, zip(one, other).map { $0 != nil && $1 != nil ? 1 : .nan }, domain)
        let codes = Codes(part.rows.flatMap { [one[$0] ?? 0, other[$0] ?? 0] })
        let ratings = part.rows.indices.map { (codes.index[2 * $0], codes.index[2 * $0 + 1]) }
        var (first, second) = ([Double](repeating: 0, count: codes.count), [Double](repeating: 0, count: codes.count))
        var agreed = 0.0
        for (row, rating) in zip(part.rows, ratings) {
            let share = weights[row] / part.weight
            first[rating.0] += share
            second[rating.1] += share
            if rating.0 == rating.1 { agreed += share }
        }
        let chance = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
        let kappa = try Kappa(agreement: agreed, chance: chance)
        var scores = [Double](repeating: 0, count: rows)
        for (row, rating) in zip(part.rows, ratings) {
            // Derivatives by the share of agreement and by that of chance, which takes both ratings' shares.
            let byAgreement = ((rating.0 == rating.1 ? 1 : 0) - agreed) / (1 - chance)
            let byChance = (second[rating.0] + first[rating.1] - 2 * chance) * (agreed - 1) / ((1 - chance) * (1 - chance))
            scores[row] = weights[row] / part.weight * (byAgreement + byChance)
        }
        return estimate(kappa.value, scores, part)
    }
}
