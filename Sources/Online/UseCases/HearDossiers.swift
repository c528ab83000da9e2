import Citizens
import Dossiers
import Kernel
import Platform
import Storage

/// Tells those whose dossier it is what happens to it, in the transaction in which it happens (OL-14).
enum HearDossiers {
    /// What is told; the rest is the office's own work.
    private static let told: Set<DossierEvent.Kind> = [
        .accepted, .refused, .supplementAsked, .paymentAsked, .paid, .extended, .finished, .returned, .stopped, .withdrawn,
    ]

    static func hear(_ change: DossierChange, _ services: Services, _ db: any Connection) throws {
        let dossier = change.dossier
        guard dossier.origin == .online, told.contains(change.kind), let submission = try SubmissionStore.find(dossier.code, db) else {
            return
        }
        if submission.answered == nil, let answer = Submission.Answer(change.kind) {
            try SubmissionStore.answer(dossier.code, answer, at: services.now(), db)
        }
        let code = dossier.code.text
        for holder in try submission.holders(at: services.now(), db) {
            // One of each that happens: versions count what happened.
            let message = CitizenMessage(
                "online.message.\(change.kind.rawValue)", link: "/online/dossiers/\(code)",
                reference: "online/\(code)/\(dossier.version)/\(change.kind.rawValue)/\(holder)"
            ) { words in
                ["code": code, "reason": change.text, "due": dossier.due.map { words.numbers.moment($0) } ?? "–"]
            }
            try CitizenMessages(services).send(message, to: holder, in: db)
        }
    }
}
