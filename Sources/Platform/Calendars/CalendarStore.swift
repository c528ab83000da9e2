import Kernel
import Storage
import WorkingTime

/// All SQL of `platform_calendar_changes`.
package enum CalendarStore {
    /// What names the state of the table: equal marks, equal changes.
    package struct Mark: Sendable, Hashable {
        let revision: Int
        /// Tells a revision from one that another transaction made and that was not kept.
        let change: String
    }

    /// One search of an index.
    package static var mark: Query<Mark> {
        Query("SELECT revision, id FROM platform_calendar_changes ORDER BY revision DESC LIMIT 1") { rows in
            try rows.first.map { try Mark(revision: $0.integer("revision"), change: $0.string("id")) } ?? Mark(revision: 0, change: "")
        }
    }

    /// What holds, the oldest first.
    package static func current(_ db: any Connection) throws -> [CalendarChange] {
        try db.rows("\(columns) WHERE ended_ms IS NULL ORDER BY revision").map(change)
    }

    /// Everything that was ever entered, the newest first.
    package static func all(_ db: any Connection) throws -> [CalendarChange] {
        try db.rows("\(columns) ORDER BY entered_ms DESC, id DESC").map(change)
    }

    package static func find(_ id: ID<CalendarChange>, _ db: any Connection) throws -> CalendarChange? {
        try db.row("\(columns) WHERE id = \(id)").map(change)
    }

    package static func insert(_ change: CalendarChange, _ db: any Connection) throws {
        var name: String?
        var hours: String?
        if case .holiday(_, let called) = change.content { name = called }
        if case .hours(_, let week) = change.content { hours = week.written.joined(separator: ";") }
        try db.run(
            """
            INSERT INTO platform_calendar_changes (id, kind, date, paired, name, hours, source, entered_by, entered_ms, revision)
            VALUES (\(change.id), \(change.content.kind.rawValue), \(change.content.date), \(change.content.paired), \(name), \(hours),
                \(change.source), \(change.enteredBy), \(change.entered), \(nextRevision))
            """)
    }

    /// Ends a change that holds.
    package static func end(_ id: ID<CalendarChange>, by: String, at moment: Timestamp, reason: String, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE platform_calendar_changes
            SET ended_by = \(by), ended_ms = \(moment), ended_reason = \(reason), revision = \(nextRevision)
            WHERE id = \(id) AND ended_ms IS NULL
            """)
    }

    private static let nextRevision: SQL = "(SELECT COALESCE(MAX(revision), 0) + 1 FROM platform_calendar_changes)"

    private static let columns: SQL = """
        SELECT id, kind, date, paired, name, hours, source, entered_by, entered_ms, ended_by, ended_ms, ended_reason
        FROM platform_calendar_changes
        """

    private static func change(_ row: Row) throws -> CalendarChange {
        var change = try CalendarChange(
            id: row.id("id"), content(row), source: row.string("source"), by: row.string("entered_by"), at: row.timestamp("entered_ms"))
        if let by = try row.optionalString("ended_by") {
            change.end = try CalendarChange.End(by: by, at: row.timestamp("ended_ms"), reason: row.string("ended_reason"))
        }
        return change
    }

    private static func content(_ row: Row) throws -> CalendarChange.Content {
        guard let kind = try CalendarChange.Content.Kind(rawValue: row.string("kind")) else {
            preconditionFailure("the table knows the kinds of its changes")
        }
        let date = try row.date("date")
        switch kind {
        case .holiday: return .holiday(date, name: try row.string("name"))
        case .compensatory: return .compensatory(date, for: try row.date("paired"))
        case .swap: return .swap(off: date, worked: try row.date("paired"))
        case .ordinary: return .ordinary(date)
        case .hours:
            let days = try row.string("hours").split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            return .hours(from: date, try WorkWeek(written: days))
        case .announced: return .announced(year: date.year)
        }
    }
}
