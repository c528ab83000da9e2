import Citizens
import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage
import Units

/// Sends what was filled in: a dossier with its code, the answers, the papers and the receipt in one transaction, or nothing.
///
/// A draft becomes one dossier however often it is sent: a second press, or a first one whose answer was lost, is given the same receipt.
/// Of a supplement the dossier is there already. Source: NĐ 61/2018 Đ17.2 (OS-3, OS-4, OS-13).
package struct SubmitDraft: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    /// `revision` is the one that was looked over; nil: whatever is there.
    @discardableResult
    package func callAsFunction(_ id: ID<Draft>, revision: Int? = nil, by actor: Actor) async throws -> Submission {
        let office = office
        return try await office.services.database.write { db in
            if let sent = try SubmissionStore.find(key: id, db), try office.isOpen(sent, to: actor, db) { return sent }
            let draft = try office.draft(id, of: actor, db)
            if let revision, revision != draft.revision { throw OnlineError.reviewOutdated }
            try office.refusePaused(db)
            let parcel = try SentDraft(draft, office, db)
            let sent = try draft.dossier == nil ? register(parcel, actor, db) : supplement(parcel, actor, db)
            try DraftStore.delete(id, db)
            return sent
        }
    }

    private func register(_ parcel: SentDraft, _ actor: Actor, _ db: any Connection) throws -> Submission {
        let (draft, services, now) = (parcel.draft, office.services, office.services.now())
        let hour = Timestamp(milliseconds: now.milliseconds - 3_600_000)
        guard try SubmissionStore.count(of: draft.citizen, since: hour, db) < Submission.mostPerHour else {
            throw OnlineError.tooManySubmissions(Submission.mostPerHour)
        }
        let citizen = try db.citizen(actor)
        let party = try Principals.find(draft.delegation, of: citizen.id, at: now, db)
        let reception = try parcel.reception(of: citizen, for: party, services.words(.vi))
        let dossier = try office.counter.register(reception, by: actor, in: db)
        let submission = Submission(
            dossier: dossier.code, citizen: draft.citizen, delegation: draft.delegation,
            applicant: party?.kind == .person ? party?.citizen : nil, procedure: draft.procedure, unit: dossier.unit, form: draft.form,
            paperCase: draft.paperCase, address: draft.delivery == .post ? draft.address : "",
            submitted: now, answerDue: try office.counter.answerDue(from: now, in: db))
        try SubmissionStore.insert(submission, db)
        try SubmissionStore.insert(parcel.answers, round: 1, of: dossier.code, key: draft.id, at: now, db)
        try services.audit.record(
            "online.submitted", by: actor, subject: dossier.subjectOfAudit, unit: dossier.unit.rawValue,
            after: ["procedure": .text(draft.procedure), "form": AuditValue(draft.form)], in: db)
        let name = parcel.service.procedure.procedure.name
        let code = dossier.code.text
        for holder in try submission.holders(at: now, db) {
            let message = CitizenMessage(
                "online.message.submitted", link: "/online/dossiers/\(code)", reference: "online/\(code)/submitted/\(holder)"
            ) { words in
                ["code": code, "procedure": name, "due": words.numbers.moment(submission.answerDue)]
            }
            try CitizenMessages(services).send(message, to: holder, in: db)
        }
        return submission
    }

    private func supplement(_ parcel: SentDraft, _ actor: Actor, _ db: any Connection) throws -> Submission {
        let now = office.services.now()
        guard let code = parcel.draft.dossier, let submission = try SubmissionStore.find(code, db) else { throw OnlineError.noSuchDossier }
        guard let folder = try office.counter.folder(code, in: db), folder.awaitsSupplement else { throw OnlineError.nothingAsked }
        let round = try SubmissionStore.answers(of: code, db).count + 1
        try SubmissionStore.insert(parcel.answers, round: round, of: code, key: parcel.draft.id, at: now, db)
        // What the counter noted of a paper, and what it took on paper, stays with what did not change at home.
        let components = parcel.components.map { new in
            folder.components.first { $0.name == new.name && $0.file?.digest == new.file?.digest } ?? new
        }
        _ = try office.counter.supplement(code, components, text: "", by: actor, in: db)
        try office.services.audit.record(
            "online.supplemented", by: actor, subject: "dossiers/\(code)", unit: submission.unit.rawValue,
            after: ["round": .whole(Int64(round))], in: db)
        return submission
    }
}

