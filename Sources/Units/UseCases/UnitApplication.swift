import Kernel
import Platform
import Storage

/// Writes a difference: new units with those above first, then every field that changed.
struct UnitApplication {
    private var ids: [String: ID<Unit>]
    private let book: UnitBook
    /// Since when and by which text values changed; nil: they were wrong.
    private let ground: (day: CalendarDate, source: String)?
    private let recorder: UnitRecorder
    private let actor: Actor

    init(_ book: UnitBook, _ ground: (day: CalendarDate, source: String)?, _ recorder: UnitRecorder, _ actor: Actor) {
        ids = book.units.mapValues(\.id)
        self.book = book
        self.ground = ground
        self.recorder = recorder
        self.actor = actor
    }

    mutating func apply(_ difference: UnitDifference, _ db: any Connection) throws {
        // What is given up first is free for others: units may exchange their codes in one file.
        for changed in difference.changed { try release(changed, db) }
        for record in Self.downwards(difference.added) { try add(record, db) }
        for changed in difference.changed { try save(changed, db) }
    }

    /// Those above before those below.
    private static func downwards(_ records: [UnitRecord]) -> [UnitRecord] {
        let below = Dictionary(grouping: records) { $0.parent ?? "" }
        let codes = Set(records.map(\.code))
        var sorted = records.filter { !codes.contains($0.parent ?? "") }
        var next = 0
        while next < sorted.count {
            sorted += below[sorted[next].code] ?? []
            next += 1
        }
        return sorted
    }

    private mutating func add(_ record: UnitRecord, _ db: any Connection) throws {
        let unit = Unit(
            id: ID(rawValue: recorder.newID()), code: record.code, name: record.name, kind: record.kind,
            parent: record.parent.flatMap { ids[$0] }, opened: record.opened, closed: record.closed, source: record[.source])
        ids[record.code] = unit.id
        try recorder.add(unit, reason: ground?.source, by: actor, db)
        for field in UnitField.allCases { try insertCode(field, record, unit.id, from: record.opened, db) }
        for block in record.blocks.sorted() { try join(block, record, unit.id, from: record.opened, db) }
    }

    /// Ends or takes back the codes that a unit no longer has, or that end with it on another day.
    private func release(_ changed: UnitDifference.Changed, _ db: any Connection) throws {
        guard let old = book.units[changed.code] else { return }
        for change in changed.changes {
            guard let scheme = change.field.scheme, !change.old.isEmpty else { continue }
            if let last = ground?.day.dayBefore {
                try CodeStore.end(scheme, old.id, on: last, db)
            } else {
                try CodeStore.remove(scheme, old.id, closed: old.closed, db)
            }
        }
        if changed.after.closed != old.closed { try CodeStore.moveEnd(of: old.id, from: old.closed, to: changed.after.closed, db) }
    }

    private func save(_ changed: UnitDifference.Changed, _ db: any Connection) throws {
        guard let old = book.units[changed.code] else { return }
        let record = changed.after
        var unit = old
        unit.name = record.name
        unit.kind = record.kind
        unit.parent = record.parent.flatMap { ids[$0] }
        unit.opened = record.opened
        unit.closed = record.closed
        unit.source = record[.source]
        try recorder.save(
            unit, action: "units.imported_over", before: Self.values(changed.changes, \.old),
            after: Self.values(changed.changes, \.new), reason: ground?.source, by: actor, db)
        for change in changed.changes { try insertCode(change.field, record, unit.id, from: ground?.day, db) }
        try changeBlocks(changed, unit.id, db)
        guard let ground else { return }
        if unit.name != old.name { try recorder.change(.renamed, ground.day, ground.source, before: [old], after: [unit], db) }
        if unit.parent != old.parent { try recorder.change(.moved, ground.day, ground.source, before: [old], after: [unit], db) }
        if old.closed == nil, let first = unit.closed?.dayAfter {
            try recorder.change(.closed, first, ground.source, before: [old], after: [], db)
        }
    }

    private static func values(_ changes: [UnitDifference.Change], _ side: KeyPath<UnitDifference.Change, String>) -> AuditValue {
        .map(Dictionary(uniqueKeysWithValues: changes.map { ($0.field.rawValue, .text($0[keyPath: side])) }))
    }

    private func insertCode(_ field: UnitField, _ record: UnitRecord, _ unit: ID<Unit>, from: CalendarDate?, _ db: any Connection) throws {
        guard let scheme = field.scheme, !record[field].isEmpty else { return }
        // A code that a closed unit had after all cannot begin behind its end.
        let first = record.closed.map { closed in from.flatMap { $0 > closed ? nil : $0 } } ?? from
        try CodeStore.insert(
            UnitCode(scheme, record[field], from: first, to: record.closed, source: record[.source]), of: unit, id: recorder.newID(), db)
    }

    private func changeBlocks(_ changed: UnitDifference.Changed, _ unit: ID<Unit>, _ db: any Connection) throws {
        let (old, new) = (changed.before, changed.after)
        for block in old.blocks.union(new.blocks).sorted() {
            let wasRanked = old.blocks.contains(block) ? !old.unranked.contains(block) : nil
            let isRanked = new.blocks.contains(block) ? !new.unranked.contains(block) : nil
            guard isRanked != wasRanked else { continue }
            if wasRanked != nil {
                if let last = ground?.day.dayBefore {
                    try BlockStore.end(block, unit, on: last, db)
                } else {
                    try BlockStore.remove(block, unit, db)
                }
            }
            if isRanked != nil { try join(block, new, unit, from: ground?.day, db) }
        }
    }

    private func join(_ block: String, _ record: UnitRecord, _ unit: ID<Unit>, from: CalendarDate?, _ db: any Connection) throws {
        try BlockStore.insert(
            Membership(block: block, unit: unit, isRanked: !record.unranked.contains(block), from: from), id: recorder.newID(), db)
    }
}
