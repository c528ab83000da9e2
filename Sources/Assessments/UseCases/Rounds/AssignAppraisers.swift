import Kernel
import Platform
import Scoring
import Storage
import Units

/// Says who appraises a field of a block, or of one unit of it, in the place of whoever did (US-4, US-32).
package struct AssignAppraisers: Sendable {
    /// A field and everybody who shall appraise it.
    package struct Place: Sendable {
        package var block: String
        package var field: String
        /// The code of a unit for which somebody else is needed; nil for the whole block.
        package var unit: String?
        package var appraisers: [Appraiser]

        package init(block: String, field: String, unit: String? = nil, appraisers: [Appraiser]) {
            self.block = block
            self.field = field
            self.unit = unit
            self.appraisers = appraisers
        }
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ places: [Place], round: String, by actor: Actor) async throws {
        try await workplace.write(by: actor) { desk in
            let round = try desk.administered(round)
            if round.status == .decided { throw AssessmentsError.alreadyDecided(round: round.code) }
            let blocks = try desk.blocks(of: round)
            for place in places {
                guard let (_, sheet) = blocks.first(where: { $0.block.code == place.block }) else {
                    throw AssessmentsError.noSuchBlock(place.block)
                }
                guard sheet.fieldCodes.contains(place.field) else { throw AssessmentsError.noSuchField(place.field) }
                try desk.assign(place, unit: place.unit.map { try desk.unit($0, of: round, in: place.block) }, in: round)
            }
        }
    }
}

extension Workplace.Desk {
    fileprivate func unit(_ code: String, of round: Round, in block: String) throws -> RoundUnit {
        guard let unit = try db.ask(RoundStore.unit(code, in: round.code))?.unit, unit.block == block else {
            throw AssessmentsError.noSuchUnit(code)
        }
        return unit
    }

    fileprivate func assign(_ place: AssignAppraisers.Place, unit: RoundUnit?, in round: Round) throws {
        try AssignmentStore.clear(place.block, field: place.field, unit: unit?.id, of: round.id, db)
        for appraiser in place.appraisers {
            if let unit, appraiser.home == unit.id { throw AssessmentsError.ownUnit(unit: unit.code) }
            let assignment = Assignment(block: place.block, field: place.field, unit: unit?.id, appraiser: appraiser)
            try AssignmentStore.insert(assignment, id: newID(), of: round.id, db)
        }
        try record(
            "appraisers_assigned", round.subject,
            after: [
                "block": .text(place.block), "field": .text(place.field), "unit": AuditValue(unit?.code),
                "appraisers": .list(place.appraisers.map { .text($0.name) }),
            ])
    }
}
