import Kernel
import Office
import Platform
import Storage

/// Takes a file of units: first shown as a difference, then applied whole or not at all (US-1).
package struct ImportUnits: Sendable {
    /// What a value means that differs from the one that is there.
    package enum Meaning: Sendable, Hashable {
        /// It was wrong: the new one takes its place, and only the audit remembers the old.
        case correction
        /// It changed on a day, by a decision: new names and places become history (PI-17), blocks and codes end the day before.
        case change(LegalGround)
    }

    package struct Preview: Sendable {
        package var difference: UnitDifference
        /// Names the units as they were when the difference was made.
        package var revision: Int
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func preview(_ file: InputFile, by actor: Actor) async throws -> Preview {
        try actor.require(.administrator)
        let table = try UnitTable(file)
        return try await services.database.read { db in
            let book = try UnitBook(db)
            return Preview(difference: try book.difference(table), revision: book.revision)
        }
    }

    /// Applies a file; `seen` is the revision of its preview, and units that changed since are a conflict.
    @discardableResult
    package func callAsFunction(
        _ file: InputFile, _ meaning: Meaning, seen: Int, by actor: Actor
    ) async throws -> UnitDifference {
        try actor.require(.administrator)
        let table = try UnitTable(file)
        let ground = try Self.ground(meaning, today: services.now().vietnamDate)
        let recorder = UnitRecorder(services)
        let audit = services.audit
        let difference = try await services.database.write { db in
            let book = try UnitBook(db)
            if seen != book.revision { throw UnitsError.changedSincePreview }
            let difference = try book.difference(table)
            var application = UnitApplication(book, ground, recorder, actor)
            try application.apply(difference, db)
            try audit.record(
                "units.imported", by: actor, subject: "units",
                after: [
                    "file": .text(file.name), "digest": .text(FileDigest(of: file.bytes).rawValue),
                    "added": .whole(Int64(difference.added.count)), "changed": .whole(Int64(difference.changed.count)),
                ], in: db)
            return difference
        }
        services.publicData.changed()
        return difference
    }

    private static func ground(_ meaning: Meaning, today: CalendarDate) throws -> (day: CalendarDate, source: String)? {
        guard case .change(let ground) = meaning else { return nil }
        let log = FaultLog()
        let day = ground.check(log, latest: today, in: "import")
        try log.check()
        return day.map { ($0, ground.source) }
    }
}

/// All units as records, and what they were made from.
struct UnitBook {
    let units: [String: Unit]
    let records: [UnitRecord]
    let blocks: Set<String>
    let revision: Int

    init(_ db: any Connection) throws {
        let all = try UnitStore.all(db)
        let codes = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.code) })
        let memberships = Dictionary(grouping: try BlockStore.current(db), by: \.unit)
        let own = Dictionary(grouping: try CodeStore.lasting(db), by: \.unit).mapValues { $0.map(\.code) }
        units = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
        records = all.map { unit in
            UnitRecord(
                unit, parent: unit.parent.flatMap { codes[$0] }, memberships: memberships[unit.id] ?? [], codes: own[unit.id] ?? [])
        }
        blocks = Set(try BlockStore.all(db).map(\.code))
        revision = try UnitStore.revision(db)
    }

    func difference(_ table: UnitTable) throws(Faults) -> UnitDifference { try UnitDifference(table, records, blocks: blocks) }
}
