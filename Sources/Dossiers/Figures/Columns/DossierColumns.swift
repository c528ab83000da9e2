import Kernel

/// All dossiers of a province as packed columns in memory, a row a dossier: what every figure of the room is counted from.
///
/// Moments are kept to the full second, and once more as the days on which they matter, so that a slice reads nine bytes a row
/// and is exact: periods end with days. Units, procedures, fields and officers are small numbers that the caller gives out,
/// 0, 1, 2 …
package struct DossierColumns: Sendable {
    package private(set) var unit: [UInt16] = []
    package private(set) var procedure: [UInt16] = []
    package private(set) var field: [UInt16] = []
    package private(set) var officer: [UInt32] = []
    /// ``Channel/rawValue``.
    package private(set) var channel: [UInt8] = []
    /// Seconds since 1970; ``never`` for what has not come.
    package private(set) var received: [UInt32] = []
    /// With the waiting that the deadline does not hold yet; 0 where no deadline is known, so that nothing is on time by it.
    package private(set) var due: [UInt32] = []
    package private(set) var firstDue: [UInt32] = []
    package private(set) var ended: [UInt32] = []
    /// Days since 1970, as Vietnam counts them.
    package private(set) var receivedDay: [UInt16] = []
    package private(set) var endedDay: [UInt16] = []
    /// The first day at whose end the dossier is late if it is still open.
    package private(set) var overdueDay: [UInt16] = []
    /// ``Verdict``.
    package private(set) var verdict: [UInt8] = []
    package private(set) var supplements: [UInt8] = []
    /// ``Marks``.
    package private(set) var marks: [UInt16] = []
    /// ``Cause/rawValue``, 0 for none.
    package private(set) var cause: [UInt8] = []
    private var sizes: [Dimension: Int] = [:]

    package static let never = UInt32.max
    package static let noDay = UInt16.max

    package init(reserving rows: Int = 0) {
        for column in [\Self.unit, \.procedure, \.field, \.receivedDay, \.endedDay, \.overdueDay, \.marks] {
            self[keyPath: column].reserveCapacity(rows)
        }
        for column in [\Self.received, \.due, \.firstDue, \.ended, \.officer] { self[keyPath: column].reserveCapacity(rows) }
        for column in [\Self.channel, \.verdict, \.supplements, \.cause] { self[keyPath: column].reserveCapacity(rows) }
    }

    package var count: Int { unit.count }

    /// How many units, procedures … there are: one more than the highest number seen.
    package func size(of dimension: Dimension) -> Int { dimension == .channel ? Channel.allCases.count : sizes[dimension] ?? 0 }

    package mutating func append(_ row: Row) {
        let (received, ended) = (Self.second(row.received), Self.second(row.ended))
        let due = Self.second(row.effectiveDue, absent: 0)
        unit.append(UInt16(row.unit))
        procedure.append(UInt16(row.procedure))
        field.append(UInt16(row.field))
        officer.append(UInt32(row.officer))
        channel.append(row.channel.rawValue)
        self.received.append(received)
        self.due.append(due)
        firstDue.append(Self.second(row.firstDue ?? row.due, absent: 0))
        self.ended.append(ended)
        receivedDay.append(Self.day(received))
        endedDay.append(Self.day(ended))
        overdueDay.append(due == 0 ? 0 : Self.day(due == Self.never ? due : due + 1))
        verdict.append(Verdict(row, ended: ended, due: due).rawValue)
        supplements.append(UInt8(clamping: row.supplements))
        marks.append(row.marks.rawValue)
        cause.append(row.cause?.rawValue ?? 0)
        for (dimension, index) in [(Dimension.unit, row.unit), (.procedure, row.procedure), (.field, row.field), (.officer, row.officer)] {
            sizes[dimension, default: 0] = max(sizes[dimension, default: 0], index + 1)
        }
    }

    /// The day in Vietnam of a second, ``noDay`` of ``never``.
    package static func day(_ second: UInt32) -> UInt16 { second == never ? noDay : UInt16((UInt64(second) + 25_200) / 86_400) }

    private static func second(_ moment: Timestamp?, absent: UInt32 = never) -> UInt32 {
        moment.map { UInt32(min(max($0.milliseconds / 1000, 1), Int64(never) - 1)) } ?? absent
    }
}
