import Kernel
import Platform
import Storage

/// Writes to whoever keeps the procedures about a decision that is not entered whole: once when it is about to take effect, and once
/// when it has (PR-12).
///
/// Each letter has a reference of decision, stage and person, so that whoever runs this again writes nothing twice.
package struct SendAlerts: Sendable {
    /// For so many days before a decision takes effect it is near.
    private static let daysAhead = 30
    /// The most procedures that a letter names.
    private static let named = 20

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction() async throws {
        let alerts = try await ProcedureAlerts(services)(within: Self.daysAhead, by: .operating).filter { $0.isOpen && $0.stage != nil }
        if alerts.isEmpty { return }
        let now = services.now()
        let people = try await services.database.read { try ControllerStore.all(at: now, $0) }
        let letters = alerts.flatMap { alert in people.compactMap { person in letter(alert, to: person) } }
        if letters.isEmpty { return }
        let outbox = services.outbox
        try await services.database.write { db in
            for (mail, reference) in letters { try outbox.add(mail, reference: reference, in: db) }
        }
    }

    private func letter(_ alert: ProcedureAlerts.Alert, to person: Controller) -> (mail: Mail, reference: String)? {
        guard let stage = alert.stage else { return nil }
        let (decision, words) = (alert.decision, services.words(person.language))
        let more = decision.open.count > Self.named ? "\n…" : ""
        let details = [
            "name": person.name, "decision": decision.number, "title": decision.title, "day": words.numbers.date(decision.effective),
            "count": words.numbers.count(decision.open.count), "codes": decision.open.prefix(Self.named).joined(separator: "\n") + more,
            "address": (services.site.publicURL ?? "") + "/procedures",
        ]
        let mail = Mail(
            to: person.email, subject: words("procedures.letter.\(stage).subject", details),
            body: words("procedures.letter.\(stage).text", details))
        return (mail, "procedures.alert/\(decision.id.rawValue)/\(stage)/\(person.id)")
    }
}

extension ProcedureAlerts.Alert {
    /// What is told about it by letter; nil: nothing.
    fileprivate var stage: String? { isOverdue ? "overdue" : isNear ? "near" : nil }
}
