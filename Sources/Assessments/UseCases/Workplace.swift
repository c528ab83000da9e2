import Criteria
import Kernel
import Platform
import Scoring
import Storage

/// What every verb of the room works with: the services, and the frameworks that were read once.
package struct Workplace: Sendable {
    package let services: Services
    let frameworks = PublishedFrameworks()

    package init(_ services: Services) { self.services = services }

    /// Changes something: the clock is read inside, so that a deadline that passes meanwhile is seen (PI-71).
    func write<T: Sendable>(by actor: Actor, _ body: @escaping @Sendable (Desk) throws -> T) async throws -> T {
        try await services.database.write { db in try body(Desk(self, actor, db)) }
    }

    /// Looks at one moment of everything.
    func read<T: Sendable>(by actor: Actor, _ body: @escaping @Sendable (Desk) throws -> T) async throws -> T {
        try await services.database.read { db in try body(Desk(self, actor, db)) }
    }

    /// One person's place in one transaction: what may be found, the moment, and the book in which changes are written.
    struct Desk {
        let services: Services
        let frameworks: PublishedFrameworks
        let actor: Actor
        let now: Timestamp
        let db: any Connection

        init(_ workplace: Workplace, _ actor: Actor, _ db: any Connection) {
            services = workplace.services
            frameworks = workplace.frameworks
            self.actor = actor
            now = workplace.services.now()
            self.db = db
        }

        /// The place of somebody else in the same transaction.
        init(_ desk: Desk, as actor: Actor) {
            services = desk.services
            frameworks = desk.frameworks
            self.actor = actor
            now = desk.now
            db = desk.db
        }

        var cases: CaseStore { CaseStore(actor: actor, now: now, frameworks: frameworks, db: db) }

        var signature: Signature { Signature(actor) }

        func newID<Of>(of: Of.Type = Of.self) -> ID<Of> { services.newID() }

        /// The blocks of a round, each with its framework laid out for scoring.
        func blocks(of round: Round) throws -> [(block: RoundBlock, sheet: ScoreSheet)] {
            try RoundStore.blocks(of: round.id, db).map { ($0, try frameworks.sheet($0.framework, db)) }
        }

        /// Writes down what was done; `unit` is the one that may read it.
        func record(
            _ action: String, _ subject: String, unit: RoundUnit? = nil, before: AuditValue? = nil, after: AuditValue? = nil,
            reason: String? = nil
        ) throws {
            try services.audit.record(
                "assessments.\(action)", by: actor, subject: subject, unit: unit?.id.rawValue, before: before, after: after,
                reason: reason.flatMap { $0.isEmpty ? nil : $0 }, in: db)
        }

        /// A round that the person may administer.
        func administered(_ code: String) throws -> Round {
            let round = try cases.round(code)
            try Rights(actor).check(.administer)
            return round
        }
    }
}
