import Kernel

/// A question to the columns: which dossiers of which days, cut by what.
package struct Slice: Hashable, Sendable {
    package typealias Dimension = DossierColumns.Dimension

    /// First and last day of the period, in days since 1970.
    package var first: UInt16
    package var last: UInt16
    /// The day at whose end open dossiers are judged, and up to which endings are known: the period's last, or an earlier or
    /// later one.
    package var asOf: UInt16
    /// None, one or two.
    package var groups: [Dimension]
    /// Only dossiers whose unit, procedure … is one of these.
    package var filters: [Dimension: Set<Int>] = [:]

    /// `asOf` is the end of the period where it is not given.
    package init(_ period: Period, by groups: [Dimension] = [], asOf: CalendarDate? = nil) {
        first = UInt16(clamping: period.first.daysSince1970)
        last = UInt16(clamping: period.last.daysSince1970)
        self.asOf = asOf.map { UInt16(clamping: $0.daysSince1970) } ?? last
        self.groups = groups
    }
}
