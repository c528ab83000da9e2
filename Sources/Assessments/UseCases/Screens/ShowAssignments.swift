import Kernel
import Platform
import Scoring
import Storage
import Units

/// Who appraises what in a round, and who could: for whoever assigns (US-1).
package struct ShowAssignments: Sendable {
    package struct Screen: Sendable {
        package var round: Round
        package var places: [Place]
        package var units: [RoundUnit]
        package var assignments: [Assignment]
        /// Everybody with the role of an appraiser, and those who are assigned without it any more.
        package var appraisers: [Appraiser]
        /// The names of the units where they work.
        package var homes: [ID<Unit>: Bilingual]

        /// Who appraises a field in every unit of the block, or in one of them.
        package func appraisers(of place: Place, unit: ID<Unit>? = nil) -> [Appraiser] {
            assignments.filter { $0.block == place.block && $0.field == place.field && $0.unit == unit }.map(\.appraiser)
        }
    }

    /// A field of a block in which something is judged.
    package struct Place: Sendable, Hashable {
        package var block: String
        package var blockTitle: Bilingual
        package var field: String
        /// Nil for bonus and penalty.
        package var title: Bilingual?
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ code: String, by actor: Actor) async throws -> Screen {
        try await workplace.read(by: actor) { desk in
            let round = try desk.administered(code)
            let assignments = try AssignmentStore.all(of: round.id, desk.db)
            var appraisers = try RoleStore.holders(of: .appraiser, at: desk.now, desk.db)
            for one in assignments.map(\.appraiser) where !appraisers.contains(where: { $0.person == one.person }) {
                appraisers.append(one)
            }
            return Screen(
                round: round, places: try desk.blocks(of: round).flatMap { Self.places($0.block, $0.sheet) },
                units: try RoundStore.units(of: round.id, desk.db), assignments: assignments, appraisers: appraisers,
                homes: try UnitStore.find(Set(appraisers.compactMap(\.home)), desk.db).mapValues(\.name))
        }
    }

    private static func places(_ block: RoundBlock, _ sheet: ScoreSheet) -> [Place] {
        let judged = Set(sheet.leaves.filter { $0.channel == .claimed || $0.channel == .external }.map(\.field))
        return sheet.demands.filter { judged.contains($0.field) }.map {
            Place(block: block.code, blockTitle: sheet.framework.block.title, field: $0.field, title: $0.title)
        }
    }
}
