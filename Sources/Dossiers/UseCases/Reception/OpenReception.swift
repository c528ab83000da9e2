import Kernel
import Platform
import Procedures
import Storage
import Units
import WorkingTime

/// What a clerk needs to know before taking a dossier: the procedure in force today and the appointment it would get.
package struct OpenReception: Sendable {
    package struct Screen: Sendable {
        let unit: Units.Unit
        let procedure: StoredProcedure
        let clock: ClockPolicy
        /// When a dossier that is taken now is due, by the way in which it comes; nil where no single limit is stated.
        let due: [Dossier.Channel: Deadline]
        let now: Timestamp
    }

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(unit code: String, procedure: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let counter = try desk.counter(procedure, at: code, on: desk.now.vietnamDate)
            var due: [Dossier.Channel: Deadline] = [:]
            for channel in Dossier.Channel.allCases {
                due[channel] = try counter.procedure.procedure.limit(channel).map {
                    try counter.calendar.deadline($0, from: desk.now, policy: counter.clock)
                }
            }
            return Screen(unit: counter.unit, procedure: counter.procedure, clock: counter.clock, due: due, now: desk.now)
        }
    }
}

/// Looks for a procedure at a unit's counter: among those that it receives, and where nothing is found there, in the whole catalogue.
package struct FindAtCounter: Sendable {
    package struct Found: Sendable {
        let unit: Units.Unit
        let entries: [CatalogueEntry]
        let isMore: Bool
    }

    private static let most = 50

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(_ text: String, unit code: String, by actor: Actor) async throws -> Found {
        try await bureau.read(by: actor) { desk in
            let unit = try desk.unit(code, for: .receive)
            let today = desk.now.vietnamDate
            var found = try ProcedureStore.search(
                CatalogueFilter(text, unit: unit.code), on: today, page: 1, size: Self.most, desk.db)
            if found.count == 0 {
                found = try ProcedureStore.search(CatalogueFilter(text), on: today, page: 1, size: Self.most, desk.db)
            }
            return Found(unit: unit, entries: found.entries, isMore: found.count > found.entries.count)
        }
    }
}
