import Kernel

/// What came out for many units of one sheet: points and applicable maxima of every row, and the totals.
package struct ScoreTable: Sendable {
    package let rowCount: Int
    let scored: [ScoredRow]
    package let totals: [UnitTotal]
    /// Figures that could not be scored.
    ///
    /// A unit with a fault has no result worth showing.
    package let faults: [ScoreFault]

    package func points(unit: Int, row: Int) -> Points { Points(micro: scored[unit * rowCount + row].points) }
    /// The maximum without what is not applicable; 0 where the whole row is.
    package func applicable(unit: Int, row: Int) -> Points { Points(micro: scored[unit * rowCount + row].applicable) }
    func branch(unit: Int, row: Int) -> UInt8 { scored[unit * rowCount + row].branch }
}

/// One row of one unit: millionths of points, and the branch that gave them.
struct ScoredRow: Sendable {
    var points: Int64 = 0
    var applicable: Int64 = 0
    /// Of the rule or a ``CommonBranch``; 0 for sums.
    var branch: UInt8 = 0
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
    package var percent: IndexPercent?
    /// A leaf that is missing keeps the unit out of the ranking (PI-45).
    package var isUnranked = false
    /// A survey leaf was left out because no survey was held (PI-38).
    var hasNoSurvey = false
    /// The score was converted to the full maximum.
    package var isConverted = false

    /// Direct and survey points before conversion, bonus and penalty.
    package var score: Points { direct + survey }

    /// Counts one leaf in.
    mutating func add(_ points: Int64, of maximum: Int64, isSurvey: Bool) {
        if isSurvey {
            survey.micro &+= points
            surveyMaximum.micro &+= maximum
        } else {
            direct.micro &+= points
            directMaximum.micro &+= maximum
        }
    }
}

/// Points ÷ maximum, exact and not reduced, so that units with equal maxima compare by one integer.
package struct IndexPercent: Sendable, Hashable, Comparable {
    let numerator: Int128
    /// Positive.
    let denominator: Int128

    package var ratio: Ratio { Ratio(numerator, denominator) }

    package static func < (one: Self, other: Self) -> Bool {
        one.denominator == other.denominator ? one.numerator < other.numerator : one.ratio < other.ratio
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.denominator == other.denominator ? one.numerator == other.numerator : one.ratio == other.ratio
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(ratio) }
}
