import Kernel
import Scoring

/// How far a round has come, unit by unit and field by field, and who is late.
package struct Progress: Sendable {
    package var round: Round
    package var stage: Stage
    package var blocks: [Block]

    package struct Block: Sendable {
        package var code: String
        package var title: Bilingual
        /// The fields of its framework with their titles, in order; bonus and penalty have none.
        package var fields: [(code: String, title: Bilingual?)]
        package var lines: [Line]
    }

    package struct Line: Sendable {
        package var unit: RoundUnit
        package var submissions: UnitCase.Submissions
        /// Reopenings that last, to be marked (PI-78).
        package var reopenings: [Reopening]
        /// One for each field of the block.
        package var cells: [Cell]
        /// Self-assessment ended and nothing was handed in.
        package var isLate: Bool
        /// It ends within three days and nothing was handed in.
        package var isDueSoon: Bool
    }

    /// The counts of one field of one unit.
    package struct Cell: Sendable, Hashable {
        /// Leaves that the unit claims, bonus and penalty left out.
        package var claimable = 0
        /// Leaves that need a verdict, bonus and penalty only where claimed.
        package var judgeable = 0
        package var claimed = 0
        package var explained = 0
        package var judged = 0
        /// Appraisal ended and not every leaf has its verdict.
        package var isLate = false
    }

    /// What entries are there: how many of each kind, and how many of them count.
    struct Count {
        var kind: Entry.Kind
        var entries: Int
        var verdicts: Int
    }

    /// What a framework asks of each unit in one field.
    struct Demand {
        var field: String
        var title: Bilingual?
        var claimable = 0
        var judgeable = 0
        var isExtra: Bool
    }

    static let dueSoon: Int64 = 3 * 86_400_000
}

extension ScoreSheet {
    /// What this framework asks of a unit, field by field.
    var demands: [Progress.Demand] {
        var demands: [Progress.Demand] = []
        for leaf in leaves {
            if demands.last?.field != leaf.field {
                let title = leaf.isExtra ? nil : row(leaf.field).map { rows[$0].criterion.title }
                demands.append(Progress.Demand(field: leaf.field, title: title, isExtra: leaf.isExtra))
            }
            guard !leaf.isExtra, leaf.channel != .fixed else { continue }
            demands[demands.count - 1].judgeable += 1
            if leaf.channel == .claimed { demands[demands.count - 1].claimable += 1 }
        }
        return demands
    }
}

extension Progress.Cell {
    init(_ demand: Progress.Demand, _ counts: [Progress.Count], stage: Stage) {
        claimable = demand.claimable
        judgeable = demand.judgeable
        for count in counts {
            if count.kind == .claim { claimed = count.entries }
            if count.kind == .explanation { explained = count.entries }
            judged += count.verdicts
        }
        if demand.isExtra { judgeable = max(claimed, judged) }
        isLate = stage > .appraisal && judged < judgeable
    }
}

extension Progress.Line {
    init(_ item: UnitCase, _ demands: [Progress.Demand], _ counts: [String: [Progress.Count]]) {
        unit = item.unit
        submissions = item.submissions
        reopenings = item.reopenings.filter { item.round.status == .open && item.now < $0.until }
        let stage = item.stage
        cells = demands.map { Progress.Cell($0, counts[$0.field] ?? [], stage: stage) }
        let isOpen = item.submissions.claim == nil && item.round.status == .open
        isLate = isOpen && stage > .selfAssessment
        let left = item.round.deadlines.selfAssessment.milliseconds - item.now.milliseconds
        isDueSoon = isOpen && stage == .selfAssessment && left <= Progress.dueSoon
    }
}
