import Kernel
import Platform
import Scoring
import Storage

/// One leaf of one unit with its whole history: who stated what, when and why (PI-79, US-12).
package struct ShowLeaf: Sendable {
    package struct Screen: Sendable {
        package var round: Round
        package var framework: Framework
        package var line: LeafLine
        /// The latest first; judgements that the person may not read yet are left out.
        package var history: [AuditEntry]
        /// The people of the history, by their logins.
        package var names: [String: String]
        /// Reopenings that hold or held for the leaf, the earliest first.
        package var reopenings: [Reopening]
        /// The council's points, once it has concluded; before that the person's own (US-5).
        package var votes: [Vote]
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(_ name: LeafName, by actor: Actor) async throws -> Screen {
        try await workplace.read(by: actor) { desk in
            let (item, sight) = try desk.cases.leaf(name)
            let history = try AuditStore.entries(about: item.subject, limit: 500, desk.db).filter { sight.admits($0, at: item.of.stage) }
            return Screen(
                round: item.of.round, framework: item.of.sheet.framework,
                line: LeafLine(
                    item, sight, citations: try desk.citations(of: item),
                    values: try IndicatorStore.values(of: item.of.unit.id.rawValue, in: item.of.round.period, desk.db),
                    lastVerdict: try desk.lastVerdicts(item.of)[item.leaf.code]),
                history: history, names: try AddresseeStore.names(of: Set(history.map(\.actor)), desk.db),
                reopenings: item.of.reopenings.filter { $0.covers(item.leaf.code) },
                votes: try desk.votes(of: item, sight))
        }
    }
}

extension Sight {
    /// Whether an entry of the history may be read: as what it tells of.
    fileprivate func admits(_ entry: AuditEntry, at stage: Stage) -> Bool {
        let kinds: [String: Entry.Kind] = [
            "assessments.claimed": .claim, "assessments.cited": .claim, "assessments.citation_removed": .claim,
            "assessments.appraised": .appraisal, "assessments.explained": .explanation, "assessments.appraised_again": .secondAppraisal,
            "assessments.council_concluded": .council, "assessments.survey_imported": .survey,
        ]
        return kinds[entry.action].map { admits($0, at: stage) } ?? true
    }
}
