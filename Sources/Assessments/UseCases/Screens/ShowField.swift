import Criteria
import Kernel
import Platform
import Scoring
import Storage
import Units

/// One field of one unit: for each leaf the rule and the evidence that it demands, what was stated, what indicators propose,
/// and what was decided last time (US-2).
package struct ShowField: Sendable {
    package struct Screen: Sendable {
        package var round: Round
        package var stage: Stage
        /// The last day of the stage; nil where no deadline ends it.
        package var lastDay: CalendarDate?
        package var unit: RoundUnit
        package var framework: Framework
        package var field: String
        /// Nil for bonus and penalty.
        package var title: Bilingual?
        package var lines: [LeafLine]
        /// The other fields, for going on.
        package var fields: [(code: String, title: Bilingual?)]
        /// Papers of the unit that may be cited; for the unit itself.
        package var evidence: [Evidence]
        /// Bytes of the largest file that is taken.
        package var fileLimit: Int
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(round: String, unit: String, field: String, by actor: Actor) async throws -> Screen {
        try await workplace.read(by: actor) { desk in
            let (item, sight) = try desk.cases.unit(unit, in: round)
            let leaves = item.sheet.leaves.filter { $0.field == field && sight.admits($0) }
            guard !leaves.isEmpty else { throw AssessmentsError.noSuchField(field) }
            let entries = try EntryStore.entries(of: item.unit.id, in: item.round.id, desk.db)
            let citations = Dictionary(grouping: try EvidenceStore.citations(of: item.unit.id, in: item.round.id, desk.db), by: \.criterion)
            let values = try IndicatorStore.values(of: item.unit.id.rawValue, in: item.round.period, desk.db)
            let last = try desk.lastVerdicts(item)
            let fields = item.sheet.demands.map { ($0.field, $0.title) }
            return Screen(
                round: item.round, stage: item.stage, lastDay: item.lastDay(of: item.stage), unit: item.unit,
                framework: item.sheet.framework, field: field, title: fields.first { $0.0 == field }?.1,
                lines: leaves.map { leaf in
                    LeafLine(
                        LeafCase(of: item, leaf: leaf, entries: entries[leaf.code] ?? LeafEntries()), sight,
                        citations: citations[leaf.code] ?? [], values: values, lastVerdict: last[leaf.code])
                },
                fields: fields,
                evidence: item.rights.worksFor(item.unit)
                    ? try EvidenceStore.evidence(of: item.unit.id, desk.db).filter { $0.removed == nil } : [],
                fileLimit: desk.services.settings.requestBytes)
        }
    }
}

extension Workplace.Desk {
    /// What was decided of a unit's leaves for the period before, by criterion; a training round has no past.
    func lastVerdicts(_ item: UnitCase) throws -> [String: LeafLine.LastVerdict] {
        guard item.round.kind == .real, let (round, framework) = try RoundStore.previous(to: item.round, block: item.unit.block, db)
        else { return [:] }
        let isComparable = item.sheet.framework.isComparable(with: framework)
        return try EntryStore.verdicts(of: item.unit.id, in: round.id, db).mapValues {
            LeafLine.LastVerdict(period: round.period, entry: $0, isComparable: isComparable)
        }
    }
}
