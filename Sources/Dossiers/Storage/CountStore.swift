import Kernel
import Storage

/// All SQL of `dossiers_counts` and `dossiers_months`, the summaries that are kept up with every change.
package enum CountStore {
    /// Takes what a dossier counted for before a change from the summary and adds what it counts for after it.
    static func change(from old: Dossier?, to new: Dossier, _ db: any Connection) throws {
        var changes: [Place: MonthTally] = [:]
        if let old {
            for part in MonthTally.parts(of: old) { changes[Place(old, part.month), default: MonthTally()].add(part.tally, times: -1) }
        }
        for part in MonthTally.parts(of: new) { changes[Place(new, part.month), default: MonthTally()].add(part.tally) }
        try add(changes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, db)
    }

    /// Where in the summary something counts.
    struct Place: Hashable, Comparable {
        var unit: String
        var version: String
        var channel: String
        /// As `2026-03`.
        var month: String

        static func < (one: Place, other: Place) -> Bool {
            (one.unit, one.version, one.channel, one.month) < (other.unit, other.version, other.channel, other.month)
        }
    }

    /// Adds to the summaries what many dossiers count for; places where nothing counted before go in all at once.
    ///
    /// Fastest in the order of places.
    static func add(_ changes: [(place: Place, tally: MonthTally)], _ db: any Connection) throws {
        let sorted = changes.filter { $0.tally != MonthTally() }
        var sums: [UnitMonth: MonthTally] = [:]
        for (place, tally) in sorted { sums[UnitMonth(unit: place.unit, month: place.month), default: MonthTally()].add(tally) }
        for (place, tally) in sums.sorted(by: { $0.key < $1.key }) { try add(tally, at: place, db) }
        guard sorted.count > bulk else {
            for (place, tally) in sorted { try add(tally, at: place, db) }
            return
        }
        let months = sorted.map(\.place.month)
        let units = sorted.map(\.place.unit)
        let known = try places(
            of: (units.min() ?? "")...(units.max() ?? ""), from: months.min() ?? "", through: months.max() ?? "", db)
        for (place, tally) in sorted where known.contains(place) { try add(tally, at: place, db) }
        try db.load(
            into: "dossiers_counts",
            columns: [
                "unit_id", "version_id", "channel", "month", "received", "early", "on_time", "late", "unlimited", "dropped",
            ],
            rows: sorted.lazy.filter { !known.contains($0.place) }.map { place, tally in
                [
                    .text(place.unit), .text(place.version), .text(place.channel), .text(place.month), tally.received.sqlValue,
                    tally.early.sqlValue, tally.onTime.sqlValue, tally.late.sqlValue, tally.unlimited.sqlValue, tally.dropped.sqlValue,
                ]
            })
    }

    /// From how many places on it is cheaper to ask which are there.
    private static let bulk = 1000

    private static func places(
        of units: ClosedRange<String>, from first: String, through last: String, _ db: any Connection
    ) throws -> Set<Place> {
        var places: Set<Place> = []
        try db.each(
            """
            SELECT unit_id, version_id, channel, month FROM dossiers_counts
            WHERE unit_id BETWEEN \(units.lowerBound) AND \(units.upperBound) AND month BETWEEN \(first) AND \(last)
            """
        ) { row in
            places.insert(
                try Place(
                    unit: row.string("unit_id"), version: row.string("version_id"), channel: row.string("channel"),
                    month: row.string("month")))
        }
        return places
    }

    private static func add(_ tally: MonthTally, at place: Place, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_counts (unit_id, version_id, channel, month, received, early, on_time, late, unlimited, dropped)
            VALUES (\(place.unit), \(place.version), \(place.channel), \(place.month), \(tally.received), \(tally.early),
                \(tally.onTime), \(tally.late), \(tally.unlimited), \(tally.dropped))
            ON CONFLICT (unit_id, version_id, channel, month) DO UPDATE SET received = dossiers_counts.received + excluded.received,
                early = dossiers_counts.early + excluded.early, on_time = dossiers_counts.on_time + excluded.on_time,
                late = dossiers_counts.late + excluded.late, unlimited = dossiers_counts.unlimited + excluded.unlimited,
                dropped = dossiers_counts.dropped + excluded.dropped
            """)
    }

    private static func add(_ tally: MonthTally, at place: UnitMonth, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_months (month, unit_id, received, early, on_time, late, unlimited, dropped)
            VALUES (\(place.month), \(place.unit), \(tally.received), \(tally.early), \(tally.onTime), \(tally.late),
                \(tally.unlimited), \(tally.dropped))
            ON CONFLICT (month, unit_id) DO UPDATE SET received = dossiers_months.received + excluded.received,
                early = dossiers_months.early + excluded.early, on_time = dossiers_months.on_time + excluded.on_time,
                late = dossiers_months.late + excluded.late, unlimited = dossiers_months.unlimited + excluded.unlimited,
                dropped = dossiers_months.dropped + excluded.dropped
            """)
    }

    /// What each unit counts for in each month of a time.
    package static func unitMonths(from first: String, through last: String, _ db: any Connection) throws -> [UnitMonth: MonthTally] {
        var tallies: [UnitMonth: MonthTally] = [:]
        try db.each(
            """
            SELECT month, unit_id, received, early, on_time, late, unlimited, dropped FROM dossiers_months
            WHERE month BETWEEN \(first) AND \(last)
            """
        ) { row in
            let place = try UnitMonth(unit: row.string("unit_id"), month: row.string("month"))
            var tally = MonthTally()
            (tally.received, tally.early) = (try row.integer("received"), try row.integer("early"))
            (tally.onTime, tally.late) = (try row.integer("on_time"), try row.integer("late"))
            (tally.unlimited, tally.dropped) = (try row.integer("unlimited"), try row.integer("dropped"))
            tallies[place] = tally
        }
        return tallies
    }

    /// The tallies of all units by month.
    package static func months(from first: String, through last: String, _ db: any Connection) throws -> [String: MonthTally] {
        try unitMonths(from: first, through: last, db).reduce(into: [:]) { $0[$1.key.month, default: MonthTally()].add($1.value) }
    }

    /// The tallies of all months, counted from the dossiers themselves: what the summary must say.
    package static func recounted(_ db: any Connection) throws -> [String: MonthTally] {
        var tallies: [String: MonthTally] = [:]
        try db.each("\(DossierStore.columns) FROM dossiers_dossiers d") { row in
            for part in MonthTally.parts(of: try DossierStore.dossier(row)) { tallies[part.month, default: MonthTally()].add(part.tally) }
        }
        return tallies
    }
}

