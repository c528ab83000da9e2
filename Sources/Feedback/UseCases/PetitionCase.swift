import Kernel
import Platform
import Storage
import Units
import WorkingTime

/// A petition in somebody's hands with the stay that it is in: what may happen, and what that does to its time.
struct PetitionCase {
    private(set) var petition: Petition
    private(set) var stay: Stay
    private let before: Petition?
    private let desk: FeedbackBureau.Desk

    /// A petition that just came.
    init(new petition: Petition, _ desk: FeedbackBureau.Desk) {
        self.petition = petition
        self.desk = desk
        before = nil
        stay = Self.stay(1, at: petition.unit, from: petition.received)
    }

    init(_ petition: Petition, _ desk: FeedbackBureau.Desk) throws {
        self.petition = petition
        self.desk = desk
        before = petition
        guard let stay = try StayStore.stays(of: petition.number, desk.db).last else { throw FeedbackError.noSuchPetition(petition.number) }
        self.stay = stay
    }

    private static func stay(_ number: Int, at unit: ID<Unit>, from moment: Timestamp) -> Stay {
        Stay(
            number: number, unit: unit, arrived: moment, due: nil, ended: nil, outcome: nil, isLate: false, rating: nil, rated: nil,
            comment: "")
    }

    /// Throws where the table of moves does not know it.
    func require(_ event: PetitionEvent.Kind) throws {
        if petition.state.after(event) == nil { throw FeedbackError.notPossible(event, from: petition.state) }
    }

    mutating func move(by event: PetitionEvent.Kind) throws {
        guard let state = petition.state.after(event) else { throw FeedbackError.notPossible(event, from: petition.state) }
        petition.state = state
    }

    mutating func change(_ change: (inout Petition) throws -> Void) rethrows { try change(&petition) }

    /// Holds a step against its limit: one that comes late makes the stay late, for good (RT-60); days of waiting are left out.
    mutating func hold(_ step: FeedbackLimits.Step) throws {
        let limit = FeedbackLimits.rule(step, on: stay.arrived.vietnamDate).limit
        if let due = try deadline(limit, after: EventStore.events(of: petition.number, desk.db)), desk.now > due { stay.isLate = true }
    }

    /// Ends the time at this unit.
    mutating func end(_ outcome: Stay.Outcome) {
        if let due = stay.due, desk.now > due { stay.isLate = true }
        stay.ended = desk.now
        stay.outcome = outcome
    }

    /// Ends the petition with it.
    mutating func close(_ outcome: Stay.Outcome) {
        end(outcome)
        petition.ended = desk.now
    }

    /// Begins a time anew, at this unit or another; what was is kept.
    mutating func begin(at unit: ID<Unit>) throws {
        try StayStore.put(stay, of: petition.number, desk.db)
        stay = Self.stay(stay.number + 1, at: unit, from: desk.now)
        petition.unit = unit
        petition.ended = nil
    }

    mutating func rate(_ rating: Stay.Rating, _ comment: String) throws {
        if stay.rating != nil { throw FeedbackError.ratedAlready }
        stay.rating = rating
        stay.rated = desk.now
        stay.comment = comment
    }

    // MARK: saving

    /// Counts the limit anew, saves, and writes down what happened, once in its own book and once in the audit.
    mutating func save(_ event: PetitionEvent.Kind, _ text: String = "") throws {
        let record = record(event, text)
        petition.due = try due(after: EventStore.events(of: petition.number, desk.db) + [record])
        // What ended keeps the day that it had.
        if stay.ended == nil { stay.due = petition.due }
        try PetitionStore.update(petition, desk.db)
        petition.version += 1
        try finish(record)
    }

    /// The same for one that just came.
    mutating func insert(_ content: PetitionContent, _ petitioner: Petitioner, _ marks: PetitionStore.Marks) throws {
        petition.due = try due(after: [])
        stay.due = petition.due
        try PetitionStore.insert(petition, content, petitioner, marks, desk.db)
        try finish(record(.received))
    }

    private func record(_ event: PetitionEvent.Kind, _ text: String = "") -> PetitionEvent {
        PetitionEvent(
            id: desk.newID(), kind: event, at: desk.now, login: actor(of: event).name, state: petition.state, text: text)
    }

    /// Who is written down: of whoever gives no name nobody, though they were signed in (FB-1).
    private func actor(of event: PetitionEvent.Kind) -> Actor {
        petition.class == .anonymous && petition.isOfSender(event) ? .anonymous : desk.actor
    }

    private func finish(_ record: PetitionEvent) throws {
        try StayStore.put(stay, of: petition.number, desk.db)
        try EventStore.insert(record, of: petition.number, unit: petition.unit, desk.db)
        try desk.services.audit.record(
            "feedback.\(record.kind.rawValue)", by: actor(of: record.kind), subject: "feedback/\(petition.number)",
            unit: petition.unit.rawValue,
            before: before.map(AuditValue.init), after: AuditValue(petition), in: desk.db)
    }

    /// Until when the unit must be done; nil while it waits for the sender, and when all is over.
    private func due(after events: [PetitionEvent]) throws -> Timestamp? {
        guard petition.state.isOpen, petition.state != .supplement else { return nil }
        return try deadline(FeedbackLimits.handling(petition.urgency, petition.class, on: stay.arrived.vietnamDate), after: events)
    }

    /// When a limit ends that began with the arrival; nil while it stands still.
    private func deadline(_ limit: TimeLimit, after events: [PetitionEvent]) throws -> Timestamp? {
        var clock = try DossierClock(limit, received: stay.arrived, policy: FeedbackLimits.clock)
        for event in events where event.at >= stay.arrived {
            if event.kind == .asked { try clock.suspend(at: event.at, .supplement, document: nil) }
            if clock.suspended != nil, [.supplied, .linked].contains(event.kind) { try clock.resume(at: event.at) }
        }
        return try clock.reading(in: desk.calendar(), at: desk.now).deadline?.due
    }
}

extension AuditValue {
    /// What changes in the life of a petition; nothing of who sent it or of what it says.
    fileprivate init(_ petition: Petition) {
        self = [
            "state": .text(petition.state.rawValue), "class": AuditValue(petition.class?.rawValue), "due": AuditValue(petition.due),
            "urgency": .text(petition.urgency.rawValue), "officer": AuditValue(petition.officer), "unit": AuditValue(petition.unit),
            "main": AuditValue(petition.main), "publication": .text(petition.publication.rawValue),
        ]
    }
}
