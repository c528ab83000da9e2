import Kernel
import Platform
import Storage
import Units

/// A conference: for everybody its plan and, once they are public, its results; for whoever holds it all of it.
package struct ShowConference: Sendable {
    package struct Screen: Sendable {
        let conference: Conference
        let unit: Units.Unit
        let questions: [ConferenceQuestion]
        let promises: [Promise]
        /// The units that keep promises, by code.
        let keepers: [String: Units.Unit]
        let now: Timestamp
        let actor: Actor

        var isHeld: Bool { conference.plan.starts <= now }
        var takesQuestions: Bool { conference.published == nil && now < conference.plan.questionsUntil.end }
        var isOfStaff: Bool { FeedbackDuty.read.isHeld(by: actor, for: conference.unit) }
        func has(_ duty: FeedbackDuty) -> Bool { duty.isHeld(by: actor, for: conference.unit) }

        /// Answered ones that may be shown.
        var shown: [ConferenceQuestion] { questions.filter { $0.isShown && $0.answered != nil } }
    }

    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in try Self.screen(desk.conference(number), desk) }
    }

    /// The latest first; `unit` is a code, empty: of all.
    func all(unit code: String, by actor: Actor) async throws -> (unit: Units.Unit?, screens: [Screen]) {
        try await bureau.read(by: actor) { desk in
            let unit = code.isEmpty ? nil : try desk.unit(code)
            return (unit, try ConferenceStore.all(of: unit?.id, desk.db).map { try Self.screen($0, desk) })
        }
    }

    /// What a unit has still to keep, the next first.
    func openPromises(of code: String, by actor: Actor) async throws -> [(conference: String, promise: Promise)] {
        try await bureau.read(by: actor) { desk in try PromiseStore.open(of: desk.unit(code, for: .read).id, desk.db) }
    }

    private static func screen(_ conference: Conference, _ desk: FeedbackBureau.Desk) throws -> Screen {
        guard let unit = try UnitStore.find(conference.unit, desk.db) else { throw FeedbackError.noSuchConference(conference.number) }
        let promises = try PromiseStore.promises(of: conference.number, desk.db)
        var keepers: [String: Units.Unit] = [:]
        for code in Set(promises.map(\.unit)) { keepers[code] = try UnitStore.find(code: code, desk.db) }
        return Screen(
            conference: conference, unit: unit, questions: try ConferenceStore.questions(of: conference.number, desk.db),
            promises: promises, keepers: keepers, now: desk.now, actor: desk.actor)
    }
}
