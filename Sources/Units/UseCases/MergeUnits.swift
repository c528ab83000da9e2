import Kernel
import Platform
import Storage

/// Makes one unit of several: a new one, or one that goes on and takes the others in (PI-17).
///
/// The others end, what stood below them moves under the one, and a new unit stands where all of them stood.
package struct MergeUnits: Sendable {
    package struct Order: Sendable {
        /// The unit from whose page it was asked, and the version that was seen.
        package var unit: String
        package var version: Int
        /// The codes of the units that are merged with it.
        package var others: [String]
        package var result: Result
        package var ground: LegalGround

        package init(unit: String, version: Int, others: [String], result: Result, ground: LegalGround) {
            self.unit = unit
            self.version = version
            self.others = others
            self.result = result
            self.ground = ground
        }
    }

    package enum Result: Sendable, Hashable {
        /// One of the merged units, or another, by its code.
        case existing(String)
        case new(UnitDraft)
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Gives the code of the unit that came out.
    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> String {
        try actor.require(.administrator)
        let recorder = UnitRecorder(services)
        let code = try await services.database.write { db in
            let log = FaultLog()
            let merged = try Self.units(order, log, db)
            let latest = merged.compactMap(\.opened).max()
            let day = order.ground.check(log, after: latest, in: order.unit)
            let kept = try Self.kept(order, log, db)
            let draft = try Self.draft(order, log, db)
            let parts = merged.filter { $0.id != kept?.id }
            let ids = Set(parts.map(\.id))
            if let kept, try UnitStore.above(kept, db).contains(where: { ids.contains($0.id) }) {
                log.add("units.merge_below", at: Place(file: order.unit, field: "into"), ["code": kept.code])
            }
            if parts.isEmpty || (kept == nil && parts.count < 2) {
                log.add("units.merge_too_few", at: Place(file: order.unit, field: "others"))
            }
            try log.check()
            guard let day else { return order.unit }
            let source = order.ground.source
            // One that stands below none of the others: under what ends nothing can stand.
            let model = try merged.first { unit in try !UnitStore.above(unit, db).contains { ids.contains($0.id) } } ?? merged[0]
            let result =
                try kept
                ?? draft.map { draft in
                    let unit = draft.unit(like: model, opened: day, source: source, id: recorder.newID())
                    try recorder.add(unit, reason: source, by: actor, db)
                    for membership in try BlockStore.common(merged.map(\.id), db) {
                        try BlockStore.insert(
                            Membership(block: membership.block, unit: unit.id, isRanked: membership.isRanked, from: day),
                            id: recorder.newID(), db)
                    }
                    return unit
                }
            guard let result else { return order.unit }
            for part in parts {
                try recorder.moveChildren(of: part, to: result.id, effective: day, source: source, by: actor, db)
                try recorder.close(part, effective: day, source: source, by: actor, db)
            }
            let before = parts + (kept.map { [$0] } ?? [])
            try recorder.change(.merged, day, source, before: before, after: [result], db)
            return result.code
        }
        services.publicData.changed()
        return code
    }

    private static func units(_ order: Order, _ log: FaultLog, _ db: any Connection) throws -> [Unit] {
        var units = [try UnitStore.open(order.unit, version: order.version, db)]
        for code in order.others where !units.contains(where: { $0.code == code }) {
            let place = Place(file: order.unit, field: "others")
            guard let unit = try UnitStore.find(code: code, db) else {
                log.add("units.code_unknown", at: place, ["code": code])
                continue
            }
            if unit.closed != nil { log.add("units.already_closed", at: place, ["code": code]) }
            units.append(unit)
        }
        return units
    }

    private static func kept(_ order: Order, _ log: FaultLog, _ db: any Connection) throws -> Unit? {
        guard case .existing(let code) = order.result else { return nil }
        let place = Place(file: order.unit, field: "into")
        guard let unit = try UnitStore.find(code: code, db) else {
            log.add("units.code_unknown", at: place, ["code": code])
            return nil
        }
        if unit.closed != nil { log.add("units.already_closed", at: place, ["code": code]) }
        return unit
    }

    private static func draft(_ order: Order, _ log: FaultLog, _ db: any Connection) throws -> UnitDraft? {
        guard case .new(let draft) = order.result else { return nil }
        try draft.check(log, in: order.unit, field: "new_code", db)
        draft.name.check(log, in: order.unit)
        return draft
    }
}

/// A unit that shall come to be: its code and name; all else it takes from the one it comes from.
package struct UnitDraft: Sendable, Hashable {
    package var code: String
    package var name: Bilingual

    /// The English name is made of the Vietnamese one when it is empty.
    package init(code: String, nameVI: String, nameEN: String) {
        self.code = code
        name = Bilingual(vi: nameVI, en: nameEN.isEmpty ? EnglishName.of(nameVI) : nameEN)
    }

    func check(_ log: FaultLog, in file: String, field: String, _ db: any Connection) throws {
        let place = Place(file: file, field: field)
        if !Unit.isCode(code) {
            log.add("units.code_malformed", at: place, ["text": code])
        } else if try UnitStore.find(code: code, db) != nil {
            log.add("units.code_exists", at: place, ["code": code])
        }
    }

    func unit(like model: Unit, opened: CalendarDate, source: String, id: String) -> Unit {
        Unit(
            id: ID(rawValue: id), code: code, name: name, kind: model.kind, parent: model.parent, opened: opened, source: source,
            isGenerated: model.isGenerated)
    }
}
