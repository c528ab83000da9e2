import Kernel
import Platform
import Storage
import WorkingTime

/// Enters and ends changes of the calendar inside the transaction of a verb; none may leave a calendar that cannot be counted by.
struct CalendarEditor: Sendable {
    private let audit: Audit
    private let now: @Sendable () -> Timestamp
    private let newID: @Sendable () -> String

    init(_ services: Services) {
        audit = services.audit
        now = services.now
        newID = services.newIDText
    }

    /// What a draft says, with what can be known to be wrong of it without the calendar.
    static func content(_ draft: CalendarDraft, reason: String? = nil) throws -> CalendarChange.Content {
        let log = FaultLog()
        let content = draft.read(log)
        if let reason { check(reason, log) }
        try log.check()
        guard let content else { preconditionFailure("a draft without faults says something") }
        return content
    }

    static func check(_ reason: String, _ log: FaultLog) {
        let place = Place(file: CalendarTables.file, field: "reason")
        if reason.isEmpty { log.add("facts.calendar_reason_missing", at: place) }
        if reason.count > 500 { log.add("facts.calendar_text_too_long", at: place) }
    }

    /// Enters a change beside those that hold.
    func enter(
        _ content: CalendarChange.Content, source: String, action: String, reason: String? = nil, by actor: Actor, _ db: any Connection
    ) throws -> ID<CalendarChange> {
        let changes = try CalendarStore.current(db)
        try Self.check(content, among: changes)
        let change = CalendarChange(id: ID(rawValue: newID()), content, source: source, by: actor.name, at: now())
        _ = try CalendarTables(changes + [change]).calendar()
        try CalendarStore.insert(change, db)
        try audit.record(action, by: actor, subject: "calendar/\(content.date)", after: change.audited, reason: reason, in: db)
        return change.id
    }

    /// Ends a change that holds.
    func end(_ id: ID<CalendarChange>, reason: String, by actor: Actor, _ db: any Connection) throws -> CalendarChange {
        guard let change = try CalendarStore.find(id, db) else { throw FactsError.changeUnknown }
        if let end = change.end { throw FactsError.changeEnded(by: end.by) }
        try CalendarStore.end(id, by: actor.name, at: now(), reason: reason, db)
        return change
    }

    /// Records a withdrawal, after which the others must still make a calendar.
    func withdrawn(_ change: CalendarChange, reason: String, by actor: Actor, _ db: any Connection) throws {
        _ = try CalendarTables(CalendarStore.current(db)).calendar()
        try audit.record(
            "facts.calendar_withdrawn", by: actor, subject: "calendar/\(change.content.date)", before: change.audited, reason: reason,
            in: db)
    }

    private static func check(_ content: CalendarChange.Content, among changes: [CalendarChange]) throws {
        let log = FaultLog()
        func fault(_ code: String, _ field: String, _ details: [String: String]) {
            log.add(code, at: Place(file: CalendarTables.file, field: field), details)
        }
        let isTaken = changes.contains { $0.content.topic == content.topic && $0.content.date == content.date }
        let tables = try CalendarTables(changes)
        let calendar = try tables.calendar()
        switch content {
        case .announced(let year):
            guard let known = tables.years.first(where: { $0.year == year }) else {
                throw FactsError.yearUnknown("\(year)", first: calendar.first.year, last: calendar.last.year)
            }
            if known.swapsAreDecided { fault("facts.calendar_year_decided", "year", ["year": "\(year)"]) }
        case .swap(_, let worked) where (try? calendar.isWorking(worked)) == true && !isTaken:
            fault("facts.calendar_worked_already", "paired", ["day": worked.vietnamese])
        case .ordinary(let date) where !isTaken && !tables.days.contains { $0.date == date }:
            fault("facts.calendar_ordinary_already", "date", ["day": date.vietnamese])
        case .hours(let from, _): _ = try calendar.isWorking(from)
        default: break
        }
        if isTaken, content.kind != .announced { fault("facts.calendar_day_taken", "date", ["day": content.date.vietnamese]) }
        try log.check()
    }
}

extension CalendarChange {
    var audited: AuditValue {
        var values: [String: AuditValue] = [
            "kind": .text(content.kind.rawValue), "date": AuditValue(content.date), "source": .text(source),
        ]
        if let paired = content.paired { values["paired"] = AuditValue(paired) }
        if case .holiday(_, let name) = content { values["name"] = .text(name) }
        if case .hours(_, let week) = content { values["hours"] = .list(week.written.map(AuditValue.text)) }
        return .map(values)
    }
}

extension CalendarChange.Content {
    /// What there is one of at a time: a day, hours from a day on, a year.
    fileprivate var topic: Int {
        switch kind {
        case .holiday, .compensatory, .swap, .ordinary: 0
        case .hours: 1
        case .announced: 2
        }
    }
}
