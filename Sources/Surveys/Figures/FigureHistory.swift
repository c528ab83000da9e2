import Kernel

/// An index over the periods of a unit's campaigns, cut where it is another thing (SV-2, SV-6).
package enum FigureHistory {
    package struct Point: Hashable, Sendable {
        package let period: Period
        package let value: Number?
        package let cut: Cut?
    }

    /// Why two neighbours are not on one line.
    package enum Cut: String, Hashable, Sendable, CaseIterable {
        /// To 2021 people who had just used a service were asked, from 2022 households that were drawn (SV-2).
        case regime
        /// Asked with another instrument.
        case instrument
    }

    /// The first year of the regime that holds since.
    private static let regimeYear = 2022

    /// Of a campaign that let out several editions the last counts.
    static func points(_ rows: [(campaign: String, period: String, edition: Int, instrument: String, value: String?)]) -> [Point] {
        var last: [(period: Period, instrument: String, value: Number?, campaign: String)] = []
        for row in rows {
            guard let period = Period(row.period) else { continue }
            if last.last?.campaign == row.campaign { last.removeLast() }
            last.append((period, row.instrument, row.value.flatMap { Number($0) }, row.campaign))
        }
        last.sort { ($0.period.first, $0.campaign) < ($1.period.first, $1.campaign) }
        return last.enumerated().map { index, row in
            let before = index > 0 ? last[index - 1] : nil
            let crosses = before.map { $0.period.last.year < regimeYear && row.period.last.year >= regimeYear } ?? false
            let differs = before.map { $0.instrument != row.instrument } ?? false
            return Point(period: row.period, value: row.value, cut: crosses ? .regime : differs ? .instrument : nil)
        }
    }
}
