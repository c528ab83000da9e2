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
    /// Counts the corrections: the latest version of a period is the one that holds (PI-81).
    package var version = 1
    package var nature: Nature
    package var source: String
    package var note: Bilingual?
    /// The publication that it is part of; nil for what was restated or made.
    package var publication: ID<Publication>?
    /// Nobody sees it before.
    package var published: Timestamp

    package enum Nature: String, Sendable, CaseIterable {
        /// Decided in a round of this house and published by decision.
        case decided
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

    /// So many decimals of a percent are kept, as a whole count of `percentUnit`.
    static let percentDigits = 9
    static let percentUnit: Int64 = 1_000_000_000
}

extension [Ranking] {
    /// Of each period of each series the latest version; `kept` stays in its place although a later one superseded it.
    package func current(keeping kept: ID<Ranking>? = nil) -> [Ranking] {
        var latest: [String: Ranking] = [:]
        for ranking in self {
            let key = "\(ranking.series) \(ranking.period)"
            if let held = latest[key], held.id == kept || (held.version > ranking.version && ranking.id != kept) { continue }
            latest[key] = ranking
        }
        return filter { latest["\($0.series) \($0.period)"]?.id == $0.id }
    }
}
