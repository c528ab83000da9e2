import Kernel
import Platform
import Storage

/// Makes new units out of one, which ends or goes on smaller; the new ones stand where it stood, in its blocks (PI-17).
package struct SplitUnit: Sendable {
    package struct Order: Sendable {
        package var unit: String
        package var version: Int
        package var parts: [UnitDraft]
        /// Whether the unit goes on beside the new ones.
        package var goesOn: Bool
        package var ground: LegalGround

        package init(unit: String, version: Int, parts: [UnitDraft], goesOn: Bool, ground: LegalGround) {
            self.unit = unit
            self.version = version
            self.parts = parts
            self.goesOn = goesOn
            self.ground = ground
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ order: Order, by actor: Actor) async throws {
        try actor.require(.administrator)
        let recorder = UnitRecorder(services)
        try await services.database.write { db in
            let unit = try UnitStore.open(order.unit, version: order.version, db)
            let log = FaultLog()
            let day = order.ground.check(log, after: unit.opened, in: unit.code)
            try Self.check(order, log, db)
            try log.check()
            guard let day else { return }
            let source = order.ground.source
            let blocks = try BlockStore.common([unit.id], db)
            var after: [Unit] = []
            for part in order.parts {
                let new = part.unit(like: unit, opened: day, source: source, id: recorder.newID())
                try recorder.add(new, reason: source, by: actor, db)
                for block in blocks {
                    try BlockStore.insert(
                        Membership(block: block.block, unit: new.id, isRanked: block.isRanked, from: day), id: recorder.newID(), db)
                }
                after.append(new)
            }
            if order.goesOn {
                after.append(unit)
                // Nothing of it is written, yet whoever saves next must see that it was split.
                try recorder.save(
                    unit, action: "units.split", before: nil, after: ["parts": .list(order.parts.map { .text($0.code) })], reason: source,
                    by: actor, db)
            } else {
                try recorder.moveChildren(of: unit, to: unit.parent, effective: day, source: source, by: actor, db)
                try recorder.close(unit, effective: day, source: source, by: actor, db)
            }
            try recorder.change(.split, day, source, before: [unit], after: after, db)
        }
        services.publicData.changed()
    }

    private static func check(_ order: Order, _ log: FaultLog, _ db: any Connection) throws {
        let place = Place(file: order.unit, field: "parts")
        if order.parts.count < (order.goesOn ? 1 : 2) { log.add("units.split_too_few", at: place) }
        var seen: Set<String> = []
        for part in order.parts {
            try part.check(log, in: order.unit, field: "parts", db)
            if part.name.vi.isEmpty { log.add("units.part_unnamed", at: place, ["code": part.code]) }
            if part.name.vi.count > 500 || part.name.en.count > 500 { log.add("units.text_too_long", at: place, ["field": "parts"]) }
            if !seen.insert(part.code).inserted { log.add("units.code_twice", at: place, ["code": part.code]) }
        }
    }
}
