import Kernel

/// How a unit moved between two periods (PI-57, PI-58): points and places, each with its own sign.
///
/// *Tăng bậc* means that the rank number falls: one can gain points and lose places at once (SD-26).
package struct Change: Sendable, Hashable {
    /// Positive when points were gained; nil when the sets are not comparable.
    package var points: Points?
    package var direct: Points?
    package var survey: Points?
    /// Positive when places were gained, in halves of a place.
    package var placesInHalves: Int?
    /// The earlier set is not comparable; only then are the differences nil.
    package var isSetChanged: Bool

    /// What a unit had in one period.
    package struct Standing: Sendable, Hashable {
        package var total: Points
        package var direct: Points
        package var survey: Points
        package var rank: Rank?

        package init(total: Points, direct: Points, survey: Points, rank: Rank?) {
            self.total = total
            self.direct = direct
            self.survey = survey
            self.rank = rank
        }
    }

    package init(from earlier: Standing, to later: Standing, comparable: Bool) {
        isSetChanged = !comparable
        guard comparable else { return }
        points = later.total - earlier.total
        direct = later.direct - earlier.direct
        survey = later.survey - earlier.survey
        if let before = earlier.rank, let after = later.rank { placesInHalves = before.halves - after.halves }
    }
}

extension Framework {
    /// Whether results under the other version may be compared with results under this one (PI-57).
    package func isComparable(with other: String) -> Bool { other == identity || comparableWith.contains(other) }
}
