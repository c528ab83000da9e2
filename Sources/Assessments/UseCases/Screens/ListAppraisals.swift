import Kernel
import Platform
import Scoring
import Storage
import Units

/// What waits for an appraiser: leaf by leaf over all units of the fields that the person was assigned to (US-4).
package struct ListAppraisals: Sendable {
    package struct Queue: Sendable {
        package var round: Round
        package var stage: Stage
        package var lastDay: CalendarDate?
        /// The fields that the person appraises, by block.
        package var fields: [Field]
        package var lines: [Line]
        /// The unit where the person works, if it would stand here: nobody appraises the own one (PI-76).
        package var ownUnit: RoundUnit?
    }

    package struct Field: Sendable, Hashable {
        package var block: String
        package var blockTitle: Bilingual
        package var code: String
        /// Nil for bonus and penalty.
        package var title: Bilingual?
    }

    package struct Line: Sendable {
        package var unit: RoundUnit
        package var leaf: Leaf
        package var criterion: Criterion
        package var stage: Stage
        package var entries: LeafEntries
        package var citations: Int
        package var lastVerdict: LeafLine.LastVerdict?
        /// Whether the person has something to do here now.
        package var isWaiting: Bool
        /// Why the leaf cannot be appraised now; nil when it can, for the first or the second time.
        package var refusal: AssessmentsError?
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// Of one field only, if named by block and code.
    package func callAsFunction(round: String, block: String? = nil, field: String? = nil, by actor: Actor) async throws -> Queue {
        try await workplace.read(by: actor) { desk in
            try Self.queue(of: desk.cases.round(round), block: block, field: field, desk)
        }
    }

    static func queue(of round: Round, block: String? = nil, field: String? = nil, _ desk: Workplace.Desk) throws -> Queue {
        let assigned = try desk.cases.rights(in: round).assignments
        let units = try desk.cases.units(of: round)
        let fields = desk.fields(assigned, units.map(\.item))
        let wanted = fields.filter { (block == nil || $0.block == block) && (field == nil || $0.code == field) }
        let lines = try wanted.flatMap { try desk.queue($0, in: round, units) }
        let stage = round.stage(at: desk.now)
        let ownUnit = try RoundStore.units(of: round.id, desk.db).first { unit in
            desk.actor.unit == unit.id.rawValue && wanted.contains { $0.block == unit.block }
        }
        return Queue(
            round: round, stage: stage, lastDay: round.deadlines.end(of: stage)?.lastDay, fields: fields, lines: lines, ownUnit: ownUnit)
    }
}

extension Workplace.Desk {
    fileprivate func fields(_ assignments: [Assignment], _ units: [UnitCase]) -> [ListAppraisals.Field] {
        var fields: [ListAppraisals.Field] = []
        for assignment in assignments {
            guard let sheet = units.first(where: { $0.unit.block == assignment.block })?.sheet else { continue }
            let title = sheet.demands.first { $0.field == assignment.field }?.title
            let field = ListAppraisals.Field(
                block: assignment.block, blockTitle: sheet.framework.block.title, code: assignment.field, title: title)
            if !fields.contains(field) { fields.append(field) }
        }
        return fields.sorted { ($0.block, $0.code) < ($1.block, $1.code) }
    }

    fileprivate func queue(
        _ field: ListAppraisals.Field, in round: Round, _ units: [(item: UnitCase, sight: Sight)]
    ) throws -> [ListAppraisals.Line] {
        let members = units.filter { $0.item.unit.block == field.block }
        guard let sheet = members.first?.item.sheet else { return [] }
        let leaves = sheet.leaves.filter { $0.field == field.code && ($0.channel == .claimed || $0.channel == .external) }
        let entries = try EntryStore.entries(ofField: field.code, in: round.id, db)
        let citations = try EvidenceStore.citations(ofCriteria: leaves.map(\.code), in: round.id, db)
        let last = try lastVerdicts(round, block: field.block, sheet)
        return leaves.flatMap { leaf in
            members.compactMap { item, sight -> ListAppraisals.Line? in
                let key = LeafKey(unit: item.unit.id, criterion: leaf.code)
                let leafCase = LeafCase(of: item, leaf: leaf, entries: entries[key] ?? LeafEntries())
                guard item.rights.isAssigned(leafCase), sight.admits(leaf), !leaf.isExtra || leafCase.entries.claim != nil else {
                    return nil
                }
                let refusal = leafCase.refusalToAppraise
                return ListAppraisals.Line(
                    unit: item.unit, leaf: leaf, criterion: leafCase.criterion, stage: leafCase.stage, entries: sight.seen(leafCase),
                    citations: citations[key]?.count ?? 0, lastVerdict: last[key],
                    isWaiting: refusal == nil && !leafCase.isJudgedNow, refusal: refusal)
            }
        }
    }

    /// What was decided of a block for the period before.
    private func lastVerdicts(_ round: Round, block: String, _ sheet: ScoreSheet) throws -> [LeafKey: LeafLine.LastVerdict] {
        guard round.kind == .real, let (last, framework) = try RoundStore.previous(to: round, block: block, db) else { return [:] }
        let isComparable = sheet.framework.isComparable(with: framework)
        return try EntryStore.verdicts(in: last.id, db).mapValues {
            LeafLine.LastVerdict(period: last.period, entry: $0, isComparable: isComparable)
        }
    }
}

extension LeafCase {
    /// Why neither a first nor a second appraisal is possible now.
    fileprivate var refusalToAppraise: AssessmentsError? {
        do throws(AssessmentsError) {
            try check(stage == .secondAppraisal ? .appraiseAgain : .appraise)
            return nil
        } catch {
            return error
        }
    }

    /// Whether this stage's judgement of the present claim is there.
    fileprivate var isJudgedNow: Bool {
        let judgement = entries[stage == .secondAppraisal ? .secondAppraisal : .appraisal]
        return judgement != nil && judgement?.claimVersion == entries.claim?.version ?? 0
    }
}
