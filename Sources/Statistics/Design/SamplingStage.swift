/// One stage of a draw: which unit each row belongs to, and of how many the units of each stratum were drawn.
///
/// At the second stage the strata are the clusters of the first.
struct SamplingStage: Sendable {
    /// The unit of each row, from 0 in order of appearance.
    let unitOfRow: [Int]
    /// The stratum of each unit, from 0 in order of appearance.
    let stratumOfUnit: [Int]
    /// How many units each stratum has in the sample.
    let sizes: [Int]
    /// The share of its units that was drawn, f; 0 where they were drawn with replacement.
    let fractions: [Double]
    /// The strata as they were given.
    let stratumCodes: [Int]

    var unitCount: Int { stratumOfUnit.count }

    init(units: Codes, strata: Codes, population: [Double]?) throws(StatisticsError) {
        var stratumOfUnit = [Int](repeating: -1, count: units.count)
        var sizes = [Int](repeating: 0, count: strata.count)
        var populations = [Double](repeating: .infinity, count: strata.count)
        var isFirst = [Bool](repeating: true, count: strata.count)
        for row in units.index.indices {
            let (unit, stratum) = (units.index[row], strata.index[row])
            if stratumOfUnit[unit] < 0 {
                stratumOfUnit[unit] = stratum
                sizes[stratum] += 1
            } else if stratumOfUnit[unit] != stratum {
                throw .clusterInTwoStrata(cluster: units.codes[unit])
            }
            guard let population else { continue }
            guard !population[row].isNaN, isFirst[stratum] || populations[stratum] == population[row] else {
                throw .populationsDiffer(stratum: strata.codes[stratum])
            }
            populations[stratum] = population[row]
            isFirst[stratum] = false
        }
        for stratum in sizes.indices where populations[stratum] < Double(sizes[stratum]) {
            throw .populationTooSmall(stratum: strata.codes[stratum], sampled: sizes[stratum])
        }
        unitOfRow = units.index
        stratumCodes = strata.codes
        self.stratumOfUnit = stratumOfUnit
        self.sizes = sizes
        fractions = zip(sizes, populations).map { Double($0) / $1 }
    }

    /// Whether a stratum was asked whole, so that nothing in it varies from draw to draw.
    func isCensus(_ stratum: Int) -> Bool { 1 - fractions[stratum] < 1e-7 }

    /// The first lonely stratum, as it was given.
    var lonelyStratum: Int? { sizes.indices.first(where: isLonely).map { stratumCodes[$0] } }

    func isLonely(_ stratum: Int) -> Bool { sizes[stratum] == 1 && !isCensus(stratum) }

    /// By how much the square of a unit's deviation counts: (1 − f)·n/(n − 1) (SV-30).
    func scale(_ stratum: Int) -> Double {
        if isCensus(stratum) { return 0 }
        let n = Double(sizes[stratum])
        return (1 - fractions[stratum]) * (n > 1 ? n / (n - 1) : 1)
    }
}

/// Codes of any kind numbered from 0 in order of appearance.
struct Codes: Sendable {
    let index: [Int]
    let codes: [Int]

    var count: Int { codes.count }

    init(_ column: [Int]) {
        var known: [Int: Int] = [:]
        var codes: [Int] = []
        // Lists are mostly sorted: a code is that of the row before.
        var last: (code: Int, index: Int)?
        index = column.map { code in
            if let last, last.code == code { return last.index }
            let index = known[code] ?? codes.count
            if index == codes.count {
                known[code] = index
                codes.append(code)
            }
            last = (code, index)
            return index
        }
        self.codes = codes
    }

    /// The pairs that occur of an outer and an inner code; each keeps its inner code.
    init(_ outer: Codes, _ column: [Int]) {
        let inner = Codes(column)
        let pairs = Codes(zip(outer.index, inner.index).map { $0 * inner.count + $1 })
        index = pairs.index
        codes = pairs.codes.map { inner.codes[$0 % inner.count] }
    }

    /// Every row for itself.
    init(rows: Int) {
        index = Array(0..<rows)
        codes = index
    }

    /// All rows alike.
    init(one rows: Int) {
        index = [Int](repeating: 0, count: rows)
        codes = [0]
    }
}
