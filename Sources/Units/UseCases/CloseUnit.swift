import Kernel
import Platform
import Storage

/// Ends a unit that nothing follows, as the district level ended in 2025; what stood below it moves up (PI-17).
package struct CloseUnit: Sendable {
    package struct Order: Sendable {
        package var unit: String
        package var version: Int
        /// Its day is the first without the unit.
        package var ground: LegalGround

        package init(unit: String, version: Int, ground: LegalGround) {
            self.unit = unit
            self.version = version
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
            try log.check()
            guard let day else { return }
            let source = order.ground.source
            try recorder.moveChildren(of: unit, to: unit.parent, effective: day, source: source, by: actor, db)
            try recorder.close(unit, effective: day, source: source, by: actor, db)
            try recorder.change(.closed, day, source, before: [unit], after: [], db)
        }
        services.publicData.changed()
    }
}
