import Kernel
import Platform
import Scoring
import Storage

/// A unit's place in a round: its fields with their counts, what was handed in, and what keeps it from being handed in
/// (US-2, US-3).
package struct ShowUnitSheet: Sendable {
    package struct Screen: Sendable {
        package var round: Round
        package var stage: Stage
        package var unit: RoundUnit
        package var framework: Framework
        package var line: Progress.Line
        package var fields: [(code: String, title: Bilingual?)]
        /// What was claimed of each field, beside what the unit could claim; fields without such leaves are not in it.
        package var points: [String: (claimed: Points, maximum: Points)]
        /// What the claims come to by the framework's own sums, converted to the whole where it converts.
        package var claimed: UnitTotal
        /// What the verdicts that may be read add up to.
        package var judged: UnitTotal
        /// Leaves that are not ready to be handed in; for the unit itself while it scores.
        package var openLeaves: [Fault]
        /// Leaves below the claim that the unit has not answered yet.
        package var unanswered: [String]
        package var reopenings: [Reopening]
        /// Why the person may not do what is not allowed now.
        package var refusals: [UnitAct: AssessmentsError]
        /// What the head wrote when giving the draft back; nil once it was handed in, and for others than the unit.
        package var sentBack: AuditEntry?

        package func may(_ act: UnitAct) -> Bool { refusals[act] == nil }
    }

    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction(round: String, unit: String, by actor: Actor) async throws -> Screen {
        try await workplace.read(by: actor) { desk in
            let (item, sight) = try desk.cases.unit(unit, in: round)
            let entries = try EntryStore.entries(of: item.unit.id, in: item.round.id, desk.db)
            let seen = item.sheet.leaves.filter(sight.admits).map { leaf in
                (leaf: leaf, entries: sight.seen(LeafCase(of: item, leaf: leaf, entries: entries[leaf.code] ?? LeafEntries())))
            }
            let demands = item.sheet.demands
            let counts = try ProgressStore.counts(in: item.round.id, unit: item.unit.id, desk.db)[item.unit.id] ?? [:]
            let isScoring = item.rights.worksFor(item.unit) && item.isOpen(for: .selfAssessment)
            let citations = isScoring ? try EvidenceStore.citations(of: item.unit.id, in: item.round.id, desk.db) : []
            var refusals: [UnitAct: AssessmentsError] = [:]
            for act in UnitAct.allCases {
                do throws(AssessmentsError) { try item.check(act) } catch { refusals[act] = error }
            }
            return Screen(
                round: item.round, stage: item.stage, unit: item.unit, framework: item.sheet.framework,
                line: Progress.Line(item, demands, counts), fields: demands.map { ($0.field, $0.title) },
                points: item.sheet.points(of: seen),
                claimed: item.sheet.total(of: seen.map { ($0.leaf, $0.entries.claim) }),
                judged: item.sheet.total(of: seen.map { ($0.leaf, $0.entries.verdict) }),
                openLeaves: isScoring ? item.openLeaves(entries, citations) : [],
                unanswered: seen.filter { $0.entries.isCut && $0.entries[.explanation] == nil }.map(\.leaf.code),
                reopenings: item.reopenings, refusals: refusals, sentBack: isScoring ? try desk.sentBack(item) : nil)
        }
    }
}

extension ScoreSheet {
    /// What the unit claims of each field, and what it could at most: leaves that do not apply to it are left out.
    fileprivate func points(of seen: [(leaf: Leaf, entries: LeafEntries)]) -> [String: (claimed: Points, maximum: Points)] {
        seen.reduce(into: [:]) { sums, line in
            guard line.leaf.channel == .claimed else { return }
            let claim = line.entries.claim
            let maximum = claim?.isApplicable == false ? .zero : rows[line.leaf.row].maximum
            let sum = sums[line.leaf.field] ?? (.zero, .zero)
            sums[line.leaf.field] = (sum.claimed + (claim?.points ?? .zero), sum.maximum + maximum)
        }
    }

    /// What entries add up to, by the same sums as a whole round; a leaf without one counts for nothing.
    func total(of entries: [(leaf: Leaf, entry: Entry?)]) -> UnitTotal {
        var table = FigureTable(self, units: 1)
        for (leaf, entry) in entries {
            guard let stated = entry?.stated else { continue }
            _ = table.state(stated.statement(at: Place(file: leaf.code)), unit: 0, row: leaf.row, of: self, numbers: .canonical)
        }
        return score(table).totals[0]
    }
}
