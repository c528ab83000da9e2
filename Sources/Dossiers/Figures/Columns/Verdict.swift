import Kernel

/// What is fixed about a dossier's timeliness when it is written down: bits 0–1 how it ended, bit 2 and 3 for the national index.
///
/// *Early* is before the day of the deadline, *on time* on that day: neither report II.06 nor TT 01/2018 draws the line.
package struct Verdict: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let early: UInt16 = 0
    package static let onTime: UInt16 = 1
    package static let late: UInt16 = 2
    package static let open: UInt16 = 3
    /// Finished in time, or waiting for a supplement that was asked for in time.
    ///
    /// Source: RT-21.
    static let staysOnTime = Verdict(rawValue: 4)
    /// More than one supplement request counts as overdue.
    ///
    /// Source: RT-21.
    static let askedTwice = Verdict(rawValue: 8)

    init(_ row: DossierColumns.Row, ended: UInt32, due: UInt32) {
        let ending: UInt16 =
            if ended == DossierColumns.never { Self.open } else if ended > due { Self.late } else {
                DossierColumns.day(ended) < DossierColumns.day(due) ? Self.early : Self.onTime
            }
        var verdict = Verdict(rawValue: UInt8(ending))
        let asked = row.state == .supplement ? row.asked.map { UInt32(clamping: $0.milliseconds / 1000) } : nil
        if ending < Self.late || (ending == Self.open && (asked ?? .max) <= due && asked != nil) { verdict.insert(.staysOnTime) }
        if row.supplements > 1 { verdict.insert(.askedTwice) }
        self = verdict
    }
}
