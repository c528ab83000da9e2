import Kernel
import Platform
import Storage
import Units

/// Says what a petition is, how urgent, and who handles it; with it the work begins (FB-2, FB-7).
///
/// Giving it to somebody else is the work of whoever leads.
package struct ClassifyPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `officer` is a login; nil: the actor, or whoever has it.
    @discardableResult
    package func callAsFunction(
        _ act: PetitionAct, as class: Petition.Class?, urgency: Petition.Urgency = .ordinary, officer: String? = nil, by actor: Actor
    ) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            let text = try act.checked(isNeeded: false)
            var item = try desk.open(act, for: .handle)
            try item.move(by: .classified)
            let officer = officer ?? item.petition.officer ?? actor.name
            if officer != actor.name || item.petition.officer.map({ $0 != officer }) == true {
                guard FeedbackDuty.lead.isHeld(by: actor, for: item.petition.unit) else { throw FeedbackError.notYourWork(.lead) }
                let staff = try StaffStore.holders(of: FeedbackDuty.officers, in: item.petition.unit.rawValue, at: desk.now, desk.db)
                guard staff.contains(where: { $0.login == officer }) else { throw FeedbackError.noSuchPerson(officer) }
            }
            // Of whom nobody knows the name stays a class of its own (FB-1).
            if item.petition.class != .anonymous {
                guard let chosen = `class`, Petition.Class.chosen.contains(chosen) else {
                    throw Faults([Fault("feedback.class_missing", at: Place(field: "class"))])
                }
                item.change { $0.class = chosen }
            }
            item.change {
                $0.urgency = urgency
                $0.officer = officer
            }
            try item.save(.classified, text)
            return item.petition
        }
    }
}

/// Hands a petition to another unit of the house, whose time begins anew; what the unit itself took is held against the limit for
/// handing on (FB-2).
package struct PassPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: PetitionAct, to unit: String, by actor: Actor) async throws -> Petition {
        try await bureau.write(by: actor) { desk in
            let text = try act.checked()
            var item = try desk.open(act, for: .handle)
            let other = try desk.unit(unit)
            if other.id == item.petition.unit { throw FeedbackError.sameUnit(unit) }
            guard try StaffStore.units(with: FeedbackDuty.officers, at: desk.now, desk.db).contains(other.id.rawValue) else {
                throw Faults([Fault("feedback.unit_wrong", at: Place(field: "unit"))])
            }
            try item.move(by: .passed)
            try item.hold(.forward)
            item.end(.passed)
            try item.begin(at: other.id)
            item.change {
                $0.officer = nil
                if $0.class != .anonymous { $0.class = nil }
                $0.urgency = .ordinary
            }
            try item.save(.passed, text)
            return item.petition
        }
    }
}

/// Tells the sender which body outside the house answers: rules of others are theirs (FB-2).
package struct ForwardPetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// `text` says to whom and by which letter.
    @discardableResult
    package func callAsFunction(_ act: PetitionAct, by actor: Actor) async throws -> Petition {
        try await bureau.turnAway(act, within: .forward, by: .forwarded, .forwarded, as: .otherRules, actor)
    }
}

/// Turns a petition down: what it says is no feedback on rules, or not clear; complaints and denunciations are told where they belong
/// (FB-1, FB-2).
package struct RefusePetition: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: PetitionAct, by actor: Actor) async throws -> Petition {
        try await bureau.turnAway(act, within: .refuse, by: .refused, .refused, as: .notAccepted, actor)
    }
}

extension FeedbackBureau {
    /// Ends a petition that is not for the unit to answer, within the limit of the step; of whom nobody knows the name stays a class of its
    /// own (FB-1).
    fileprivate func turnAway(
        _ act: PetitionAct, within step: FeedbackLimits.Step, by event: PetitionEvent.Kind, _ outcome: Stay.Outcome,
        as class: Petition.Class, _ actor: Actor
    ) async throws -> Petition {
        try await write(by: actor) { desk in
            let text = try act.checked()
            var item = try desk.open(act, for: .handle)
            try item.hold(step)
            try item.finish(by: event, outcome, text, desk) { petition in
                if petition.class != .anonymous { petition.class = `class` }
            }
            return item.petition
        }
    }
}
