import Kernel
import Platform
import Scoring

/// The head of a unit approves and hands in the self-assessment: what is in it is frozen, and its digest kept (PI-71, US-3).
package struct SubmitSelfAssessment: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// Throws every leaf that is not ready; then nothing was handed in.
    @discardableResult
    package func callAsFunction(
        round: String, unit: String, difficulties: String, proposals: String, by actor: Actor
    ) async throws -> Submission {
        let difficulties = try WrittenText.read(difficulties, field: "difficulties")
        let proposals = try WrittenText.read(proposals, field: "proposals")
        return try await workplace.write(by: actor) { desk in
            let item = try desk.cases.unit(unit, in: round).item
            try item.check(.submitClaim)
            let entries = try EntryStore.entries(of: item.unit.id, in: item.round.id, desk.db)
            let citations = try EvidenceStore.citations(of: item.unit.id, in: item.round.id, desk.db).filter { $0.kind == .claim }
            let open = item.openLeaves(entries, citations)
            if !open.isEmpty { throw Faults(open) }
            return try desk.submit(.claim, of: item, digest: Submission.digest(.claim, entries, citations), difficulties, proposals)
        }
    }
}

extension UnitCase {
    /// What keeps the self-assessment from being handed in: leaves without a claim, and claims with neither evidence nor words
    /// on how they were scored (PI-46).
    package func openLeaves(_ entries: [String: LeafEntries], _ citations: [Citation]) -> [Fault] {
        let proven = Set(citations.filter { $0.evidence.removed == nil }.map(\.criterion))
        return sheet.leaves.compactMap { leaf in
            guard leaf.channel == .claimed else { return nil }
            let place = Place(file: unit.code, field: leaf.code)
            guard let claim = entries[leaf.code]?.claim else {
                return leaf.isExtra ? nil : Fault("assessments.open_leaf.nothing_stated", at: place, ["criterion": leaf.code])
            }
            if proven.contains(leaf.code) || !claim.comment.isEmpty || !claim.isApplicable { return nil }
            return Fault("assessments.open_leaf.no_evidence", at: place, ["criterion": leaf.code])
        }
    }
}

extension Workplace.Desk {
    func submit(
        _ kind: Submission.Kind, of item: UnitCase, digest: String, _ difficulties: String = "", _ proposals: String = ""
    ) throws -> Submission {
        let submission = Submission(
            id: newID(), kind: kind, number: try SubmissionStore.count(kind, of: item, db) + 1, digest: digest,
            difficulties: difficulties, proposals: proposals, by: signature, submitted: now)
        try SubmissionStore.insert(submission, of: item, db)
        try record(
            kind == .claim ? "claim_submitted" : "explanation_submitted", item.subject, unit: item.unit,
            after: ["number": .whole(Int64(submission.number)), "digest": .text(digest)])
        return submission
    }
}
