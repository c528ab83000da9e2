import Citizens
import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage
import Units

/// Everything that the pages of a draft show.
package struct OpenDraft: Sendable {
    package struct Screen: Sendable {
        let draft: Draft
        /// What the draft was begun with.
        let procedure: StoredProcedure
        let form: StoredForm?
        /// What holds today, which differs where the procedure or its form has changed since.
        let service: OnlineService
        /// Those to choose from, or else the chosen one.
        let units: [Units.Unit]
        let files: [DraftFile]
        let applicants: [Principal]
        /// In which nothing can be sent, now or soon.
        let pauses: [Pause]
        let catalogues: Catalogues
        /// The answers worked out; nil where there is no form.
        ///
        /// What cannot be read counts as empty.
        let filled: Filled?
        let now: Timestamp

        /// Whether the draft is to an edition that holds no more; what it supplements is handled under its own to its end (PR-11).
        var isOutdated: Bool {
            draft.dossier == nil && (service.procedure.id != draft.version || service.form?.id.rawValue != draft.form)
        }
    }

    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    /// `isChoosing`: among all units that receive it.
    package func callAsFunction(_ id: ID<Draft>, isChoosing: Bool = false, by actor: Actor) async throws -> Screen {
        let services = office.services
        return try await services.database.read { db in
            let (draft, now) = (try office.draft(id, of: actor, db), services.now())
            guard let procedure = try office.counter.procedure(draft.version, in: db) else { throw OnlineError.noSuchDraft }
            let form = try office.form(draft.form, db)
            let (service, catalogues) = (try office.service(draft, procedure, form, db), try office.catalogues(form, db))
            return Screen(
                draft: draft, procedure: procedure, form: form, service: service,
                units: try isChoosing ? service.units(db) : draft.unit.flatMap { try UnitStore.find($0, db) }.map { [$0] } ?? [],
                files: try DraftStore.files(of: id, db), applicants: try Principals.all(of: draft.citizen, at: now, db),
                pauses: try PauseStore.pauses(at: now, db), catalogues: catalogues, filled: draft.filled(form, catalogues, at: now),
                now: now)
        }
    }
}

/// What is left of a draft whose service cannot be sent from home any more: to be read, and thrown away.
struct ClosedDraft {
    let draft: Draft
    let procedure: StoredProcedure
    let files: [DraftFile]
    /// Nil where there is no form.
    let filled: Filled?
    let catalogues: Catalogues
}

extension OpenDraft {
    func closed(_ id: ID<Draft>, by actor: Actor) async throws -> ClosedDraft {
        let office = office
        return try await office.services.database.read { db in
            let draft = try office.draft(id, of: actor, db)
            guard let procedure = try office.counter.procedure(draft.version, in: db) else { throw OnlineError.noSuchDraft }
            let form = try office.form(draft.form, db)
            let catalogues = try office.catalogues(form, db)
            return ClosedDraft(
                draft: draft, procedure: procedure, files: try DraftStore.files(of: id, db),
                filled: draft.filled(form, catalogues, at: office.services.now()), catalogues: catalogues)
        }
    }

    func files(_ id: ID<Draft>, by actor: Actor) async throws -> [DraftFile] {
        let office = office
        return try await office.services.database.read { db in try DraftStore.files(of: office.draft(id, of: actor, db).id, db) }
    }
}

extension HomeOffice {
    /// What holds for a draft: of a supplement what its dossier is handled under.
    func service(_ draft: Draft, _ procedure: StoredProcedure, _ form: StoredForm?, _ db: any Connection) throws -> OnlineService {
        guard draft.dossier != nil else { return try service(draft.procedure, db) }
        let offer = OnlineOffer(procedure.procedure.services, on: draft.created.vietnamDate)
        guard let offer, let unit = draft.unit else { throw OnlineError.notOffered(procedure: draft.procedure) }
        return OnlineService(procedure: procedure, form: form, offer: offer, receivers: [unit])
    }

    /// The lists that a form chooses from.
    func catalogues(_ form: StoredForm?, _ db: any Connection) throws -> Catalogues {
        let asksUnits = form?.questionnaire.questions.contains { $0.question?.kind.choices?.source == .catalogue(.units) } ?? false
        return asksUnits ? FormCatalogues.all(try UnitStore.all(db)) : FormCatalogues.national
    }
}

extension Draft {
    fileprivate func filled(_ form: StoredForm?, _ catalogues: Catalogues, at now: Timestamp) -> Filled? {
        form?.questionnaire.fill((try? Answers(json: answers)) ?? Answers(), on: now.vietnamDate, catalogues: catalogues)
    }
}

extension OpenDraft.Screen {
    /// What became of the answers in the form that holds today.
    var migration: Forms.Migration? {
        guard let form, let newer = service.form, newer.id != form.id else { return nil }
        return newer.questionnaire.migrate((try? Answers(json: draft.answers)) ?? Answers(), from: form.questionnaire)
    }

    /// What the procedure changed since the draft was begun.
    var difference: ProcedureDifference? {
        service.procedure.id == procedure.id ? nil : ProcedureDifference(procedure.procedure, service.procedure.procedure)
    }
}
