import Criteria
import Facts
import Kernel
import Platform
import Storage
import Units
import WorkingTime

/// What every verb of the room works with: the services and the calendar.
package struct FeedbackBureau: Sendable {
    package let services: Services
    let calendars: WorkCalendars
    let frameworks: FindFrameworks

    package init(_ services: Services) {
        self.services = services
        calendars = WorkCalendars(services)
        frameworks = FindFrameworks(services)
    }

    /// Changes something; the clock is read inside, so that what is written is the moment at which it was.
    ///
    /// Whatever it is, figures that everybody sees count it.
    func write<T: Sendable>(by actor: Actor, _ body: @escaping @Sendable (Desk) throws -> T) async throws -> T {
        let result = try await services.database.write { db in try body(Desk(self, actor, db)) }
        services.publicData.changed()
        return result
    }

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

        init(_ bureau: FeedbackBureau, _ actor: Actor, _ db: any Connection) {
            services = bureau.services
            calendars = bureau.calendars
            self.actor = actor
            now = bureau.services.now()
            self.db = db
        }

        func calendar() throws -> WorkCalendar { try calendars.calendar(in: db) }

        func newID<Of>(of: Of.Type = Of.self) -> ID<Of> { services.newID() }

        /// A unit that is there, by its code.
        func unit(_ code: String) throws -> Units.Unit {
            guard let unit = try UnitStore.find(code: code, db) else { throw FeedbackError.noSuchUnit(code) }
            return unit
        }

        /// A unit for which the actor has a duty.
        func unit(_ code: String, for duty: FeedbackDuty) throws -> Units.Unit {
            let unit = try unit(code)
            guard duty.isHeld(by: actor, for: unit.id) else { throw FeedbackError.notYourUnit(code) }
            return unit
        }

        /// The end of a step that begins at a moment.
        func due(_ step: FeedbackLimits.Step, from moment: Timestamp) throws -> Timestamp {
            let rule = FeedbackLimits.rule(step, on: moment.vietnamDate)
            return try calendar().deadline(rule.limit, from: moment, policy: FeedbackLimits.clock).due
        }

        /// A petition that the actor may see: of a unit of the own ones, or one that was there once.
        ///
        /// Whoever may not is told the same as if there were none, so that numbers cannot be tried.
        func find(_ number: String) throws -> Petition {
            guard let petition = try PetitionStore.find(number, db) else { throw FeedbackError.noSuchPetition(number) }
            if FeedbackDuty.read.isHeld(by: actor, for: petition.unit) { return petition }
            let stays = try StayStore.stays(of: number, db)
            guard stays.contains(where: { FeedbackDuty.read.isHeld(by: actor, for: $0.unit) }) else {
                throw FeedbackError.noSuchPetition(number)
            }
            return petition
        }

        /// A petition as somebody saw it, for a duty in the unit that has it.
        func open(_ act: PetitionAct, for duty: FeedbackDuty) throws -> PetitionCase {
            let petition = try find(act.petition)
            guard duty.isHeld(by: actor, for: petition.unit) else { throw FeedbackError.notYourWork(duty) }
            let leads = FeedbackDuty.lead.isHeld(by: actor, for: petition.unit)
            if duty == .handle, let officer = petition.officer, officer != actor.name, !leads { throw FeedbackError.notYourWork(duty) }
            if let version = act.version, version != petition.version { throw FeedbackError.changedMeanwhile(petition.number) }
            return try PetitionCase(petition, self)
        }

        /// A petition in the hands of whoever holds its receipt.
        func open(_ receipt: String) throws -> PetitionCase {
            guard let receipt = Receipt(receipt), let petition = try PetitionStore.find(receipt, db) else {
                throw FeedbackError.noSuchReceipt
            }
            return try PetitionCase(petition, self)
        }
    }
}

/// What an official does with a petition: which, as it was seen, and why.
package struct PetitionAct: Sendable {
    package var petition: String
    /// The version that was seen; nil where it does not matter.
    package var version: Int?
    package var text: String

    package init(_ petition: String, version: Int? = nil, text: String = "") {
        self.petition = petition
        self.version = version
        self.text = text
    }

    package static let textLimit = 10_000

    /// Its text within bounds; a fault names the field `text`.
    func checked(isNeeded: Bool = true) throws(Faults) -> String {
        let log = FaultLog()
        let text = text.trimmed
        if isNeeded, text.isEmpty { log.missing("text") }
        if text.unicodeScalars.count > Self.textLimit { log.tooLong("text", Self.textLimit) }
        try log.check()
        return text
    }
}
