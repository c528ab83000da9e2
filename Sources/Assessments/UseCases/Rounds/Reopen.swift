import Kernel
import Platform
import Storage

/// Restarts a stage that has passed, for one unit or one leaf of it, until a day and with a reason (PI-78).
package struct Reopen: Sendable {
    package struct Order: Sendable {
        package var round: String
        package var unit: String
        /// Nil reopens every leaf of the unit.
        package var criterion: String?
        package var stage: Stage
        /// The last day on which it is open.
        package var until: CalendarDate
        package var reason: String

        package init(round: String, unit: String, criterion: String? = nil, stage: Stage, until: CalendarDate, reason: String) {
            self.round = round
            self.unit = unit
            self.criterion = criterion
            self.stage = stage
            self.until = until
            self.reason = reason
        }
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    @discardableResult
    package func callAsFunction(_ order: Order, by actor: Actor) async throws -> Reopening {
        let reason = try WrittenText.required(order.reason, field: "reason")
        return try await workplace.write(by: actor) { desk in
            let round = try desk.administered(order.round)
            let item = try desk.cases.unit(order.unit, in: round.code).item
            switch round.status {
            case .preparing: throw AssessmentsError.notOpen(round: round.code)
            case .open: break
            case .decided: throw AssessmentsError.alreadyDecided(round: round.code)
            }
            if let criterion = order.criterion, item.sheet.leaf(criterion) == nil { throw AssessmentsError.noSuchLeaf(criterion) }
            // A stage that has not come needs no reopening; one that runs may be needed again after it was submitted.
            guard Stage.working.contains(order.stage), order.stage <= item.stage else {
                throw AssessmentsError.nothingToReopen(order.stage)
            }
            guard order.until.end > desk.now else { throw AssessmentsError.reopeningInThePast }
            let reopening = Reopening(
                id: desk.newID(), criterion: order.criterion, stage: order.stage, reason: reason, until: order.until.end,
                granted: desk.now, by: desk.signature)
            try AssignmentStore.insert(reopening, unit: item.unit.id, of: round.id, desk.db)
            try desk.record(
                "reopened", order.criterion.map { "\(item.subject)/\($0)" } ?? item.subject, unit: item.unit,
                after: ["stage": .text(order.stage.rawValue), "until": AuditValue(order.until)], reason: reason)
            return reopening
        }
    }
}