/// A draft with all that becomes of it, looked over as a whole: what is missing is told at once and nothing is half-sent.
struct SentDraft {
    let draft: Draft
    let service: OnlineService
    /// The one that receives it; nil where none was chosen that does.
    private let unit: Units.Unit?
    /// As they are kept for ever; empty where there is no form.
    let answers: String
    let components: [Component]
    /// How the one who fills in says to be called; nil where no form asks.
    private let name: String?

    init(_ draft: Draft, _ office: HomeOffice, _ db: any Connection) throws {
        self.draft = draft
        guard let procedure = try office.counter.procedure(draft.version, in: db) else { throw OnlineError.noSuchDraft }
        let form = try office.form(draft.form, db)
        let service = try office.service(draft, procedure, form, db)
        self.service = service
        if draft.dossier == nil, service.procedure.id != draft.version || service.form?.id.rawValue != draft.form {
            throw OnlineError.versionChanged
        }
        unit = try draft.unit.flatMap { service.receivers.contains($0) ? try UnitStore.find($0, db) : nil }
        let files = try DraftStore.files(of: draft.id, db)
        var components = service.papers(draft.paperCase).enumerated().flatMap { index, paper in
            Self.components(paper.name, files.filter { $0.paper == index + 1 }, isAsked: true)
        }
        guard let form else {
            (answers, name) = ("{}", nil)
            self.components = components
            try check(missing: 0)
            return
        }
        let filled = form.questionnaire.fill(
            try Answers(json: draft.answers), on: office.services.now().vietnamDate, catalogues: try office.catalogues(form, db))
        answers = filled.answers.json
        name = form.questionnaire.nameAsked.flatMap { filled.answers[$0]?.text }
        for item in form.questionnaire.questions where item.question?.kind.files != nil {
            let digests = Set(filled.answers.values.filter { $0.key.name == item.name }.flatMap(\.value.all))
            let attached = files.filter { $0.paper == 0 && digests.contains($0.digest.rawValue) }
            components += Self.components(item.label.vi, attached, isAsked: false)
        }
        self.components = components
        try check(missing: filled.faults.count)
    }

    /// One component for each file; a paper without one is named as missing.
    private static func components(_ name: String, _ files: [DraftFile], isAsked: Bool) -> [Component] {
        if files.isEmpty { return isAsked ? [Component(name: name, kind: .missing)] : [] }
        return files.enumerated().map { index, file in
            Component(
                name: index == 0 ? name : "\(name) (\(index + 1))", kind: .electronic, file: .init(digest: file.digest, name: file.name))
        }
    }

    private func check(missing: Int) throws {
        let log = FaultLog()
        func fault(_ code: String, _ field: String) { log.add(code, at: Place(file: "draft", field: field)) }
        if unit == nil { fault("online.unit_missing", "unit") }
        if !service.offer.deliveries.contains(draft.delivery) { fault("online.delivery_unknown", "delivery") }
        if draft.delivery == .post, !draft.address.contains(where: { $0.isLetter || $0.isNumber }) {
            fault("online.address_missing", "address")
        }
        try log.check()
        if missing > 0 { throw OnlineError.incomplete(missing) }
    }

    /// What the counter is given: who applies stands in the account, or in the one for whom the sender acts.
    func reception(of sender: Citizen, for party: Principal?, _ words: Words) throws -> Reception {
        guard let unit, let party else {
            throw Faults([Fault("online.applicant_unknown", at: Place(file: "draft", field: "applicant"))])
        }
        // Of an account without a name pages show half a number, which is nobody's name.
        let own = sender.profile.name.isEmpty ? party.kind == .own ? name ?? "" : "" : sender.profile.name
        let called = party.kind == .own ? own : party.profile?.name ?? party.name
        if own.isEmpty || called.isEmpty {
            throw Faults([Fault("online.applicant_nameless", at: Place(file: "draft", field: "applicant"))])
        }
        let applicant = Applicant(
            name: called, document: party.taxCode ?? party.profile?.identityNumber ?? "",
            address: party.profile?.address ?? "", phone: sender.phone ?? "", email: sender.email ?? "",
            submitter: party.kind == .own ? "" : own)
        let fees = service.fee.map { [FeeLine(name: words("online.fee_line"), dong: $0)] } ?? []
        return Reception(
            unit: unit.code, procedure: draft.procedure, subject: party.kind == .business ? .enterprise : .citizen, applicant: applicant,
            components: components, fees: fees, delivery: draft.delivery)
    }
}

extension Questionnaire {
    /// The question that asks for the name of whoever fills in.
    fileprivate var nameAsked: String? { questions.first { $0.repeated == nil && $0.question?.prefill == .name }?.name }
}
