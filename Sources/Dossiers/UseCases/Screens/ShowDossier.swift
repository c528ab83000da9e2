import Kernel
import Platform
import Procedures
import Storage
import Units
import WorkingTime

/// Everything about one dossier for whoever works with it.
package struct ShowDossier: Sendable {
    package struct Screen: Sendable {
        let dossier: Dossier
        let applicant: Applicant
        let procedure: StoredProcedure
        let unit: Units.Unit
        let components: [Component]
        let fees: [FeeLine]
        let result: DossierResult?
        let parcels: [Transport]
        let events: [DossierEvent]
        /// The steps of the internal process that were begun.
        let steps: [DossierStep]
        let tasks: [(task: DossierTask, unit: Units.Unit)]
        /// What people are called, by login.
        let names: [String: String]
        let reading: ClockReading?
        let trail: [TrailStep]
        /// The last day of a letter that gives a new appointment; nil where none can be given any more.
        let lastLetter: CalendarDate?
        let officers: [(login: String, name: String)]
        let now: Timestamp
        let actor: Actor
    }

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let dossier = try desk.find(code)
            let (db, calendar) = (desk.db, try desk.calendar())
            let item = try DossierCase(dossier, calendar: calendar, db)
            let applicant = try DossierStore.applicant(dossier.code, db) ?? Applicant(name: "")
            guard let unit = try UnitStore.find(dossier.unit, db),
                let procedure = try ProcedureStore.version(dossier.procedure, desk.procedures, db)
            else { throw DossiersError.noSuchDossier(code) }
            // Other systems may tell of dossiers without saying whose they are.
            let events = try TimeStore.events(of: dossier.code, db)
            let tasks = try TaskStore.tasks(of: dossier.code, db)
            let units = try UnitStore.find(tasks.map { ID(rawValue: $0.unit) }, db)
            let postDays = try ClockStore.choice(of: procedure.procedure.code, on: dossier.received.vietnamDate, db)?.postDays ?? 0
            let handles = DossierDuty.handle.isHeld(by: actor, for: dossier.unit)
            let reading = try item.reading(at: desk.now)
            let officers =
                handles ? try StaffStore.holders(of: .caseOfficer, in: unit.id.rawValue, at: desk.now, db) : []
            return Screen(
                dossier: dossier, applicant: applicant, procedure: procedure, unit: unit,
                components: try FolderStore.components(of: dossier.code, db), fees: try FolderStore.fees(of: dossier.code, db),
                result: try FolderStore.result(of: dossier.code, db),
                parcels: try FolderStore.parcels(of: dossier.code, db).map {
                    try Transport($0, postDays: postDays, in: calendar, at: desk.now)
                },
                events: events, steps: try StepStore.steps(of: dossier.code, db),
                tasks: tasks.compactMap { task in units[ID(rawValue: task.unit)].map { (task, $0) } },
                names: try StaffStore.names(events.flatMap(\.logins) + [dossier.officer].compactMap(\.self), db), reading: reading,
                trail: try item.clock?.trail(in: calendar, at: max(desk.now, dossier.received)) ?? [],
                lastLetter: try reading?.deadline.flatMap { try calendar.lastLetter(before: $0)?.day }, officers: officers, now: desk.now,
                actor: actor)
        }
    }
}

extension ShowDossier.Screen {
    /// What the actor may do with it now, in the order in which a desk offers it.
    var acts: [DeskAct] { DeskAct.allCases.filter { $0.isOffered(self) } }

    /// The step of the internal process that it is at.
    var step: DossierStep? { steps.last { $0.done == nil } }

    /// A login with a slash is an account of somebody outside, who is told by their own name.
    func name(_ login: String) -> String {
        if login.contains("/") { return applicant.submitter.isEmpty ? applicant.name : applicant.submitter }
        return names[login] ?? login
    }

    /// What an event tells, with people's names for logins.
    func text(_ event: DossierEvent) -> String {
        guard let assignee = event.assignee else { return event.text }
        return name(assignee) + event.text.dropFirst(assignee.count)
    }
}

/// What can be done with a dossier from its page.
enum DeskAct: String, Sendable, CaseIterable {
    case accept, refuse
    case incomplete
    case assign, step, supplement
    case takeSupplement = "take_supplement"
    case payment
    case takePayment = "take_payment"
    case consult, link, answer, extend, finish
    case giveBack = "return"
    case parcel
    case stop, withdraw, cause

    /// Whose work it is with a dossier in a state.
    private func duty(in state: DossierState) -> DossierDuty {
        switch self {
        case .step: state.stepDuty
        case .accept, .refuse, .incomplete, .takeSupplement, .takePayment, .giveBack, .parcel, .withdraw: .receive
        case .supplement, .payment, .consult, .link, .answer, .finish, .cause: .handle
        case .assign, .extend, .stop: .lead
        }
    }

    /// The states in which it can be done.
    private var states: Set<DossierState> {
        switch self {
        case .accept, .refuse, .incomplete: [.registered]
        case .assign: [.accepted, .processing, .supplement, .payment]
        case .step: [.accepted, .processing, .finished]
        case .supplement, .payment, .consult, .link: [.processing]
        case .takeSupplement: [.supplement]
        case .takePayment: [.payment]
        case .answer, .cause: Set(DossierState.allCases)
        case .extend: [.accepted, .processing]
        case .finish: [.processing, .accepted]
        case .giveBack: [.finished]
        case .parcel: [.returned]
        case .stop: [.processing, .supplement]
        case .withdraw: [.registered, .accepted, .processing, .supplement]
        }
    }

    func isOffered(_ screen: ShowDossier.Screen) -> Bool {
        let (dossier, actor) = (screen.dossier, screen.actor)
        guard states.contains(dossier.state) else { return false }
        if self == .answer { return screen.answerable != nil }
        guard duty(in: dossier.state).isHeld(by: actor, for: dossier.unit) else { return false }
        switch self {
        case .step: return screen.step != nil
        case .parcel: return screen.parcels.contains { $0.parcel.arrived == nil }
        case .incomplete: return dossier.origin == .online && dossier.supplements < dossier.clock.supplementsAtMost
        case .supplement: return dossier.supplements < dossier.clock.supplementsAtMost
        case .extend: return screen.reading?.dayBeforeExtension == nil && dossier.limit != nil
        case .cause: return dossier.isLate(at: screen.now) == true
        case .finish: return !screen.tasks.contains { $0.task.done == nil }
        default: return true
        }
    }
}

extension ShowDossier.Screen {
    /// The first task that waits for a unit of the actor's.
    var answerable: (task: DossierTask, unit: Units.Unit)? {
        tasks.first { $0.task.given != nil && $0.task.done == nil && DossierDuty.handle.isHeld(by: actor, for: $0.unit.id) }
    }
}
