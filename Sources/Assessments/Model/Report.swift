import Kernel
import Platform
import Scoring

/// What the head of a unit approved, as it is printed and signed (PI-71): the score table, explanations, difficulties and
/// proposals.
package struct Report: Sendable {
    package var round: Round
    package var unit: RoundUnit
    package var framework: Framework
    package var submission: Submission
    package var fields: [Field]
    /// What the unit claims in all, bonus and penalty with it.
    package var claimed: Points { fields.flatMap(\.lines).compactMap { $0.entries.claim?.points }.reduce(.zero) { $0 + $1 } }
    /// What it could claim: bonus, penalty and leaves that do not apply to it left out.
    package var maximum: Points {
        fields.filter { $0.title != nil }.flatMap(\.lines).filter { $0.entries.claim?.isApplicable == true }
            .map(\.criterion.maximum).reduce(.zero) { $0 + $1 }
    }

    package struct Field: Sendable {
        package var code: String
        /// Nil for bonus and penalty.
        package var title: Bilingual?
        package var lines: [Line]
    }

    package struct Line: Sendable {
        package var criterion: Criterion
        package var inputs: [Input]
        package var entries: LeafEntries
        package var citations: [Citation]
    }

    /// The leaves that the submission is about: claimed ones, or explained ones.
    init(_ item: UnitCase, _ submission: Submission, _ entries: [String: LeafEntries], _ citations: [Citation]) {
        round = item.round
        unit = item.unit
        framework = item.sheet.framework
        self.submission = submission
        let kind = Entry.Kind(submission.kind)
        let cited = Dictionary(grouping: citations.filter { $0.kind == submission.kind }, by: \.criterion)
        fields = item.sheet.demands.compactMap { demand in
            let lines = item.sheet.leaves.compactMap { leaf -> Line? in
                guard leaf.field == demand.field, let own = entries[leaf.code], own[kind] != nil else { return nil }
                let row = item.sheet.rows[leaf.row]
                return Line(criterion: row.criterion, inputs: row.inputs, entries: own, citations: cited[leaf.code] ?? [])
            }
            return lines.isEmpty ? nil : Field(code: demand.field, title: demand.title, lines: lines)
        }
    }
}

extension Submission {
    /// The digest of what is stated and cited now, as ``FrozenDigest`` took it when it was handed in.
    static func digest(_ kind: Kind, _ entries: [String: LeafEntries], _ citations: [Citation]) -> String {
        let own = entries.compactMap { criterion, entries in entries[Entry.Kind(kind)].map { (criterion, $0) } }
        return FrozenDigest.of(own, citations.filter { $0.kind == kind })
    }
}
