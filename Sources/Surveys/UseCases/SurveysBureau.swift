import Kernel
import Platform
import Storage
import Units

/// What every verb of the room works with: the services, and instruments that were read.
package struct SurveysBureau: Sendable {
    package let services: Services
    let memory = InstrumentMemory()

    package init(_ services: Services) { self.services = services }

    /// Changes something; the clock is read inside, so that what is written is the moment at which it was.
    func write<T: Sendable>(by actor: Actor, _ body: @escaping @Sendable (Desk) throws -> T) async throws -> T {
        try await services.database.write { db in try body(Desk(self, actor, db)) }
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
        private let memory: InstrumentMemory

        init(_ bureau: SurveysBureau, _ actor: Actor, _ db: any Connection) {
            services = bureau.services
            memory = bureau.memory
            self.actor = actor
            now = bureau.services.now()
            self.db = db
        }

        var today: CalendarDate { now.vietnamDate }

        /// For what belongs to no unit: instruments.
        func require(_ duty: SurveyDuty) throws {
            guard duty.isHeld(by: actor) else { throw SurveysError.notYourWork(duty) }
        }

        /// A unit that is there, by its code.
        func unit(_ code: String) throws -> Units.Unit {
            guard let unit = try UnitStore.find(code: code, db) else { throw SurveysError.noSuchUnit(code) }
            return unit
        }

        func campaign(_ number: String) throws -> Campaign {
            guard let campaign = try CampaignStore.find(number, db) else { throw SurveysError.noSuchCampaign(number) }
            return campaign
        }

        /// A campaign as somebody saw it, for a duty in the unit that holds it; whoever has none is told as if there were none.
        func campaign(_ number: String, version: Int? = nil, for duty: SurveyDuty) throws -> Campaign {
            let campaign = try campaign(number)
            guard duty.isHeld(by: actor, for: campaign.unit) else {
                if SurveyDuty.read.isHeld(by: actor, for: campaign.unit) { throw SurveysError.notYourWork(duty) }
                throw SurveysError.noSuchCampaign(number)
            }
            if let version, version != campaign.version { throw SurveysError.changedMeanwhile(number) }
            return campaign
        }

        func group(_ code: String, of campaign: Campaign) throws -> RespondentGroup {
            guard let group = try CampaignStore.group(code, of: campaign.number, db) else { throw SurveysError.noSuchGroup(code) }
            return group
        }

        func instrument(_ id: ID<Instrument>) throws -> Instrument {
            guard let instrument = try InstrumentStore.find(id, memory, db) else { throw SurveysError.noSuchInstrument(id.rawValue) }
            return instrument
        }

        /// Throws where an event cannot happen now.
        func require(_ event: CampaignEvent, _ campaign: Campaign) throws {
            if campaign.state.after(event) == nil { throw SurveysError.notPossible(event, from: campaign.state) }
        }

        /// Moves a campaign on, saves it, and writes down what happened.
        @discardableResult
        func move(_ campaign: Campaign, by event: CampaignEvent, after: AuditValue? = nil) throws -> Campaign {
            guard let state = campaign.state.after(event) else { throw SurveysError.notPossible(event, from: campaign.state) }
            var moved = campaign
            moved.state = state
            try CampaignStore.update(moved, db)
            moved.version += 1
            try record("surveys.\(event.rawValue)", campaign, after: after ?? ["state": .text(state.rawValue)])
            return moved
        }

        func record(_ action: String, _ campaign: Campaign, after: AuditValue) throws {
            try services.audit.record(
                action, by: actor, subject: "surveys/\(campaign.number)", unit: campaign.unit.rawValue, after: after, in: db)
        }
    }
}
