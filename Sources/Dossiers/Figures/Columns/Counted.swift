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
