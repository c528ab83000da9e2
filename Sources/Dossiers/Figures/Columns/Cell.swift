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

        /// What comes after `asOf` has not happened yet, and a period that begins then has no dossiers.
        init(_ slice: Slice) {
            first = slice.first
            asOf = slice.asOf
            last = slice.first > slice.asOf ? 0 : min(slice.last, slice.asOf)
        }
    }
}
