import Facts
import Kernel
import Platform
import Procedures
import Storage
import Units
import WorkingTime

/// The counter for people at home (OS-1, OS-3): what a room that serves them may do with dossiers, in a transaction of its own.
///
/// It asks for no duty, for a citizen has none: whose dossier it is, the calling room knows and has looked at before.
package struct HomeDesk: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// Gives a dossier its code and leaves it registered, for the counter to decide about (OS-3, OS-4).
    ///
    /// Files that components name have their rows already.
    package func register(_ reception: Reception, by actor: Actor, in db: any Connection) throws -> Dossier {
        var reception = reception
        (reception.channel, reception.decision) = (.online, .later)
        try reception.check()
        return try Bureau.Desk(bureau, actor, db).enter(reception, origin: .online)
    }

    /// Takes what was asked for; the components are all that lie in the dossier afterwards (OS-12, OS-13).
    package func supplement(
        _ code: DossierCode, _ components: [Component], text: String, by actor: Actor, in db: any Connection
    ) throws -> Dossier {
        let desk = Bureau.Desk(bureau, actor, db)
        var item = try open(code, desk)
        guard try TimeStore.events(of: code, db).awaitSupplement(in: item.dossier.state) else {
            throw DossiersError.notPossible(.supplementReceived, from: item.dossier.state)
        }
        if item.dossier.state == .supplement {
            try item.move(to: .processing, by: .supplementReceived)
            try item.resume(at: desk.now, db)
        }
        try FolderStore.replace(components, of: code, db)
        try item.save(.supplementReceived, at: desk.now, text: text, desk)
        return item.dossier
    }

    /// Notes that the fees were paid over the network; `document` is the receipt's number.
    package func pay(_ code: DossierCode, document: String, by actor: Actor, in db: any Connection) throws -> Dossier {
        let desk = Bureau.Desk(bureau, actor, db)
        var item = try open(code, desk)
        try item.pay(isOnline: true, at: desk.now, document: document, text: "", desk)
        return item.dossier
    }

    /// The applicant takes it back (OS-20, state 7).
    package func withdraw(_ code: DossierCode, reason: String, by actor: Actor, in db: any Connection) throws -> Dossier {
        let desk = Bureau.Desk(bureau, actor, db)
        var item = try open(code, desk)
        try item.move(to: .withdrawn, by: .withdrawn)
        try item.finish(at: desk.now)
        try TimeStore.end(code, at: desk.now, db)
        try item.save(.withdrawn, at: desk.now, text: reason, desk)
        return item.dossier
    }

    /// What lies in a dossier, for whose it is.
    package func folder(_ code: DossierCode, in db: any Connection) throws -> HomeFolder? {
        guard let dossier = try DossierStore.find(code, db) else { return nil }
        return HomeFolder(
            dossier: dossier, applicant: try DossierStore.applicant(code, db) ?? Applicant(name: ""),
            components: try FolderStore.components(of: code, db), fees: try FolderStore.fees(of: code, db),
            result: try FolderStore.result(of: code, db), parcels: try FolderStore.parcels(of: code, db),
            events: try TimeStore.events(of: code, db))
    }

    /// The version of a procedure that a dossier is handled under (PR-11).
    package func procedure(_ version: ID<ProcedureVersion>, in db: any Connection) throws -> StoredProcedure? {
        try ProcedureStore.version(version, bureau.procedures, db)
    }

    /// The same of a version that was found.
    package func procedure(_ version: StandingVersion, in db: any Connection) throws -> StoredProcedure? {
        try ProcedureStore.stored(version, bureau.procedures, db)
    }

    /// When the counter must have answered what comes now: within 8 working hours (OS-3).
    ///
    /// Source: NĐ 45/2020/NĐ-CP Đ11.
    package func answerDue(from moment: Timestamp, in db: any Connection) throws -> Timestamp {
        try bureau.calendars.calendar(in: db).deadline(.workingHours(8), from: moment).due
    }

    private func open(_ code: DossierCode, _ desk: Bureau.Desk) throws -> DossierCase {
        guard let dossier = try DossierStore.find(code, desk.db), dossier.origin == .online else {
            throw DossiersError.noSuchDossier(code.text)
        }
        return try DossierCase(dossier, calendar: desk.calendar(), desk.db)
    }
}

/// What lies in a dossier, for whose it is: nothing of who handles it beyond the unit (OS-40).
package struct HomeFolder: Sendable {
    package let dossier: Dossier
    package let applicant: Applicant
    package let components: [Component]
    package let fees: [FeeLine]
    package let result: DossierResult?
    package let parcels: [Parcel]
    package let events: [DossierEvent]

    /// Whether something was asked for that has not come yet.
    package var awaitsSupplement: Bool { events.awaitSupplement(in: dossier.state) }

    /// What is still to be paid, in đồng.
    package var unpaid: Int64 { fees.filter { $0.paid == nil }.reduce(0) { $0 + $1.dong } }

    /// What was asked for last, and when.
    package var asked: DossierEvent? { events.last { $0.kind == .supplementAsked } }
}

extension [DossierEvent] {
    /// Whether the last thing that was asked for has not come, in a dossier that stands so.
    fileprivate func awaitSupplement(in state: DossierState) -> Bool {
        let last = last { $0.kind == .supplementAsked || $0.kind == .supplementReceived }
        return last?.kind == .supplementAsked && (state == .registered || state == .supplement)
    }
}
