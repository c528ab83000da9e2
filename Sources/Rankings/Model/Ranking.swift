import Kernel
import Scoring
import Units

/// The result of one block in one period under one framework (GL-2, GL-12).
package struct Ranking: Sendable, Hashable {
    package var id: ID<Ranking>
    /// Its address: `provinces-766-2026-10-10`.
    package var code: String
    /// The line of rankings over periods that it continues; units are compared along it (PI-57).
    package var series: String
    /// `code@version` of the framework.
    package var framework: String
    package var title: Bilingual
    package var period: Period
    package var nature: Nature
    package var source: String
    package var note: Bilingual?
    package var published: Timestamp

    package enum Nature: String, Sendable, CaseIterable {
        /// Restated from a published result, with its source.
        case published
        /// Made by the generator of the demonstration.
        case generated
    }
}

/// One unit's line in a ranking, as it was computed when the ranking was published.
package struct RankingResult: Sendable, Hashable {
    package var unit: ID<Unit>
    package var unitCode: String
    package var unitName: Bilingual
    package var sortKey: String
    package var searchText: String
    /// Place in the printed table, from 0.
    package var position: Int
    package var rank: Rank?
    package var directRank: Rank?
    package var surveyRank: Rank?
    package var direct: Points
    package var directMaximum: Points
    package var survey: Points
    package var surveyMaximum: Points
    package var bonus: Points
    package var penalty: Points
    package var total: Points
    package var maximum: Points
    /// For the eye; ranks and bands came from the exact one.
    ///
    /// Nil when nothing was applicable.
    package var percent: Ratio?
    package var band: Int?
}
