import Kernel

/// What came out for many units of one sheet: points and applicable maxima of every row, and the totals.
package struct ScoreTable: Sendable {
    /// Column by column, a column of all units for each row of the sheet.
    var points: [Int64]
    /// Of the rule, or a ``CommonBranch``; ``open`` for sums, ``refused`` where there is a fault.
    var branches: [UInt8]
    /// What is not applicable of the rows' fulls.
    var reductions: Columns<Int64>
    private let fulls: [Int64]
    package internal(set) var totals: [UnitTotal]
    /// Figures that could not be scored, in the order of units and rows.
    ///
    /// A unit with a fault has no result worth showing.
    package internal(set) var faults: [ScoreFault]

    static let open = UInt8.max
    static let refused = UInt8.max - 1

    init(_ sheet: ScoreSheet, units: Int) {
        points = Array(repeating: 0, count: sheet.fulls.count * units)
        branches = Array(repeating: Self.open, count: sheet.rows.count * units)
        reductions = Columns(0, columns: sheet.fulls.count, units: units)
        fulls = sheet.fulls
        totals = []
        faults = []
    }

    package func points(unit: Int, row: Int) -> Points { Points(micro: points[row * totals.count + unit]) }
    /// The maximum without what is not applicable; 0 where the whole row is.
    package func applicable(unit: Int, row: Int) -> Points { Points(micro: fulls[row] - reductions[unit, row]) }
    func branch(unit: Int, row: Int) -> UInt8 { branches[row * totals.count + unit] }
}

/// A leaf of a unit whose figures cannot be scored.
package struct ScoreFault: Sendable, Hashable {
    package var unit: Int
    package var row: Int
    package var fault: RuleFault
}

/// The sums of one unit.
///
/// All are exact; only `total` has been rounded, to millionths, when it was converted.
package struct UnitTotal: Sendable, Hashable {
    /// Sums of the leaves by method (PI-3), with their applicable maxima.
    package var direct = Points.zero
    package var directMaximum = Points.zero
    package var survey = Points.zero
    package var surveyMaximum = Points.zero
    /// Bonus and penalty after their caps; penalty is not positive.
    package var bonus = Points.zero
    package var penalty = Points.zero
    /// The applicable maximum (PI-41).
    package var maximum = Points.zero
    /// Direct and survey points, converted to the full maximum where the framework does so, with bonus and penalty.
    package var total = Points.zero
    /// Unrounded; what ranks and bands look at.
    ///
    /// Nil when nothing is applicable.
    package var percent: Share?
    /// A leaf that is missing keeps the unit out of the ranking (PI-45).
    package var isUnranked = false
    /// A survey leaf was left out because no survey was held (PI-38).
    var hasNoSurvey = false
    /// The score was converted to the full maximum.
    package var isConverted = false

    /// Direct and survey points before conversion, bonus and penalty.
    package var score: Points { direct + survey }
}
