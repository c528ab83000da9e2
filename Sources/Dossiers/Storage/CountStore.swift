import Kernel
import Storage

/// All SQL of `dossiers_counts`, the summary that is kept up with every change.
package enum CountStore {
    /// Takes what a dossier counted for before a change from the summary and adds what it counts for after it.
    static func change(from old: Dossier?, to new: Dossier, _ db: any Connection) throws {
        var changes: [String: MonthTally] = [:]
        if let old { for part in MonthTally.parts(of: old) { changes[part.month, default: MonthTally()].add(part.tally, times: -1) } }
        for part in MonthTally.parts(of: new) { changes[part.month, default: MonthTally()].add(part.tally, times: 1) }
        for (month, tally) in changes.sorted(by: { $0.key < $1.key }) where tally != MonthTally() {
            try db.runLater(
                """
                INSERT INTO dossiers_counts (unit_id, version_id, channel, month, received, early, on_time, late, unlimited, dropped)
                VALUES (\(new.unit), \(new.procedure), \(new.channel), \(month), \(tally.received), \(tally.early), \(tally.onTime),
                    \(tally.late), \(tally.unlimited), \(tally.dropped))
                ON CONFLICT (unit_id, version_id, channel, month) DO UPDATE SET received = dossiers_counts.received + excluded.received,
                    early = dossiers_counts.early + excluded.early, on_time = dossiers_counts.on_time + excluded.on_time,
                    late = dossiers_counts.late + excluded.late, unlimited = dossiers_counts.unlimited + excluded.unlimited,
                    dropped = dossiers_counts.dropped + excluded.dropped
                """)
        }
    }

    /// The tallies of a unit, or of all where it is nil, by month.
    package static func months(of unit: String?, from first: String, through last: String, _ db: any Connection) throws -> [String:
        MonthTally]
    {
        let own: SQL = unit.map { "AND unit_id = \($0)" } ?? ""
        let rows = try db.rows("\(sums), month AS word FROM dossiers_counts WHERE month BETWEEN \(first) AND \(last) \(own) GROUP BY month")
        return try tallies(rows)
    }

    /// The tallies of a period by unit.
    package static func units(from first: String, through last: String, _ db: any Connection) throws -> [String: MonthTally] {
        try tallies(
            db.rows("\(sums), unit_id AS word FROM dossiers_counts WHERE month BETWEEN \(first) AND \(last) GROUP BY unit_id"))
    }

    /// The tallies of all months, counted from the dossiers themselves: what the summary must say.
    package static func recounted(_ db: any Connection) throws -> [String: MonthTally] {
        var tallies: [String: MonthTally] = [:]
        try db.each("\(DossierStore.columns) FROM dossiers_dossiers d") { row in
            for part in MonthTally.parts(of: try DossierStore.dossier(row)) { tallies[part.month, default: MonthTally()].add(part.tally) }
        }
        return tallies
    }

    private static let sums: SQL = """
        SELECT CAST(SUM(received) AS BIGINT) AS received, CAST(SUM(early) AS BIGINT) AS early, CAST(SUM(on_time) AS BIGINT) AS on_time,
            CAST(SUM(late) AS BIGINT) AS late, CAST(SUM(unlimited) AS BIGINT) AS unlimited, CAST(SUM(dropped) AS BIGINT) AS dropped
        """

    private static func tallies(_ rows: [Row]) throws -> [String: MonthTally] {
        Dictionary(
            try rows.map { row in
                var tally = MonthTally()
                (tally.received, tally.early) = (try row.integer("received"), try row.integer("early"))
                (tally.onTime, tally.late) = (try row.integer("on_time"), try row.integer("late"))
                (tally.unlimited, tally.dropped) = (try row.integer("unlimited"), try row.integer("dropped"))
                return (try row.string("word"), tally)
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// How many dossiers came, and how they ended (OS-60).
package struct MonthTally: Hashable, Sendable {
    package var received = 0
    /// Ended on a day before the last one.
    package var early = 0
    package var onTime = 0
    package var late = 0
    /// Ended, of procedures that state no limit.
    package var unlimited = 0
    /// Refused at reception, withdrawn or stopped.
    package var dropped = 0

    package init() {}

    /// Those that were worked to an end.
    package var solved: Int { early + onTime + late + unlimited }

    package mutating func add(_ other: MonthTally, times factor: Int = 1) {
        received += factor * other.received
        early += factor * other.early
        onTime += factor * other.onTime
        late += factor * other.late
        unlimited += factor * other.unlimited
        dropped += factor * other.dropped
    }

    /// What one dossier counts for: once in the month of its receipt, once in that of its end.
    static func parts(of dossier: Dossier) -> [(month: String, tally: MonthTally)] {
        var received = MonthTally()
        received.received = 1
        var parts = [(dossier.received.month, received)]
        guard let finished = dossier.finished else { return parts }
        var end = MonthTally()
        switch dossier.state {
        case .refused, .withdrawn, .stopped: end.dropped = 1
        default:
            if let due = dossier.due {
                if finished > due { end.late = 1 } else if finished.vietnamDate < due.vietnamDate { end.early = 1 } else { end.onTime = 1 }
            } else {
                end.unlimited = 1
            }
        }
        parts.append((finished.month, end))
        return parts
    }
}

extension Timestamp {
    /// The month in Vietnam, `2026-03`.
    var month: String { String(vietnamDate.description.prefix(7)) }
}
