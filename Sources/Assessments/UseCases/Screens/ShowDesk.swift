import Kernel
import Platform
import Scoring
import Storage
import Units

/// What one person has to do, round by round: the first page of everybody who works in a round.
package struct ShowDesk: Sendable {
    package struct RoundTasks: Sendable {
        package var round: Round
        package var stage: Stage
        package var lastDay: CalendarDate?
        /// The units for which the person scores or approves.
        package var units: [Progress.Line]
        /// Leaves that wait for the person's appraisal, and all that the person appraises; nil for who appraises nothing.
        package var appraisals: (waiting: Int, all: Int)?
        /// Disputed leaves the council has not concluded; nil for who is not of it.
        package var disputes: Int?
        /// Units that are late, for whoever watches the whole round.
        package var lateUnits: Int?
        package var mayAdminister: Bool
        package var mayDecide: Bool
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// The rounds that are being prepared or open; the latest period first.
    package func callAsFunction(by actor: Actor) async throws -> [RoundTasks] {
        try await workplace.read(by: actor) { desk in
            try desk.cases.rounds().filter { $0.status != .decided }.map { try desk.tasks(in: $0) }
        }
    }
}

extension Workplace.Desk {
    fileprivate func tasks(in round: Round) throws -> ShowDesk.RoundTasks {
        let rights = try cases.rights(in: round)
        let lines = try progress(of: round).blocks.flatMap(\.lines)
        let stage = round.stage(at: now)
        let watches = Sight.seesAll(actor) || actor.has(.leader)
        let inCouncil = actor.has(.councilMember) || actor.has(.councilSecretary)
        let queue = rights.assignments.isEmpty ? nil : try ListAppraisals.queue(of: round, self)
        return ShowDesk.RoundTasks(
            round: round, stage: stage, lastDay: round.deadlines.end(of: stage)?.lastDay,
            units: lines.filter { rights.worksFor($0.unit) },
            appraisals: queue.map { ($0.lines.count(where: \.isWaiting), $0.lines.count) },
            disputes: inCouncil ? try disputes(in: round) : nil, lateUnits: watches ? lines.count(where: \.isLate) : nil,
            mayAdminister: (try? Rights(actor).check(.administer)) != nil, mayDecide: (try? Rights(actor).check(.decide)) != nil)
    }

    private func disputes(in round: Round) throws -> Int {
        try EntryStore.explained(in: round.id, db).values.count { $0.isDisputed && $0[.council] == nil }
    }
}
