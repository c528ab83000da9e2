import Kernel
import WorkingTime

/// The way of a parcel (OS-58): its days are shown apart and are no days of handling (SD-29).
package struct Transport: Hashable, Sendable {
    package let parcel: Parcel
    /// Working days on the way, until it arrived or until now; nil where nobody said when it was handed in.
    package let days: Int?
    /// By when the post should have brought it; nil where no days were decided for the procedure.
    package let expected: CalendarDate?
    /// Whether it came, or is on its way, after that day.
    package let isLate: Bool

    /// `postDays` are those that were decided for the procedure, 0 for none.
    init(_ parcel: Parcel, postDays: Int, in calendar: WorkCalendar, at now: Timestamp) throws {
        self.parcel = parcel
        let until = max(parcel.arrived ?? now, parcel.handed)
        let isSaid = parcel.arrived != parcel.handed
        days = isSaid ? try calendar.workingDays(after: parcel.handed.vietnamDate, through: until.vietnamDate) : nil
        expected = postDays > 0 && isSaid ? try calendar.deadline(.workingDays(postDays), from: parcel.handed).day : nil
        isLate = expected.map { until.vietnamDate > $0 } ?? false
    }
}

/// What the post carried one way in some time.
package struct TransportCount: Hashable, Sendable {
    package let direction: Parcel.Direction
    package let parcels: Int
    /// Those of which both ends of the way are known.
    package let known: Int
    /// How long those were on the way, together.
    package let milliseconds: Int

    /// Days of the calendar on the way, on average; nil where none is known.
    package var days: Ratio? { known > 0 ? Ratio(Int64(milliseconds), Int64(known) * 86_400_000) : nil }
}
