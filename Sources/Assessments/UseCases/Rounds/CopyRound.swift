import Criteria
import Kernel
import Platform
import Scoring
import Storage

/// Prepares a round after the model of another: its units, its appraisers, and its deadlines moved by the years between
/// (EXPECTED 5).
package struct CopyRound: Sendable {
    package struct Order: Sendable {
        package var from: String
        package var code: String
        package var title: Bilingual
        package var period: Period
        package var kind: Round.Kind
        /// Frameworks that take the place of the model's in their blocks; the others stay.
        package var frameworks: [String]

        package init(from: String, code: String, title: Bilingual, period: Period, kind: Round.Kind, frameworks: [String] = []) {
            self.from = from
            self.code = code
            self.title = title
            self.period = period
            self.kind = kind
            self.frameworks = frameworks
        }
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// Fields that the new framework does not have lose their appraisers; the opening check names them.
    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Round {
        try await workplace.write(by: actor) { desk in
            let model = try desk.administered(order.from)
            guard let deadlines = model.deadlines.adding(years: order.period.first.year - model.period.first.year) else {
                throw AssessmentsError.unreadable(field: "period", text: order.period.description)
            }
            let replacing = try order.frameworks.map { name in (name, try desk.block(of: name)) }
            let frameworks = try RoundStore.blocks(of: model.id, desk.db).map { block in
                replacing.first { $0.1 == block.code }?.0 ?? block.framework
            }
            let units = try RoundStore.units(of: model.id, desk.db).map {
                CreateRound.Member(unit: $0.code, block: $0.block, isRanked: $0.isRanked)
            }
            let round = try desk.create(
                CreateRound.Order(
                    code: order.code, title: order.title, period: order.period, kind: order.kind, frameworks: frameworks, units: units,
                    deadlines: deadlines))
            try desk.copyAssignments(from: model, to: round)
            return round
        }
    }
}

extension Workplace.Desk {
    /// The block that a framework is made for, published or shipped.
    fileprivate func block(of framework: String) throws -> String {
        if let shipped = FrameworkLibrary.shipped(framework) { return shipped.framework.block.code }
        return try frameworks.sheet(framework, db).framework.block.code
    }

    fileprivate func copyAssignments(from model: Round, to round: Round) throws {
        let fields = Dictionary(
            uniqueKeysWithValues: try blocks(of: round).map { ($0.block.code, $0.sheet.fieldCodes) })
        for assignment in try AssignmentStore.all(of: model.id, db) where fields[assignment.block]?.contains(assignment.field) == true {
            try AssignmentStore.insert(assignment, id: newID(), of: round.id, db)
        }
        try record("round_copied", round.subject, after: ["from": .text(model.code)])
    }
}
