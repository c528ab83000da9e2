import Kernel
import Platform
import Storage
import Units

/// Everything about one petition for whoever works on it.
package struct ShowPetition: Sendable {
    package struct Screen: Sendable {
        let petition: Petition
        let content: PetitionContent
        let petitioner: Petitioner
        let unit: Units.Unit
        let photos: [NamedFile]
        let events: [PetitionEvent]
        let answers: [PetitionAnswer]
        let stays: [Stay]
        let units: [ID<Units.Unit>: Units.Unit]
        /// What people are called, by login.
        let names: [String: String]
        /// Petitions that get its answer.
        let copies: [Petition]
        /// Others of the same content, which may be copies.
        let same: [Petition]
        /// Until when it may still be turned down, asked about, handed on.
        let steps: [(step: FeedbackLimits.Step, due: Timestamp)]
        let officers: [(login: String, name: String)]
        /// Units that a petition can be handed to.
        let others: [Units.Unit]
        let draft: PublicDraft
        let now: Timestamp
        let actor: Actor

        var stay: Stay? { stays.last }

        /// What the actor may do with it now, in the order in which a desk offers it.
        var acts: [DeskAct] { DeskAct.allCases.filter { $0.isOffered(self) } }

        func name(_ login: String) -> String { names[login] ?? login }
    }

    private static let sameWithin: Int64 = 90 * 86_400_000

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// How many places of a petition one has to decide about before it is published.
    package func masks(of number: String, by actor: Actor) async throws -> Int {
        try await self(number, by: actor).draft.proposals.count
    }

    package func callAsFunction(_ number: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let (db, petition) = (desk.db, try desk.find(number))
            let (events, stays) = (try EventStore.events(of: number, db), try StayStore.stays(of: number, db))
            let found = try UnitStore.find(stays.map(\.unit), db)
            guard let unit = found[petition.unit], let stay = stays.last else { throw FeedbackError.noSuchPetition(number) }
            let handles = FeedbackDuty.handle.isHeld(by: actor, for: petition.unit)
            let others = try StaffStore.units(with: FeedbackDuty.officers, at: desk.now, db).map { ID<Units.Unit>(rawValue: $0) }
            let since = Timestamp(milliseconds: petition.received.milliseconds - Self.sameWithin)
            let same = try PetitionStore.same(
                as: PetitionStore.contentDigest(of: number, db), but: number, since: since, db)
            let answers = try EventStore.answers(of: number, db)
            return Screen(
                petition: petition, content: try PetitionStore.content(of: number, db),
                petitioner: try PetitionStore.petitioner(of: number, db),
                unit: unit, photos: try EventStore.photos(of: number, db), events: events, answers: answers, stays: stays, units: found,
                names: try StaffStore.names(events.map(\.login) + answers.map(\.login) + [petition.officer].compactMap(\.self), db),
                copies: try PetitionStore.copies(of: number, db), same: same.filter { $0.unit == petition.unit },
                steps: try [FeedbackLimits.Step.refuse, .ask, .forward].map { ($0, try desk.due($0, from: stay.arrived)) },
                officers: handles ? try StaffStore.holders(of: FeedbackDuty.officers, in: unit.id.rawValue, at: desk.now, db) : [],
                others: handles ? try UnitStore.find(others, db).values.filter { $0.id != unit.id }.inVietnameseOrder : [],
                draft: try PublicDraft(number, db), now: desk.now, actor: actor)
        }
    }
}

/// What can be done with a petition from its page.
enum DeskAct: String, Sendable, CaseIterable {
    case classify, answer, ask, pass, forward, link, unlink, refuse, publish, withhold, reopen

    private var event: PetitionEvent.Kind {
        switch self {
        case .classify: .classified
        case .answer: .answered
        case .ask: .asked
        case .pass: .passed
        case .forward: .forwarded
        case .link: .linked
        case .unlink: .unlinked
        case .refuse: .refused
        case .publish: .published
        case .withhold: .withheld
        case .reopen: .reopened
        }
    }

    private var duty: FeedbackDuty {
        switch self {
        case .classify, .answer, .ask, .pass, .forward, .link, .unlink, .refuse: .handle
        case .publish, .withhold, .reopen: .lead
        }
    }

    func isOffered(_ screen: ShowPetition.Screen) -> Bool {
        let (petition, actor) = (screen.petition, screen.actor)
        guard petition.state.after(event) != nil, duty.isHeld(by: actor, for: petition.unit) else { return false }
        let leads = FeedbackDuty.lead.isHeld(by: actor, for: petition.unit)
        if duty == .handle, let officer = petition.officer, officer != actor.name, !leads { return false }
        switch self {
        // A copy ends with the petition it is tied to.
        case .answer, .forward, .refuse: return petition.state != .duplicate
        case .publish: return petition.consents && petition.publication != .none
        case .withhold: return petition.publication == .waiting || petition.publication == .published
        case .reopen: return petition.state == .refused || screen.stay?.rating == .unsatisfied
        case .pass: return !screen.others.isEmpty
        default: return true
        }
    }
}
