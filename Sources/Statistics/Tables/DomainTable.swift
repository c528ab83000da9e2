/// The means of many questions in many domains with their errors, in one pass: what a page of results by provinces needs.
///
/// Gives what ``SurveyDesign/mean(_:in:)`` gives of each pair, to rounding. Each respondent belongs to one domain or none; answers
/// that are not a number are missing.
package struct DomainTable: Sendable {
    package let domains: Int
    package let items: Int
    private let estimates: [Estimate?]

    /// Nil where nobody of the domain answered.
    package subscript(item item: Int, domain domain: Int) -> Estimate? { estimates[item * domains + domain] }

    /// `domainOf` numbers the domains from 0, nil belongs to none.
    package init(_ design: SurveyDesign, items: [[Double]], domainOf: [Int?], domains: Int) throws(StatisticsError) {
        guard domainOf.count == design.rows else { throw .lengthsDiffer("domains", domainOf.count, expected: design.rows) }
        for item in items {
            guard item.count == design.rows else { throw .lengthsDiffer("items", item.count, expected: design.rows) }
            if let value = item.first(where: \.isInfinite) { throw .notANumber("\(value)") }
        }
        for case let domain? in domainOf where !(0..<domains).contains(domain) { throw .categoryUnknown(margin: 0, category: domain) }
        (self.domains, self.items) = (domains, items.count)
        if design.calibrations.isEmpty, design.later.count < 2 {
            let cells = DomainCells(design, domainOf, domains)
            estimates = items.flatMap { cells.means($0) }
        } else {
            // A sweep reaches beyond the domain, and three stages beyond the cells, so every pair has scores of its own.
            let members = (0..<domains).map { domain in domainOf.map { $0 == domain } }
            estimates = items.flatMap { item in members.map { try? design.mean(item, in: $0) } }
        }
    }
}

/// Respondents gathered by domain and sampling unit, so that a question is summed once for all domains.
private struct DomainCells {
    private let design: SurveyDesign
    private let domains: Int
    /// Rows of the domains, those of one cell together.
    private var rows: [Int32] = []
    private var weights: [Double] = []
    private var cells: [Cell] = []
    /// The cells of each domain.
    private var cellsOfDomain: [Range<Int>] = []
    private let firstRoots: [Double]
    private let secondRoots: [Double]

    private struct Cell {
        let rows: Range<Int>
        /// Of the last stage.
        let unit: Int
        let cluster: Int
        let stratum: Int
    }

    init(_ design: SurveyDesign, _ domainOf: [Int?], _ domains: Int) {
        self.design = design
        self.domains = domains
        firstRoots = design.rootScales(design.first)
        secondRoots = design.later.first.map(design.rootScales) ?? []
        let last = design.later.first ?? design.first
        // Sorted by counting: first by unit, then by cluster, stratum and domain, each keeping the order before.
        var order = (0..<design.rows).filter { domainOf[$0] != nil && design.weights[$0] > 0 }
        order = Self.counted(order, last.unitCount) { last.unitOfRow[$0] }
        order = Self.counted(order, design.first.unitCount) { design.first.unitOfRow[$0] }
        order = Self.counted(order, design.first.sizes.count) { design.first.stratumOfUnit[design.first.unitOfRow[$0]] }
        order = Self.counted(order, domains) { domainOf[$0] ?? 0 }
        rows = order.map { Int32($0) }
        weights = order.map { design.weights[$0] }
        var begin = 0
        for domain in 0..<domains {
            let firstCell = cells.count
            while begin < order.count, domainOf[order[begin]] == domain {
                let unit = last.unitOfRow[order[begin]]
                var end = begin + 1
                while end < order.count, domainOf[order[end]] == domain, last.unitOfRow[order[end]] == unit { end += 1 }
                let cluster = design.first.unitOfRow[order[begin]]
                cells.append(Cell(rows: begin..<end, unit: unit, cluster: cluster, stratum: design.first.stratumOfUnit[cluster]))
                begin = end
            }
            cellsOfDomain.append(firstCell..<cells.count)
        }
    }

