import Kernel

/// One figure as it is kept: what it is of, on how many answers it rests, how it was weighted, and how surely it is known.
///
/// Shares, scores and indexes are percent; a mean is in degrees, a total in people, a test's figure its p value.
package struct FigureLine: Hashable, Sendable {
    package enum Weighted: String, Hashable, Sendable, CaseIterable {
        case none, design, calibrated, census
    }

    /// How an interval was made.
    package enum Interval: String, Hashable, Sendable, CaseIterable {
        case none, t, wilson
        case clopperPearson = "clopper_pearson"
        case logit
    }

    /// What whoever reads the figure must know; a promise, kept in the database.
    package enum Note: String, Hashable, Sendable, CaseIterable {
        /// Fewer answers than may be shown (SV-54).
        case small
        /// Hidden because a small cell could be told from it.
        case complementary
        /// Whoever came answered: no sample, and no interval (SV-67).
        case selfSelected = "self_selected"
        /// Some answers of the series belong to no draw and are left out.
        case withoutCell = "without_cell"
        /// The same people judged all units, so the error is the largest that can be.
        case bound
        /// Below the floor of the formula (SV-22 d).
        case belowFloor = "below_floor"
        /// Parts that nobody was asked about are left out.
        case partLeftOut = "part_left_out"
        /// Nobody answered.
        case nobody
        /// Answers do not differ, or too few groups are left to test.
        case noTest = "no_test"

        var hides: Bool { self == .small || self == .complementary }
    }

    /// Code of the group; empty: all groups together.
    package var respondents: String
    /// Id of the unit; empty: all units together.
    package var unit: String
    package var stream: KeptAnswer.Stream
    /// `item/q1`, `satisfied/q1`, `mean/q1`, `total/q1`, `part/access`, `index`, `points`, `alpha`, `response`, `channel/web`, `test/q1`.
    package var figure: String
    /// Answers of those who could answer.
    package var asked: Int
    /// Answers behind the figure; blank and "don't know" are not among them (SV-23).
    package var answered: Int
    package var weighted: Weighted = .none
    package var value: Number?
    package var error: Number?
    package var low: Number?
    package var high: Number?
    package var interval: Interval = .none
    /// Without weights where the figure has them, and the other way round (SV-24).
    package var other: Number?
    package var effect: Number?
    package var notes: [Note] = []

    package init(_ figure: String, of respondents: String, unit: String, stream: KeptAnswer.Stream, asked: Int, answered: Int) {
        self.figure = figure
        self.respondents = respondents
        self.unit = unit
        self.stream = stream
        self.asked = asked
        self.answered = answered
    }

    /// The test of all questions together whether channels differ.
    package static let test = "test"

    var isTest: Bool { figure == Self.test || figure.hasPrefix("\(Self.test)/") }

    package var isHidden: Bool { notes.contains(where: \.hides) }

    /// Without any value, for a reason.
    mutating func hide(_ note: Note) {
        (value, error, low, high, other, effect) = (nil, nil, nil, nil, nil, nil)
        interval = .none
        if !notes.contains(note) { notes.append(note) }
    }

    /// What tells it from others of a campaign and an edition.
    package struct Key: Hashable, Sendable {
        package let respondents: String
        package let unit: String
        package let stream: KeptAnswer.Stream
        package let figure: String

        package init(_ respondents: String, _ unit: String, _ stream: KeptAnswer.Stream, _ figure: String) {
            self.respondents = respondents
            self.unit = unit
            self.stream = stream
            self.figure = figure
        }
    }

    package var key: Key { Key(respondents, unit, stream, figure) }
}

extension Sequence<FigureLine> {
    /// In one order, whatever order they were made in.
    package var inOrder: [FigureLine] {
        sorted {
            ($0.respondents, $0.stream.rawValue, $0.figure, $0.unit) < ($1.respondents, $1.stream.rawValue, $1.figure, $1.unit)
        }
    }
}
