/// How many to ask, as a number that is not yet rounded; ``whole`` are the forms to send.
///
/// Round up only at the end, after design effect and finite population (SV-12).
package struct SampleSize: Hashable, Sendable {
    package let exact: Double

    /// Rounded up to whole forms.
    ///
    /// What a product of decimals misses a whole number by is not one more form. Never more than 10¹⁵.
    package var whole: Int { Int((min(exact, 1e15) * (1 - 1e-12)).rounded(.up)) }

    /// n = N ÷ (1 + N·e²), the formula of the Ministry's guidance of 2013 (SV-12).
    ///
    /// It rounds z to 2 and the share to one half and holds for simple random sampling alone; say so where it is printed.
    package static func guidance2013(population: Int, margin: Double = 0.05) throws(StatisticsError) -> SampleSize {
        guard population > 0 else { throw .sizeInvalid(population) }
        try check(margin)
        return SampleSize(exact: Double(population) / (1 + Double(population) * margin * margin))
    }

    /// Cochran's z²·p(1 − p)/e², times a design effect, then for a finite population (SV-12).
    ///
    /// `margin` is half the width of the interval, as a share; `population` nil is an endless one; at most the population is asked.
    package static func cochran(
        population: Int? = nil, margin: Double = 0.05, share: Double = 0.5, level: Level = .standard, designEffect: Double = 1
    ) throws(StatisticsError) -> SampleSize {
        try check(margin)
        guard share > 0, share < 1 else { throw .shareInvalid }
        guard designEffect > 0, designEffect.isFinite else { throw .notANumber("\(designEffect)") }
        let z = Normal.quantile(level.upperProbability)
        let endless = z * z * share * (1 - share) / (margin * margin) * designEffect
        guard let population else { return SampleSize(exact: endless) }
        guard population > 0 else { throw .sizeInvalid(population) }
        return SampleSize(exact: min(endless / (1 + (endless - 1) / Double(population)), Double(population)))
    }

    private static func check(_ margin: Double) throws(StatisticsError) {
        guard margin > 0, margin < 1 else { throw .errorMarginInvalid }
    }

    /// Half the width of an interval of a share: z·√(deff·p(1 − p)/n), as a share (SV-35).
    package static func margin(share: Double, size: Int, designEffect: Double = 1, level: Level = .standard) throws(StatisticsError)
        -> Double
    {
        guard (0...1).contains(share) else { throw .shareInvalid }
        guard size > 0 else { throw .sizeInvalid(size) }
        guard designEffect > 0, designEffect.isFinite else { throw .notANumber("\(designEffect)") }
        return Normal.quantile(level.upperProbability) * (designEffect * share * (1 - share) / Double(size)).squareRoot()
    }
}
