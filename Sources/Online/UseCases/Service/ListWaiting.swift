import Dossiers
import Kernel
import Platform
import Procedures
import Storage
import Units

/// What came from home to a unit and waits for its counter's answer, the most urgent first (OS-3).
package struct ListWaiting: Sendable {
    package struct Screen: Sendable {
        let unit: Units.Unit
        let lines: [(submission: Submission, name: String)]
        let now: Timestamp
    }

    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Screen {
        try await office.services.database.read { db in
            guard let unit = try UnitStore.find(code: code, db) else { throw DossiersError.noSuchUnit(code) }
            guard DossierDuty.read.isHeld(by: actor, for: unit.id) else { throw DossiersError.notYourUnit(unit: code) }
            let lines = try SubmissionStore.waiting(for: unit.id, db).map { submission in
                let version = try DossierStore.find(submission.dossier, db)?.procedure
                return (submission, try version.flatMap { try office.counter.procedure($0, in: db) }?.procedure.name ?? "")
            }
            return Screen(unit: unit, lines: lines, now: office.services.now())
        }
    }

    /// The units in which the actor has something to do with dossiers, with how many wait in each.
    package func units(of actor: Actor) async throws -> [(unit: Units.Unit, waiting: Int, late: Int)] {
        try await office.services.database.read { db in
            let now = office.services.now()
            let ids = Set(DossierDuty.roles.flatMap { actor.units(of: $0) }).map { ID<Units.Unit>(rawValue: $0) }
            return try UnitStore.find(ids, db).values.sorted { $0.code < $1.code }.map { unit in
                let waiting = try SubmissionStore.waiting(for: unit.id, db)
                return (unit, waiting.count, waiting.count { $0.isLate(at: now) })
            }
        }
    }
}
