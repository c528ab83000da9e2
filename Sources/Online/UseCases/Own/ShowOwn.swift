import Citizens
import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage
import Units

/// A dossier as those see it whose it is: down to the unit, never to who handles it (OS-40).
package struct ShowOwn: Sendable {
    package struct Screen: Sendable {
        let submission: Submission
        let folder: HomeFolder
        let procedure: StoredProcedure
        let unit: Units.Unit
        let payments: [Payment]
        let rating: Rating?
        /// Who takes what it owes; nobody where nothing can be paid here.
        package let payable: [any PaymentProvider.Type]
        let draft: Draft?
        let now: Timestamp

        var dossier: Dossier { folder.dossier }

        /// The result as a file, once the work has ended and nothing is owed for it.
        var resultFile: NamedFile? {
            dossier.state == .returned || (dossier.finished != nil && !dossier.owes) ? folder.result?.file : nil
        }
    }

    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Screen {
        try await office.services.database.read { db in
            let submission = try office.submission(code, of: actor, db)
            guard let folder = try office.counter.folder(submission.dossier, in: db),
                let procedure = try office.counter.procedure(folder.dossier.procedure, in: db),
                let unit = try UnitStore.find(submission.unit, db)
            else { throw OnlineError.noSuchDossier }
            let offer = OnlineOffer(procedure.procedure.services, on: submission.submitted.vietnamDate)
            let canPay = folder.dossier.owes && folder.unpaid > 0 && offer?.isWhole == true
            return Screen(
                submission: submission, folder: folder, procedure: procedure, unit: unit,
                payments: try PaymentStore.payments(of: submission.dossier, db),
                rating: try SubmissionStore.rating(of: submission.dossier, db),
                payable: canPay ? try office.openProviders(db) : [],
                draft: try DraftStore.find(supplementing: submission.dossier, db), now: office.services.now())
        }
    }

    /// The citizen's drafts and dossiers, the last first.
    package func all(of citizen: Actor) async throws -> (drafts: [(Draft, String)], dossiers: [(Submission, Dossier, String)]) {
        try await office.services.database.read { db in
            let id = ID<Citizen>(rawValue: citizen.citizen ?? "")
            func name(_ version: ID<ProcedureVersion>) throws -> String {
                try office.counter.procedure(version, in: db)?.procedure.name ?? ""
            }
            let drafts = try DraftStore.drafts(of: id, at: office.services.now(), db)
                .filter { try office.isOpen($0, to: citizen, db) }.map { ($0, try name($0.version)) }
            let dossiers = try SubmissionStore.submissions(of: id, db).filter { try office.isOpen($0, to: citizen, db) }.prefix(100)
                .compactMap { submission in
                    try DossierStore.find(submission.dossier, db).map { (submission, $0, try name($0.procedure)) }
                }
            return (drafts, Array(dossiers))
        }
    }
}

extension Dossier {
    /// Whether something of its fees is not paid while it can still be.
    var owes: Bool { fee == .unpaid && ![.refused, .withdrawn, .stopped].contains(state) }
}

/// What was filled in and sent, for whose it is and for the unit that has it.
package struct ShowFilled: Sendable {
    package struct Screen: Sendable {
        package let submission: Submission
        package let folder: HomeFolder
        package let procedure: StoredProcedure
        /// Nil where the procedure has no form.
        package let filled: Filled?
        package let catalogues: Catalogues
        package let rounds: [Timestamp]
    }

    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    /// Nil where the dossier did not come from home.
    ///
    /// To officials it is shown with a duty in the unit that has it, and to nobody else.
    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Screen? {
        try await office.services.database.read { db in
            guard let code = DossierCode(code), let submission = try SubmissionStore.find(code, db) else { return nil }
            let isOwn = try actor.kind == .citizen && office.isOpen(submission, to: actor, db)
            guard isOwn || (actor.kind == .person && DossierDuty.read.isHeld(by: actor, for: submission.unit)) else { return nil }
            guard let folder = try office.counter.folder(code, in: db),
                let procedure = try office.counter.procedure(folder.dossier.procedure, in: db)
            else { return nil }
            let (form, sent) = (try office.form(submission.form, db), try SubmissionStore.answers(of: code, db))
            let catalogues = try office.catalogues(form, db)
            let filled = try form.map { form in
                let answers = try Answers(json: sent.last?.answers ?? "{}")
                return form.questionnaire.fill(answers, on: (sent.last?.at ?? submission.submitted).vietnamDate, catalogues: catalogues)
            }
            return Screen(
                submission: submission, folder: folder, procedure: procedure, filled: filled, catalogues: catalogues, rounds: sent.map(\.at)
            )
        }
    }
}
