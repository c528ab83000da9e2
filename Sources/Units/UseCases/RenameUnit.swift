import Kernel
import Platform
import Storage

/// Gives a unit a new name from a day on; the old one stays in its history (PI-17).
package struct RenameUnit: Sendable {
    package struct Order: Sendable {
        package var unit: String
        /// The version that whoever asks has seen.
        package var version: Int
        package var nameVI: String
        /// Made of the Vietnamese name when it is empty.
        package var nameEN: String
        package var ground: LegalGround

        package init(unit: String, version: Int, nameVI: String, nameEN: String, ground: LegalGround) {
            self.unit = unit
            self.version = version
            self.nameVI = nameVI
            self.nameEN = nameEN
            self.ground = ground
        }

        var name: Bilingual { Bilingual(vi: nameVI, en: nameEN.isEmpty ? EnglishName.of(nameVI) : nameEN) }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ order: Order, by actor: Actor) async throws {
        try actor.require(.administrator)
        let recorder = UnitRecorder(services)
        let today = services.now().vietnamDate
        try await services.database.write { db in
            let unit = try UnitStore.open(order.unit, version: order.version, db)
            let log = FaultLog()
            let day = order.ground.check(log, after: unit.opened, latest: today, in: unit.code)
            order.name.check(log, in: unit.code)
            if order.name == unit.name { log.add("units.name_same", at: Place(file: unit.code, field: "name_vi")) }
            try log.check()
            guard let day else { return }
            var renamed = unit
            renamed.name = order.name
            try recorder.save(
                renamed, action: "units.renamed", before: ["name": .text(unit.name.vi)], after: ["name": .text(renamed.name.vi)],
                reason: order.ground.source, by: actor, db)
            try recorder.change(.renamed, day, order.ground.source, before: [unit], after: [renamed], db)
        }
        services.publicData.changed()
    }
}

extension Bilingual {
    /// Tells what is wrong with a name that was typed; faults name the fields `name_vi` and `name_en`.
    func check(_ log: FaultLog, in file: String) {
        if vi.isEmpty { log.add("units.name_empty", at: Place(file: file, field: "name_vi")) }
        for (text, field) in [(vi, "name_vi"), (en, "name_en")] where text.count > 500 {
            log.add("units.text_too_long", at: Place(file: file, field: field), ["field": field])
        }
    }
}

extension UnitStore {
    /// An open unit as somebody saw it; one that is closed or was changed since is a conflict.
    static func open(_ code: String, version: Int?, _ db: any Connection) throws -> Unit {
        guard let unit = try find(code: code, db) else { throw UnitsError.notFound(code) }
        if let version, unit.version != version { throw UnitsError.changedMeanwhile(code) }
        if unit.closed != nil { throw UnitsError.alreadyClosed(code) }
        return unit
    }
}
