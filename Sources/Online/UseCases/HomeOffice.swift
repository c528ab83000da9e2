import Citizens
import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage
import Units

/// What every verb of the room works with: the services, the counter that it hands things to, and forms that were read once.
package struct HomeOffice: Sendable {
    /// Who can take money for us; which of them do, an administrator says.
    package static let providers: [any PaymentProvider.Type] = [TrialBank.self]

    package let services: Services
    let providers: [any PaymentProvider.Type]
    let counter: HomeDesk
    let forms = FormMemory()

    package init(_ services: Services, providers: [any PaymentProvider.Type] = Self.providers) {
        self.services = services
        self.providers = providers
        counter = HomeDesk(Bureau(services))
    }

    /// A draft of the actor's own, or what supplements a dossier that is; of others nobody is told that they are there.
    func draft(_ id: ID<Draft>, of actor: Actor, _ db: any Connection) throws -> Draft {
        guard let draft = try DraftStore.find(id, db), try isOpen(draft, to: actor, db) else { throw OnlineError.noSuchDraft }
        guard draft.expires > services.now() else { throw OnlineError.draftExpired(draft.expires) }
        return draft
    }

    /// A supplement is whose its dossier is, whoever of them began it.
    func isOpen(_ draft: Draft, to actor: Actor, _ db: any Connection) throws -> Bool {
        guard let dossier = draft.dossier else { return draft.citizen.rawValue == actor.citizen }
        return try SubmissionStore.find(dossier, db).map { try isOpen($0, to: actor, db) } ?? false
    }

    func isOpen(_ submission: Submission, to actor: Actor, _ db: any Connection) throws -> Bool {
        try submission.holders(at: services.now(), db).contains { $0.rawValue == actor.citizen }
    }

    /// A dossier that is the actor's (``Submission/holders(at:_:)``).
    func submission(_ code: String, of actor: Actor, _ db: any Connection) throws -> Submission {
        guard let code = DossierCode(code), let submission = try SubmissionStore.find(code, db),
            try isOpen(submission, to: actor, db)
        else { throw OnlineError.noSuchDossier }
        return submission
    }

    func form(_ id: String?, _ db: any Connection) throws -> StoredForm? {
        try id.flatMap { try ProcedureForms.stored(ID(rawValue: $0), forms, db) }
    }

    /// The version of a procedure that new dossiers of today are received under, as far as it can be sent from home.
    func service(_ procedure: String, _ db: any Connection) throws -> OnlineService {
        let today = services.now().vietnamDate
        let (version, named, form) = try db.ask(
            ProcedureStore.standing(procedure, on: today), ReceiverStore.units(receiving: procedure, on: today),
            ProcedureForms.inForce(procedure, on: today, forms))
        guard let stored = try version.flatMap({ try counter.procedure($0, in: db) }), stored.version.admitsDossiers(on: today),
            let offer = OnlineOffer(stored.procedure.services, on: today)
        else { throw OnlineError.notOffered(procedure: procedure) }
        // Where nobody is named, those that have a counter.
        let receivers = named.isEmpty ? try ServiceStore.counters(at: services.now(), db) : named
        if receivers.isEmpty { throw OnlineError.noReceiver(procedure: procedure) }
        return OnlineService(procedure: stored, form: form, offer: offer, receivers: receivers)
    }

    /// Throws while nothing can be sent (OL-12).
    func refusePaused(_ db: any Connection) throws {
        let now = services.now()
        if let pause = try PauseStore.pauses(at: now, db).first(where: { $0.holds(at: now) }) { throw OnlineError.paused(until: pause.to) }
    }
}

extension Submission {
    /// Whose it is now: the one applied for, for good, and the sender for as long as they act for them.
    func holders(at now: Timestamp, _ db: any Connection) throws -> [ID<Citizen>] {
        guard delegation != nil else { return [citizen] }
        let isActing = try Principals.find(delegation, of: citizen, at: now, db) != nil
        return [applicant, isActing ? citizen : nil].compactMap { $0 }
    }
}

/// A procedure as it can be sent from home today.
package struct OnlineService: Sendable {
    package let procedure: StoredProcedure
    /// Nil where it asks for papers alone.
    package let form: StoredForm?
    package let offer: OnlineOffer
    /// The units that receive it, in the order of their names.
    package let receivers: [ID<Units.Unit>]

    /// What sending it over the network costs, where one amount is stated; nil where nothing is, or it depends on the case.
    package var fee: Int64? {
        let amounts = Set(procedure.procedure.ways.filter { $0.channel == .online }.map(\.fee.amount))
        guard amounts.count == 1, case .dong(let dong) = amounts.first, dong > 0 else { return nil }
        return dong
    }

    /// The units that receive it, for whoever chooses among them.
    func units(_ db: any Connection) throws -> [Units.Unit] {
        let units = try UnitStore.find(receivers, db)
        return receivers.compactMap { units[$0] }
    }

    /// The papers of a case, from 0.
    package func papers(_ number: Int) -> [ComponentCase.Paper] {
        let cases = procedure.procedure.components
        return cases.indices.contains(number) ? cases[number].papers : []
    }
}
