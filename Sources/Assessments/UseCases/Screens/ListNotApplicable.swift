import Kernel
import Platform
import Scoring
import Storage
import Units

/// Every leaf of a round that was taken out of the denominator, or has no data: with its reason and who decided (PI-43, PI-45).
package struct ListNotApplicable: Sendable {
    package struct Line: Sendable, Hashable {
        package var unit: RoundUnit
        package var criterion: String
        package var kind: Statement.Absence.Kind
        /// The reason's code, which its framework names.
        package var reason: String
        /// What says so: the verdict, or the claim while nothing was judged.
        package var entry: Entry
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(round: String, by actor: Actor) async throws -> [Line] {
        try await workplace.read(by: actor) { desk in
            let round = try desk.cases.round(round)
            guard Sight.seesAll(actor) else { throw AssessmentsError.notYourRight(.administer) }
            let absent = try EntryStore.absent(in: round.id, desk.db)
            return try desk.cases.units(of: round).flatMap { item, _ in
                item.sheet.leaves.compactMap { leaf -> Line? in
                    guard let entries = absent[LeafKey(unit: item.unit.id, criterion: leaf.code)],
                        let entry = entries.verdict ?? entries.claim, let (kind, reason) = entry.stated?.absence
                    else { return nil }
                    return Line(unit: item.unit, criterion: leaf.code, kind: kind, reason: reason, entry: entry)
                }
            }
        }
    }
}

extension Stated {
    /// That there are no figures, and the code of the reason.
    fileprivate var absence: (kind: Statement.Absence.Kind, reason: String)? {
        let values = values
        return Statement.Absence.Kind.allCases.lazy.compactMap { kind in values[kind.rawValue].map { (kind, $0) } }.first
    }
}
