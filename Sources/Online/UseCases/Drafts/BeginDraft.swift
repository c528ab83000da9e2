import Citizens
import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage
import Units

/// Begins to fill in what a procedure asks for, with what the account knows already (OL-10).
package struct BeginDraft: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    @discardableResult
    package func callAsFunction(_ procedure: String, by actor: Actor) async throws -> Draft {
        let services = office.services
        return try await services.database.write { db in
            let (citizen, now) = (try db.citizen(actor), services.now())
            let service = try office.service(procedure, db)
            // Of supplements there are no more than dossiers.
            guard try DraftStore.drafts(of: citizen.id, at: now, db).count(where: { $0.dossier == nil }) < Draft.most else {
                throw OnlineError.tooManyDrafts(Draft.most)
            }
            var draft = Draft(
                id: services.newID(), citizen: citizen.id, dossier: nil, procedure: procedure, version: service.procedure.id, created: now,
                saved: now, expires: services.draftEnd)
            draft.form = service.form?.id.rawValue
            let home = try citizen.profile.commune.flatMap { try UnitStore.find(code: $0, db)?.id }
            draft.unit = service.receivers.first { $0 == home } ?? (service.receivers.count == 1 ? service.receivers[0] : nil)
            draft.delivery = service.offer.isWhole ? .online : .counter
            draft.address = citizen.profile.address ?? ""
            if let form = service.form { draft.answers = form.questionnaire.prefilled(citizen.known).json }
            try DraftStore.insert(draft, db)
            return draft
        }
    }
}

extension Services {
    /// When a draft ends that is saved now.
    var draftEnd: Timestamp { Timestamp(milliseconds: now().milliseconds + Int64(settings.draftDays) * 86_400_000) }
}

extension Draft {
    /// Fills in whom it is for now, where nobody has changed what stood there of the one before; nil: nobody knows what did.
    mutating func turn(from before: [Prefill: String]?, to now: [Prefill: String], _ form: StoredForm?) throws {
        if before == nil || address == before?[.address] ?? "" { address = now[.address] ?? "" }
        guard let questionnaire = form?.questionnaire else { return }
        let (old, new) = (before.map(questionnaire.prefilled), questionnaire.prefilled(now))
        var answers = try Answers(json: answers)
        for item in questionnaire.questions where item.repeated == nil && item.question?.prefill != nil {
            let path = AnswerPath(item.name)
            if old == nil || answers[path] == nil || answers[path] == old?[path] { answers[path] = new[path] }
        }
        self.answers = answers.json
    }
}

extension Principal {
    /// What forms need not ask any more: of a business nothing, for they ask for people.
    func known(to sender: Citizen) -> [Prefill: String] { kind == .own ? sender.known : profile?.known ?? [:] }
}

extension Citizen {
    /// What forms need not ask any more.
    var known: [Prefill: String] {
        var known = profile.known
        if let phone { known[.phone] = phone }
        if let email { known[.email] = email }
        return known
    }
}

extension CitizenProfile {
    var known: [Prefill: String] {
        var known: [Prefill: String] = [.name: name]
        known[.id] = identityNumber
        known[.birth] = birth?.description
        known[.commune] = commune
        known[.province] = commune.flatMap { FormCatalogues.national.find(.communes, $0)?.group }
        known[.address] = address
        return known
    }
}
