import Citizens
import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage
import Units

/// Keeps what was filled in so far; nothing is refused for what it says, only for what no form can hold.
///
/// One small write, so that a thousand people may type at once; drafts are nobody's business and leave no mark in the audit.
package struct KeepDraft: Sendable {
    /// What a page sent; nil leaves as it is.
    package struct Change: Sendable {
        /// The revision that the page was made of; nil: whatever is there.
        package var revision: Int?
        /// The whole form as it was sent.
        package var form: Form?
        package var language = Language.vi
        /// The button for rows of a repeat.
        package var step: FormStep?
        /// The receiving unit's code.
        package var unit: String?
        /// Empty: for oneself.
        package var delegation: String?
        package var paperCase: Int?
        package var delivery: Dossier.Delivery?
        package var address: String?
        /// New files: of a paper by its number, or of a question by its path.
        package var papers: [(paper: Int, file: DraftUpload)] = []
        package var attached: [(path: AnswerPath, file: DraftUpload)] = []
        package var removed: (paper: Int, digest: FileDigest)?

        package init(revision: Int? = nil) { self.revision = revision }
    }

    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    @discardableResult
    package func callAsFunction(_ id: ID<Draft>, _ change: Change, by actor: Actor) async throws -> Draft {
        let services = office.services
        return try await services.database.write { db in
            var draft = try office.draft(id, of: actor, db)
            let before = draft.revision
            if let revision = change.revision, revision != before { throw OnlineError.draftChanged }
            // What it supplements has its unit, its case and its way back already.
            guard draft.dossier == nil || change.isOfSupplement else { throw RouteError.noSuchPage }
            if change.choosesPlace { try place(&draft, change, actor, db) }
            if let delivery = change.delivery { draft.delivery = delivery }
            if let address = change.address {
                guard address.unicodeScalars.count <= Draft.addressLimit else {
                    throw Faults([
                        Fault("online.address_long", at: Place(file: "draft", field: "address"), ["most": "\(Draft.addressLimit)"])
                    ])
                }
                draft.address = address
            }
            try keep(change, of: draft, db)
            if let sent = change.form, let form = try office.form(draft.form, db) {
                var answers = Answers(sent, to: form.questionnaire, change.language)
                if let step = change.step { answers = step.changing(answers, of: form.questionnaire) }
                try answers.settle(change.attached, of: form.questionnaire, kept: DraftStore.files(of: id, db))
                draft.answers = answers.json
                guard draft.answers.utf8.count <= Answers.byteLimit, answers.values.count <= Answers.valueLimit else {
                    throw AnswersError.tooLarge
                }
            }
            draft.revision += 1
            draft.saved = services.now()
            draft.expires = services.draftEnd
            guard try DraftStore.save(draft, over: before, db) else { throw OnlineError.draftChanged }
            return draft
        }
    }

    private func place(_ draft: inout Draft, _ change: Change, _ actor: Actor, _ db: any Connection) throws {
        let service = try office.service(draft.procedure, db)
        if let code = change.unit {
            guard let unit = try UnitStore.find(code: code, db), service.receivers.contains(unit.id) else {
                throw Faults([Fault("online.unit_missing", at: Place(file: "draft", field: "unit"))])
            }
            draft.unit = unit.id
        }
        if let delegation = change.delegation {
            let (sender, now) = (try db.citizen(actor), office.services.now())
            guard let party = try Principals.find(delegation, of: sender.id, at: now, db) else {
                throw Faults([Fault("online.applicant_unknown", at: Place(file: "draft", field: "applicant"))])
            }
            if party.delegation?.rawValue != draft.delegation {
                let before = try Principals.find(draft.delegation, of: sender.id, at: now, db)
                try draft.turn(from: before?.known(to: sender), to: party.known(to: sender), office.form(draft.form, db))
            }
            draft.delegation = party.delegation?.rawValue
        }
        if let number = change.paperCase {
            guard number == 0 || service.procedure.procedure.components.indices.contains(number) else {
                throw Faults([Fault("online.case_unknown", at: Place(file: "draft", field: "case"))])
            }
            draft.paperCase = number
        }
    }

    private func keep(_ change: Change, of draft: Draft, _ db: any Connection) throws {
        if let removed = change.removed { try DraftStore.remove(removed.digest, paper: removed.paper, of: draft.id, db) }
        let new = change.papers + change.attached.map { (0, $0.file) }
        if new.isEmpty { return }
        let kept = try DraftStore.files(of: draft.id, db)
        // What was taken off a question may be ticked again, until it stands in the way of something new.
        let named = Set((try? Answers(json: draft.answers))?.values.values.flatMap(\.all) ?? [])
        let idle = kept.filter { $0.paper == 0 && !named.contains($0.digest.rawValue) }
        guard kept.count - idle.count + new.count <= DraftFile.most else { throw OnlineError.tooManyFiles(DraftFile.most) }
        if kept.count + new.count > DraftFile.most {
            for file in idle { try DraftStore.remove(file.digest, paper: 0, of: draft.id, db) }
        }
        for (paper, upload) in new { try upload.insert(paper, into: draft.id, at: office.services.now(), db) }
    }
}

extension KeepDraft.Change {
    fileprivate var choosesPlace: Bool { unit != nil || delegation != nil || paperCase != nil }
    /// Whether it changes no more than answers and papers.
    fileprivate var isOfSupplement: Bool { !choosesPlace && delivery == nil && address == nil }
}

extension Answers {
    /// Adds what was attached now; digests of files that do not lie with the draft, such as somebody else's, are dropped.
    fileprivate mutating func settle(
        _ attached: [(path: AnswerPath, file: DraftUpload)], of questionnaire: Questionnaire, kept: [DraftFile]
    ) throws {
        let own = Set(kept.filter { $0.paper == 0 }.map(\.digest.rawValue))
        for (path, answer) in values where questionnaire.item(path)?.question?.kind.files != nil {
            self[path] = .many(answer.all.filter(own.contains))
        }
        for (path, file) in attached where questionnaire.item(path)?.question?.kind.files != nil {
            let present = self[path]?.all ?? []
            if !present.contains(file.digest.rawValue) { self[path] = .many(present + [file.digest.rawValue]) }
        }
    }
}
