import Kernel

/// How a framework rounds, treats what is absent, bands and ranks.
package struct FrameworkSettings: Sendable, Hashable {
    /// A leaf's exact points are rounded once, half-up, to so many decimals (PI-59).
    package var decimals = Points.decimals
    package var notApplicable = NotApplicablePolicy.renormalise
    package var surveyAbsent = SurveyAbsentPolicy.error
    package var missing = MissingPolicy.error
    package var bandsOn = BandsOn.percent
    package var ties = TiePolicy.competition
    package var extras = ExtrasPolicy.inPercent
    package var display = Display()

    /// What a leaf out of the denominator does to the total (PI-41…43, OS-62).
    package enum NotApplicablePolicy: String, Sendable, CaseIterable {
        /// The score is converted to the full maximum from the exact ratio.
        case renormalise
        /// The maximum shrinks and the score stays.
        case reduce
    }

    /// What a unit without a survey gets (PI-38).
    package enum SurveyAbsentPolicy: String, Sendable, CaseIterable {
        case error
        /// Direct ÷ direct maximum, converted to the full maximum.
        case rescale
    }

    /// Whether bonus and penalty enter the percent (PI-44).
    package enum ExtrasPolicy: String, Sendable, CaseIterable {
        case inPercent = "in_percent"
        case outside
    }

    package enum BandsOn: String, Sendable, CaseIterable {
        case percent, points
    }

    /// Digits and mode for the eye only (PI-59).
    package struct Display: Sendable, Hashable {
        package var digits = 2
        package var mode = Rounding.halfUp

        package init(digits: Int = 2, mode: Rounding = .halfUp) {
            self.digits = digits
            self.mode = mode
        }
    }

    package init() {}
}

/// What data missing with a reason do (PI-45).
package enum MissingPolicy: String, Sendable, CaseIterable {
    case error
    /// No points; the unit is ranked.
    case none
    /// No points, and the unit stays out of the ranking.
    case unranked
}

/// What a ratio above one, or more than the maximum, does.
package enum OverPolicy: String, Sendable, CaseIterable {
    case error, cap
}

/// What a zero denominator does.
package enum ZeroPolicy: String, Sendable, CaseIterable {
    case error, none, full
    case notApplicable = "not_applicable"
}

/// What a tie does to the ranks (PI-55): 1224, 1334, 1 2.5 2.5 4, 1223, or a list of criteria asked in turn.
package enum TiePolicy: Sendable, Hashable {
    case competition
    case modifiedCompetition
    case average
    case dense
    /// Codes of criteria; the greater points come first, what is still equal shares a 1224 rank.
    case tieBreak([String])
}
