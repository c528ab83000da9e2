import Kernel
import Platform

/// The head gives the self-assessment back to those who score, saying what is to be mended (US-3).
///
/// Nothing is locked or unlocked by it: the word stands on the unit's sheet until the head hands in, and goes out by mail.
package struct SendBack: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(round: String, unit: String, reason: String, by actor: Actor) async throws {
        let reason = try WrittenText.required(reason, field: "reason")
        try await workplace.write(by: actor) { desk in
            let item = try desk.cases.unit(unit, in: round).item
            try item.check(.submitClaim)
            try desk.record("claim_sent_back", item.subject, unit: item.unit, reason: reason)
            for officer in try AddresseeStore.all(of: [.unitOfficer], at: desk.now, desk.db)
            where officer.actor.has(.unitOfficer, for: item.unit.id) {
                let letter = UnitLetter(item, officer, desk.services)
                try desk.services.outbox.add(
                    letter.sentBack(by: actor.title, reason: reason),
                    reference: "assessments.sent_back/\(item.subject)/\(officer.actor.person ?? "")/\(desk.now.milliseconds)", in: desk.db)
            }
        }
    }
}

extension Workplace.Desk {
    /// What the head wrote last on what is to be mended; nil once the unit handed in.
    func sentBack(_ item: UnitCase) throws -> AuditEntry? {
        let told = ["assessments.claim_sent_back", "assessments.claim_submitted"]
        let last = try AuditStore.entries(about: item.subject, limit: 50, db).first { told.contains($0.action) }
        return last?.action == told[0] ? last : nil
    }
}
