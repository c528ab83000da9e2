import Kernel
import Platform
import Procedures
import Storage
import WorkingTime

/// What holds for the limits of a procedure: the law by its days, and what was decided beside it.
package struct ShowClock: Sendable {
    package struct Screen: Sendable {
        let procedure: StoredProcedure
        /// The latest first.
        let choices: [ClockChoice]
        let policy: ClockPolicy
        let today: CalendarDate

        /// What was decided and holds today.
        var chosen: ClockChoice? { choices.first { $0.from <= today } }
    }

    /// What was decided for whatever procedure, and where more procedures are found.
    package struct Overview: Sendable {
        let choices: [(choice: ClockChoice, name: String)]
        let found: [CatalogueEntry]
        let today: CalendarDate
    }

    private static let most = 50

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let (today, versions) = (desk.now.vietnamDate, try ProcedureStore.versions(of: code, desk.db))
            guard let procedure = versions.first(where: { $0.version.isInForce(on: today) }) ?? versions.first else {
                throw ProceduresError.notFound(code)
            }
            return Screen(
                procedure: procedure, choices: try ClockStore.choices(of: code, desk.db),
                policy: try desk.db.ask(ClockStore.policy(of: code, on: today)), today: today)
        }
    }

    /// `text` looks for procedures; empty: for none.
    package func overview(_ text: String, by actor: Actor) async throws -> Overview {
        try await bureau.read(by: actor) { desk in
            let today = desk.now.vietnamDate
            let choices = try ClockStore.choices(desk.db).sorted { ($0.procedure, $1.from) < ($1.procedure, $0.from) }
            let names = try ProcedureStore.inForce(Set(choices.map(\.procedure)).sorted(), on: today, desk.db)
                .map { ($0.procedure.code, $0.procedure.name) }
            let named = Dictionary(names, uniquingKeysWith: { first, _ in first })
            let found =
                text.isEmpty ? [] : try ProcedureStore.search(CatalogueFilter(text), on: today, page: 1, size: Self.most, desk.db).entries
            return Overview(choices: choices.map { ($0, named[$0.procedure] ?? "") }, found: found, today: today)
        }
    }
}
