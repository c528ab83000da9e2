import Facts
import Kernel
import Platform
import Procedures
import Storage
import Units
import WorkingTime

/// What every verb of the room works with: the services, and the calendar and procedures that were read once.
package struct Bureau: Sendable {
    package let services: Services
    let calendars: WorkCalendars
    let procedures = ProcedureMemory()

    package init(_ services: Services) {
        self.services = services
        calendars = WorkCalendars(services)
    }

    /// Changes something; the clock is read inside, so that what is written is the moment at which it was.
    func write<T: Sendable>(by actor: Actor, _ body: @escaping @Sendable (Desk) throws -> T) async throws -> T {
        try await services.database.write { db in try body(Desk(self, actor, db)) }
    }

    /// Looks at one moment of everything.
    func read<T: Sendable>(by actor: Actor, _ body: @escaping @Sendable (Desk) throws -> T) async throws -> T {
        try await services.database.read { db in try body(Desk(self, actor, db)) }
    }

    /// One person's place in one transaction.
    struct Desk {
        let services: Services
        let actor: Actor
        let now: Timestamp
        let db: any Connection
        private let calendars: WorkCalendars
        let procedures: ProcedureMemory

        init(_ bureau: Bureau, _ actor: Actor, _ db: any Connection) {
            services = bureau.services
            calendars = bureau.calendars
            procedures = bureau.procedures
            self.actor = actor
            now = bureau.services.now()
            self.db = db
        }

        func calendar() throws -> WorkCalendar { try calendars.calendar(in: db) }

        /// The same where the state of its table is known.
        func calendar(_ mark: CalendarStore.Mark) throws -> WorkCalendar { try calendars.calendar(mark, in: db) }

        func newID<Of>(of: Of.Type = Of.self) -> ID<Of> { services.newID() }

        /// A unit that is there, by its code.
        func unit(_ code: String) throws -> Units.Unit {
            guard let unit = try UnitStore.find(code: code, db) else { throw DossiersError.noSuchUnit(code) }
            return unit
        }

        /// A unit for which the actor has a duty.
        func unit(_ code: String, for duty: DossierDuty) throws -> Units.Unit {
            try unit(UnitStore.find(code: code, db), code: code, for: duty)
        }

        /// The same where the unit with this code was looked for already.
        func unit(_ found: Units.Unit?, code: String, for duty: DossierDuty?) throws -> Units.Unit {
            guard let unit = found else { throw DossiersError.noSuchUnit(code) }
            guard duty?.isHeld(by: actor, for: unit.id) ?? true else { throw DossiersError.notYourUnit(unit: code) }
            return unit
        }

        /// A dossier that the actor may see: of the own unit, or one that waits for the own unit.
        ///
        /// Whoever may not is told the same as if there were none, so that codes cannot be tried.
        func find(_ code: String) throws -> Dossier {
            guard let code = DossierCode(code), let dossier = try DossierStore.find(code, db) else {
                throw DossiersError.noSuchDossier(code)
            }
            if DossierDuty.read.isHeld(by: actor, for: dossier.unit) { return dossier }
            let others = try TaskStore.tasks(of: code, db).filter { $0.given != nil }
            guard others.contains(where: { DossierDuty.read.isHeld(by: actor, for: ID<Units.Unit>(rawValue: $0.unit)) }) else {
                throw DossiersError.noSuchDossier(code.text)
            }
            return dossier
        }

        /// A dossier as somebody saw it, for a duty in the unit that has it; `version` nil where it does not matter.
        func open(_ code: String, version: Int? = nil, for duty: DossierDuty) throws -> DossierCase {
            let dossier = try find(code)
            guard duty.isHeld(by: actor, for: dossier.unit) else { throw DossiersError.notYourWork(duty) }
            if duty == .handle, let officer = dossier.officer, officer != actor.name, !actor.has(.unitHead, for: dossier.unit) {
                throw DossiersError.notYourWork(duty)
            }
            if let version, version != dossier.version { throw DossiersError.changedMeanwhile(dossier.code.text) }
            return try DossierCase(dossier, calendar: calendar(), db)
        }
    }
}
