/// A quantile and where it may lie.
package struct QuantileEstimate: Hashable, Sendable {
    package let value: Double
    /// Nil where the share below has no interval, or one that leaves 0…1.
    package let interval: Interval?
    package let respondents: Int
}

extension SurveyDesign {
    /// Where the weighted distribution function steps over a share.
    package enum QuantileRule: String, Hashable, Sendable, CaseIterable {
        /// The first value at which the share is reached.
        case math
        /// The same, but halfway to the next value where the share is met exactly, as the median of an even number is taught.
        case school
    }

    /// The value below which a share (above 0, below 1) of the population lies.
    ///
    /// The interval is Woodruff's: the share of values up to the estimate gets an interval, whose ends become quantiles. `method` and
    /// rule are those of R's `svyquantile`.
    package func quantile(
        _ share: Double, of values: [Double], in domain: [Bool]? = nil, rule: QuantileRule = .math, method: Proportion.Method = .mean,
        level: Level = .standard
    ) throws(StatisticsError) -> QuantileEstimate {
        guard share > 0, share < 1 else { throw .shareInvalid }
        let part = try Part(self, values, domain)
        guard part.weight > 0 else { throw .nobodyInDomain }
        let sorted = part.rows.sorted { values[$0] < values[$1] }
        var running = 0.0
        let steps = sorted.map { row in
            running += weights[row]
            return (value: values[row], reached: running)
        }
        func value(at share: Double) -> Double {
            let wanted = share * running
            // Sums of weights that should meet the share exactly may miss it in the last digits.
            let slack = 1e-12 * running
            let place = steps.firstIndex { $0.reached >= wanted - slack } ?? steps.count - 1
            guard rule == .school, place + 1 < steps.count, abs(steps[place].reached - wanted) <= slack else { return steps[place].value }
            return (steps[place].value + steps[place + 1].value) / 2
        }
        let found = value(at: share)
        let below = try proportion(values.map { $0.isNaN ? .nan : $0 <= found ? 1 : 0 }, in: domain)
        var interval: Interval?
        if let shares = below.interval(method, level), shares.lower >= 0, shares.upper <= 1 {
            interval = Interval(lower: value(at: shares.lower), upper: value(at: shares.upper))
        }
        return QuantileEstimate(value: found, interval: interval, respondents: part.rows.count)
    }
}
