import Kernel
import Platform
import Procedures
import Storage
import Units
import WorkingTime

/// What lies on the desk of a unit: late, due today, due within two working days, waiting (US-8).
package struct ListDossiers: Sendable {
    package struct Screen: Sendable {
        let unit: Units.Unit
        let part: DeskList.Part
        let isOwn: Bool
        let text: String
        let lines: [DeskLine]
        /// The step of its internal process that a dossier is at, by its code, and what the step is called.
        let steps: [String: (step: DossierStep, name: String)]
        /// How many there are in each part.
        let counts: [DeskList.Part: Int]
        /// What waits for the unit in dossiers of others.
        let tasks: [(dossier: String, task: DossierTask)]
        let page: Int
        let now: Timestamp
        let names: [String: String]

        var pages: Int { max(1, ((counts[part] ?? 0) + ListDossiers.pageSize - 1) / ListDossiers.pageSize) }
    }

    package static let pageSize = 50

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// `isOwn`: only what the actor handles.
    package func callAsFunction(
        unit code: String, part: String, isOwn: Bool, text: String, page: Int, by actor: Actor
    ) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            let unit = try desk.unit(code, for: .read)
            let today = desk.now.vietnamDate
            let soon = try desk.calendar().deadline(.workingDays(2), from: today.start).day
            var list = DeskList(
                unit: unit.id, part: DeskList.Part(rawValue: part) ?? .open, officer: isOwn ? actor.name : nil,
                words: SearchText.words(text, most: 6), now: desk.now, today: today.end,
                soon: soon.end)
            let chosen = list.part
            var counts: [DeskList.Part: Int] = [:]
            for part in DeskList.Part.allCases where part != .all || part == chosen {
                list.part = part
                counts[part] = try DeskStore.count(list, desk.db)
            }
            list.part = chosen
            let lines = try DeskStore.page(list, page: page, size: Self.pageSize, desk.db)
            return Screen(
                unit: unit, part: chosen, isOwn: isOwn, text: text, lines: lines, steps: try Self.steps(lines, desk.db), counts: counts,
                tasks: try TaskStore.open(for: unit.id.rawValue, desk.db), page: page, now: desk.now,
                names: try StaffStore.names(lines.compactMap(\.dossier.officer), desk.db))
        }
    }

    private static func steps(_ lines: [DeskLine], _ db: any Connection) throws -> [String: (step: DossierStep, name: String)] {
        let open = try StepStore.open(of: lines.map(\.dossier.code), db)
        let versions = Dictionary(lines.map { ($0.dossier.code.text, $0.dossier.procedure) }, uniquingKeysWith: { first, _ in first })
        let procedures = try ProcedureStore.versions(Set(open.keys.compactMap { versions[$0] }).sorted { $0.rawValue < $1.rawValue }, db)
        return Dictionary(
            uniqueKeysWithValues: open.map { code, step in
                (code, (step: step, name: versions[code].flatMap { procedures[$0] }?.procedure.stepName(step.number) ?? "\(step.number)"))
            })
    }

    /// The units in which the actor has something to do with dossiers.
    package func units(of actor: Actor) async throws -> [Units.Unit] {
        try await bureau.read(by: actor) { desk in
            let ids = Set(DossierDuty.roles.flatMap { actor.units(of: $0) }).map { ID<Units.Unit>(rawValue: $0) }
            return try UnitStore.find(ids, desk.db).values.inVietnameseOrder
        }
    }

    /// Who handles dossiers in a unit, for whoever leads it.
    func staff(of code: String, by actor: Actor) async throws -> (unit: Units.Unit, officers: [(login: String, name: String)]) {
        try await bureau.read(by: actor) { desk in
            let unit = try desk.unit(code, for: .lead)
            return (unit, try StaffStore.holders(of: .caseOfficer, in: unit.id.rawValue, at: desk.now, desk.db))
        }
    }
}
