import Kernel

/// What was measured of one unit in one period, with the way back to the rows it counts (HOUSE 1).
package struct IndicatorValue: Sendable, Hashable {
    /// The id of the unit.
    package var unit: String
    /// The name that frameworks use, `dossiers.on_time`.
    package var indicator: String
    package var period: Period
    package var measure: Measure
    package var taken: Timestamp
    /// Which counting gave it, for whoever asks.
    package var source: String
    /// A page of the house that lists the rows.
    package var link: Link?
    /// Nil where all were asked, or where nobody knows how surely.
    package var interval: MeasuredInterval?

    package enum Measure: Sendable, Hashable {
        case ratio(numerator: Number, denominator: Number)
        case value(Number)
    }

    package init(
        unit: String, indicator: String, period: Period, measure: Measure, taken: Timestamp, source: String, link: Link? = nil,
        interval: MeasuredInterval? = nil
    ) {
        self.unit = unit
        self.indicator = indicator
        self.period = period
        self.measure = measure
        self.taken = taken
        self.source = source
        self.link = link
        self.interval = interval
    }
}
