import Facts
import Kernel
import Platform
import Storage
import WorkingTime

/// Announces when nothing can be sent, and why; told on every page of a service (OL-12).
package struct SetPause: Sendable {
    package struct Order: Sendable, Hashable {
        package var from: Timestamp?
        package var to: Timestamp?
        package var vi: String
        package var en: String

        package init(from: Timestamp?, to: Timestamp?, vi: String, en: String) {
            self.from = from
            self.to = to
            self.vi = vi
            self.en = en
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Pause {
        try actor.require(.administrator)
        let services = services
        let pause = try await services.database.write { db in
            let pause = try order.pause(services.newID(), at: services.now())
            try PauseStore.insert(pause, db)
            // Kept pages show it until it is over.
            try ReleaseStore.set("online/pauses/\(pause.id)", at: pause.to, db)
            try services.audit.record(
                "online.pause_announced", by: actor, subject: "online/pauses/\(pause.id)",
                after: ["from": AuditValue(pause.from), "to": AuditValue(pause.to), "text": .text(pause.text.vi)], in: db)
            return pause
        }
        services.publicData.changed()
        return pause
    }

    /// Takes an announcement back.
    package func end(_ id: ID<Pause>, by actor: Actor) async throws {
        try actor.require(.administrator)
        let services = services
        try await services.database.write { db in
            guard try PauseStore.delete(id, db) else { throw OnlineError.noSuchPause }
            try services.audit.record("online.pause_ended", by: actor, subject: "online/pauses/\(id)", in: db)
        }
        services.publicData.changed()
    }

    package func pauses() async throws -> [Pause] {
        let now = services.now()
        return try await services.database.read { try PauseStore.pauses(at: now, $0) }
    }

    /// Whether it was announced at least one working day ahead.
    ///
    /// Source: TT 32/2017 Đ11.2e.
    package func isInTime(_ pause: Pause) async throws -> Bool {
        let calendar = try await WorkCalendars(services).current()
        let earliest = try calendar.deadline(.workingDays(1), from: pause.entered).due
        return pause.from > earliest
    }
}

extension SetPause.Order {
    fileprivate func pause(_ id: ID<Pause>, at now: Timestamp) throws -> Pause {
        let log = FaultLog()
        func fault(_ code: String, _ field: String, _ details: [String: String] = [:]) {
            log.add(code, at: Place(file: "pause", field: field), details)
        }
        if from == nil { fault("online.moment_wrong", "from") }
        if to.map({ $0 <= max(from ?? now, now) }) ?? true { fault("online.end_wrong", "to") }
        for (field, text) in [("text_vi", vi), ("text_en", en)] {
            if text.isEmpty { fault("online.text_missing", field) }
            if text.unicodeScalars.count > Pause.textLimit { fault("online.text_long", field, ["most": "\(Pause.textLimit)"]) }
        }
        try log.check()
        guard let from, let to else { throw OnlineError.noSuchPause }
        return Pause(id: id, from: from, to: to, text: Bilingual(vi: vi, en: en), entered: now)
    }
}