    private static func counted(_ rows: [Int], _ count: Int, _ key: (Int) -> Int) -> [Int] {
        var starts = [Int](repeating: 0, count: count + 1)
        for row in rows { starts[key(row) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var sorted = rows
        for row in rows {
            sorted[starts[key(row)]] = row
            starts[key(row)] += 1
        }
        return sorted
    }

    /// The mean of a question in each domain.
    func means(_ item: [Double]) -> [Estimate?] {
        var sums = [Double](repeating: 0, count: cells.count)
        var bases = sums
        var counts = [Int32](repeating: 0, count: cells.count)
        for (index, cell) in cells.enumerated() {
            var (sum, base, count) = (0.0, 0.0, Int32(0))
            for place in cell.rows {
                let value = item[Int(rows[place])]
                guard !value.isNaN else { continue }
                sum += weights[place] * value
                base += weights[place]
                count += 1
            }
            (sums[index], bases[index], counts[index]) = (sum, base, count)
        }
        return cellsOfDomain.map { range in
            let respondents = range.reduce(0) { $0 + Int(counts[$1]) }
            guard respondents > 0 else { return nil }
            let base = range.reduce(0) { $0 + bases[$1] }
            let mean = range.reduce(0) { $0 + sums[$1] } / base
            let (variance, degrees) = variance(range, counts) { (sums[$0] - mean * bases[$0]) / base }
            let asked = range.reduce(0) { $0 + cells[$1].rows.count }
            return Estimate(
                value: mean, variance: variance, degreesOfFreedom: degrees, respondents: respondents, missing: asked - respondents,
                isCensus: design.isCensus)
        }
    }

    /// The variance of scores summed by cell, and the degrees of freedom of the units that have any.
    private func variance(_ range: Range<Int>, _ counts: [Int32], _ score: (Int) -> Double) -> (Double, Int) {
        var variance = 0.0
        var (clusters, strata) = (0, 0)
        var stratum = Group(), cluster = Group()
        for index in range {
            let cell = cells[index]
            let value = score(index)
            if !design.later.isEmpty {
                // Cells are second-stage units.
                cluster.add(value)
            }
            stratum.partial += value
            stratum.hasAnswers = stratum.hasAnswers || counts[index] > 0
            let next = index + 1 < range.upperBound ? cells[index + 1] : nil
            guard next?.cluster != cell.cluster else { continue }
            if let second = design.later.first {
                let share = design.first.fractions[cell.stratum]
                variance += share * cluster.squares(second, cell.cluster, secondRoots, design.lonely)
                cluster = Group()
            }
            if stratum.hasAnswers { clusters += 1 }
            stratum.add(stratum.partial)
            stratum.anyAnswers = stratum.anyAnswers || stratum.hasAnswers
            (stratum.partial, stratum.hasAnswers) = (0, false)
            guard next?.stratum != cell.stratum else { continue }
            variance += stratum.squares(design.first, cell.stratum, firstRoots, design.lonely)
            if stratum.anyAnswers { strata += 1 }
            stratum = Group()
        }
        return (variance, clusters - strata)
    }
}

/// Totals of the units of one stratum that have a score.
private struct Group {
    private var totals: [Double] = []
    var partial = 0.0
    var hasAnswers = false
    var anyAnswers = false

    mutating func add(_ total: Double) { totals.append(total) }

    /// The sum of squares from the mean over all units of the stratum; those without a score have 0.
    func squares(_ stage: SamplingStage, _ stratum: Int, _ roots: [Double], _ lonely: SurveyDesign.LonelyStratum) -> Double {
        let n = Double(stage.sizes[stratum])
        let mean = lonely == .adjust && stage.isLonely(stratum) ? 0 : totals.reduce(0, +) / n
        let inside = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (inside + (n - Double(totals.count)) * mean * mean) * roots[stratum] * roots[stratum]
    }
}
