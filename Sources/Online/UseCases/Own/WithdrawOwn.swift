import Dossiers
import Kernel
import Platform
import Storage

/// Takes a dossier back before anything was decided about it (OS-20, state 7).
package struct WithdrawOwn: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    package func callAsFunction(_ dossier: String, reason: String, by actor: Actor) async throws {
        try await office.services.database.write { db in
            let submission = try office.submission(dossier, of: actor, db)
            let text = try DossierAct(dossier, text: reason).written(at: office.services.now())
            _ = try office.counter.withdraw(submission.dossier, reason: text, by: actor, in: db)
            if let draft = try DraftStore.find(supplementing: submission.dossier, db) { try DraftStore.delete(draft.id, db) }
        }
    }
}
