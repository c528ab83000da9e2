import Kernel
import Platform
import Storage

/// Saves units together with what became of them and who said so, inside a transaction of a use case.
struct UnitRecorder: Sendable {
    private let audit: Audit
    private let now: @Sendable () -> Timestamp
    let newID: @Sendable () -> String

    init(_ services: Services) {
        audit = services.audit
        now = services.now
        newID = services.newIDText
    }

    func add(_ unit: Unit, reason: String? = nil, by actor: Actor, _ db: any Connection) throws {
        try UnitStore.insert(unit, db)
        try audit.record(
            "units.added", by: actor, subject: "units/\(unit.code)", unit: unit.id.rawValue,
            after: ["name": .text(unit.name.vi), "kind": .text(unit.kind.rawValue), "opened": AuditValue(unit.opened)], reason: reason,
            in: db)
    }

    /// Saves a unit over the version it was read in.
    func save(
        _ unit: Unit, action: String, before: AuditValue, after: AuditValue, reason: String?, by actor: Actor,
        _ db: any Connection
    ) throws {
        try UnitStore.update(unit, db)
        try audit.record(
            action, by: actor, subject: "units/\(unit.code)", unit: unit.id.rawValue, before: before, after: after, reason: reason, in: db)
    }

    /// Ends a unit with the day before `effective`.
    func close(_ unit: Unit, effective: CalendarDate, source: String, by actor: Actor, _ db: any Connection) throws {
        var closed = unit
        closed.closed = effective.dayBefore
        try CodeStore.moveEnd(of: unit.id, from: unit.closed, to: closed.closed, db)
        try save(
            closed, action: "units.closed", before: ["closed": AuditValue(unit.closed)],
            after: ["closed": AuditValue(closed.closed)], reason: source, by: actor, db)
    }

    /// Puts the open units below one under another, or under none, as of a day.
    func moveChildren(
        of unit: Unit, to parent: ID<Unit>?, effective: CalendarDate, source: String, by actor: Actor, _ db: any Connection
    ) throws {
        for child in try UnitStore.children(of: unit.id, db) where child.closed == nil {
            var moved = child
            moved.parent = parent
            try save(
                moved, action: "units.moved", before: ["parent": AuditValue(child.parent)],
                after: ["parent": AuditValue(parent)], reason: source, by: actor, db)
            try change(.moved, effective, source, before: [child], after: [moved], db)
        }
    }

    func change(
        _ kind: UnitChange.Kind, _ effective: CalendarDate, _ source: String, before: [Unit], after: [Unit], _ db: any Connection
    ) throws {
        let change = UnitChange(
            id: ID(rawValue: newID()), kind: kind, effective: effective, source: source, before: before.map(UnitChange.Side.init),
            after: after.map(UnitChange.Side.init))
        try ChangeStore.insert(change, at: now(), db)
    }
}
