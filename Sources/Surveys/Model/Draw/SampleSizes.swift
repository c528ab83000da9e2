import Kernel
import Statistics

/// How many are wanted, by the formula of a design, and how they fall to the strata (SV-12, SV-15).
package struct SampleSizes: Hashable, Sendable {
    /// Before rounding, to ten digits; of a size by stratum the sum.
    package let exact: Number
    /// Whole forms to send.
    package let whole: Int
    /// In the order of the strata.
    package let strata: [Int]
    /// Half the width of the interval of a share of so many, as a share (SV-35); nil where everybody is asked.
    package let margin: Number?

    package init(_ design: SampleDesign, among strata: [Stratum]) throws {
        let population = strata.reduce(0) { $0 + $1.population }
        guard population > 0 else { throw StatisticsError.sizeInvalid(0) }
        switch design.draw {
        case .census:
            self.init(exact: Number(population), strata: strata.map(\.population), margin: nil)
        case .stages:
            // Villages and people are as many as the plan says; the formula is shown beside it.
            let each = design.communes * design.villages * design.households
            let shares = strata.map { min(each, $0.population) }
            self.init(
                exact: try Self.size(design, population).decimal, strata: shares, margin: try Self.margin(design, shares.reduce(0, +)))
        case .simple, .systematic:
            if design.sizing == .stratum {
                try self.init(byStratum: design, strata)
            } else {
                try self.init(whole: design, strata, population)
            }
        }
    }

    private init(byStratum design: SampleDesign, _ strata: [Stratum]) throws {
        let sizes = try strata.map { stratum in
            stratum.isCertain ? (exact: Number(stratum.population), whole: stratum.population) : try Self.one(design, stratum)
        }
        let exact = sizes.reduce(Ratio.zero) { sum, size in (try? sum + size.exact.ratio) ?? sum }
        let wholes = sizes.map(\.whole)
        self.init(exact: exact.number(scale: 6) ?? .zero, strata: wholes, margin: try Self.margin(design, wholes.reduce(0, +)))
    }

    private init(whole design: SampleDesign, _ strata: [Stratum], _ population: Int) throws {
        let size = try Self.size(design, population)
        let wanted = min(population, size.whole)
        let parts = strata.map {
            Allocation.Stratum(population: $0.population, deviation: $0.deviation, minimum: $0.minimum, isCertain: $0.isCertain)
        }
        let shared =
            switch design.sharing {
            case .proportional: try Allocation.proportional(wanted, among: parts)
            case .neyman: try Allocation.neyman(wanted, among: parts)
            }
        self.init(exact: size.decimal, strata: shared.whole, margin: try Self.margin(design, wanted))
    }

    private init(exact: Number, strata: [Int], margin: Number?) {
        self.exact = exact
        self.strata = strata
        whole = strata.reduce(0, +)
        self.margin = margin
    }

    private static func one(_ design: SampleDesign, _ stratum: Stratum) throws -> (exact: Number, whole: Int) {
        guard stratum.population > 0 else { return (.zero, 0) }
        let size = try size(design, stratum.population)
        return (size.decimal, min(stratum.population, max(size.whole, stratum.minimum)))
    }

    private static func size(_ design: SampleDesign, _ population: Int) throws -> SampleSize {
        switch design.formula {
        case .given: return SampleSize(given: design.givenSize ?? population)
        case .guidance2013:
            return try SampleSize.guidance2013(population: population, margin: design.margin.binary).times(design.designEffect)
        case .cochran:
            return try SampleSize.cochran(
                population: population, margin: design.margin.binary, share: design.share.binary, designEffect: design.designEffect.binary)
        }
    }

    private static func margin(_ design: SampleDesign, _ size: Int) throws -> Number? {
        guard size > 0 else { return nil }
        let margin = try SampleSize.margin(share: design.share.binary, size: size, designEffect: design.designEffect.binary)
        return Number(margin, digits: 4)
    }
}
