import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage
import Units

/// Carries a draft over to the version of the procedure and the edition of the form that hold today, after the differences were shown.
package struct RenewDraft: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    @discardableResult
    package func callAsFunction(_ id: ID<Draft>, revision: Int?, by actor: Actor) async throws -> Draft {
        let services = office.services
        return try await services.database.write { db in
            var draft = try office.draft(id, of: actor, db)
            // What it supplements is handled under its own version to its end (PR-11).
            guard draft.dossier == nil else { throw RouteError.noSuchPage }
            let before = draft.revision
            if let revision, revision != before { throw OnlineError.draftChanged }
            let service = try office.service(draft.procedure, db)
            let old = try office.form(draft.form, db)
            if service.procedure.id != draft.version, !service.procedure.procedure.components.indices.contains(draft.paperCase) {
                draft.paperCase = 0
            }
            if let old, let new = service.form, new.id != old.id {
                draft.answers = new.questionnaire.migrate(try Answers(json: draft.answers), from: old.questionnaire).answers.json
            }
            if service.form == nil { draft.answers = "{}" }
            (draft.version, draft.form) = (service.procedure.id, service.form?.id.rawValue)
            if let unit = draft.unit, !service.receivers.contains(unit) { draft.unit = nil }
            if !service.offer.deliveries.contains(draft.delivery) { draft.delivery = .counter }
            draft.revision += 1
            draft.saved = services.now()
            guard try DraftStore.save(draft, over: before, db) else { throw OnlineError.draftChanged }
            return draft
        }
    }
}