/// A month of a unit.
package struct UnitMonth: Hashable, Sendable, Comparable {
    package let unit: String
    /// As `2026-03`.
    package let month: String

    package init(unit: String, month: String) {
        self.unit = unit
        self.month = month
    }

    package static func < (one: UnitMonth, other: UnitMonth) -> Bool { (one.month, one.unit) < (other.month, other.unit) }
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
        if let finished = dossier.finished { parts.append((finished.month, ended(dossier.state, finished, due: dossier.due))) }
        return parts
    }

    /// How a dossier counts that ended.
    static func ended(_ state: DossierState, _ finished: Timestamp, due: Timestamp?) -> MonthTally {
        var tally = MonthTally()
        switch (state, due) {
        case (.refused, _), (.withdrawn, _), (.stopped, _): tally.dropped = 1
        case (_, nil): tally.unlimited = 1
        case (_, let due?):
            if finished > due {
                tally.late = 1
            } else if finished.vietnamDate < due.vietnamDate {
                tally.early = 1
            } else {
                tally.onTime = 1
            }
        }
        return tally
    }
}

extension CountStore.Place {
    fileprivate init(_ dossier: Dossier, _ month: String) {
        self.init(unit: dossier.unit.rawValue, version: dossier.procedure.rawValue, channel: dossier.channel.rawValue, month: month)
    }
}

extension Timestamp {
    /// The month in Vietnam, `2026-03`.
    var month: String { String(vietnamDate.description.prefix(7)) }
}
