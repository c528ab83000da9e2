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

/// What may be counted of a slice.
///
/// Every dossier of a period falls into one cell of a ``Tally``; this says which cells make what, for the sums and for the list of
/// the dossiers behind them.
package enum Counted: String, Sendable, CaseIterable {
    /// Received in the period.
    case received
    /// Of these, ended in time by the day of judging.
    case receivedOnTime = "received_on_time"
    /// Received before the period and open at its beginning.
    case carriedOver = "carried_over"
    /// Received in the period or carried over into it: the national index's "received and in process" (RT-20).
    case handled
    /// Of these, on time at the period's end by RT-21.
    case handledOnTime = "handled_on_time"
    /// Ended in the period.
    case released
    /// Of these, early or on the day.
    case releasedOnTime = "released_on_time"
    case early, onDay = "on_day", late
    /// Not ended at the period's end.
    case open
    case openWithin = "open_within", openOverdue = "open_overdue"

    /// Whether dossiers of a cell are counted.
    package func includes(_ cell: Int) -> Bool {
        let (state, receipt, onTime) = (UInt16(cell & 7), cell >> 3 & 3, cell >> 5 == 1)
        if state == Cell.outside { return false }
        return switch self {
        case .received: receipt != 0
        case .receivedOnTime: receipt == 2
        case .carriedOver: receipt == 0
        case .handled: true
        case .handledOnTime: onTime
        case .released: state <= Verdict.late
        case .releasedOnTime: state <= Verdict.onTime
        case .early: state == Verdict.early
        case .onDay: state == Verdict.onTime
        case .late: state == Verdict.late
        case .open: state > Verdict.late
        case .openWithin: state == Cell.openWithin
        case .openOverdue: state == Cell.openOverdue
        }
    }
}

/// The number of the cell into which a dossier falls: bits 0–2 how it stands at the period's end, 3–4 whether it was received in
/// the period and ended in time since, 5 whether the national index calls it on time.
enum Cell {
    static let openWithin: UInt16 = 3
    static let openOverdue: UInt16 = 4
    /// Not a dossier of this period.
    static let outside: UInt16 = 7
    static let count = 64

    /// All in words of one size and without a branch, so that a loop over it becomes vectors.
    @inline(__always)
    static func of(_ received: UInt16, _ ended: UInt16, _ overdue: UInt16, _ verdict: UInt16, _ days: Days) -> UInt16 {
        let isOverdue: UInt16 = overdue <= days.last ? 1 : 0
        let ending = verdict & 3
        let state = ended > days.last ? openWithin &+ isOverdue : ending
        let isInTime: UInt16 = ended <= days.asOf ? inTime(ending) : 0
        let receipt: UInt16 = received >= days.first ? 1 &+ isInTime : 0
        // Bit 2 keeps it on time, bit 3 makes it late, else the day decides.
        let onTime = ((verdict &>> 2) | (isOverdue ^ 1)) & ~(verdict &>> 3) & 1
        let cell = state | (receipt &<< 3) | (onTime &<< 5)
        let late: UInt16 = received > days.last ? outside : 0
        let early: UInt16 = ended < days.first ? outside : 0
        return cell | late | early
    }

    /// Early and on the day are 0 and 1, late and open 2 and 3.
    @inline(__always)
    static func inTime(_ ending: UInt16) -> UInt16 { (ending &>> 1) ^ 1 }

    struct Days {
        let first: UInt16
        let last: UInt16
        let asOf: UInt16

        /// What comes after `asOf` has not happened yet.
        init(_ slice: Slice) {
            first = slice.first
            asOf = slice.asOf
            last = min(slice.last, slice.asOf)
        }
    }
}

/// The dossiers of one group of a slice, counted by cell.
package struct Tally: Hashable, Sendable {
    private(set) var cells: [UInt32]

    package static let empty = Tally(cells: ArraySlice(repeating: 0, count: Cell.count))

    init(cells: ArraySlice<UInt32>) { self.cells = Array(cells) }

    package subscript(counted: Counted) -> Int {
        cells.indices.reduce(0) { counted.includes($1) ? $0 + Int(cells[$1]) : $0 }
    }

    package static func + (one: Tally, other: Tally) -> Tally { Tally(cells: ArraySlice(zip(one.cells, other.cells).map(+))) }
}
