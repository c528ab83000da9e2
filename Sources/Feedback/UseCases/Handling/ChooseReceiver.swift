import Kernel
import Platform
import Storage
import Units

/// Says which unit takes petitions that are addressed to nobody in particular, from a day on (FB-6).
package struct ChooseReceiver: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    package func callAsFunction(_ code: String, from day: CalendarDate?, source: String, by actor: Actor) async throws {
        try actor.require(.administrator)
        try await bureau.write(by: actor) { desk in
            let log = FaultLog()
            if source.trimmed.isEmpty { log.missing("source") }
            if source.unicodeScalars.count > ConferencePlan.lineLimit { log.tooLong("source", ConferencePlan.lineLimit) }
            if day == nil { log.add("feedback.day_wrong", at: Place(field: "from")) }
            try log.check()
            let unit = try desk.unit(code)
            let first = day ?? desk.now.vietnamDate
            guard try StaffStore.units(with: FeedbackDuty.officers, at: desk.now, desk.db).contains(unit.id.rawValue) else {
                throw Faults([Fault("feedback.unit_wrong", at: Place(field: "unit"))])
            }
            try PublicationStore.putReceiver(unit.id, from: first, source: source.trimmed, desk.db)
            try desk.services.audit.record(
                "feedback.receiver_chosen", by: actor, subject: "feedback/receiver", unit: unit.id.rawValue,
                after: ["unit": .text(unit.code), "from": AuditValue(first)], reason: source.trimmed, in: desk.db)
        }
    }
}
