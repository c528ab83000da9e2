import Kernel
import Scoring
import Units

/// Everything that decides what may happen to one unit in a round, as it stood when somebody asked.
package struct UnitCase: Sendable {
    package let round: Round
    package let unit: RoundUnit
    package let sheet: ScoreSheet
    package let now: Timestamp
    /// Those of this unit, the earliest first.
    package let reopenings: [Reopening]
    /// The present submission of each kind; nil before it and after it was withdrawn.
    package let submissions: Submissions
    package let rights: Rights

    package init(
        round: Round, unit: RoundUnit, sheet: ScoreSheet, now: Timestamp, reopenings: [Reopening] = [],
        submissions: Submissions = Submissions(), rights: Rights
    ) {
        self.round = round
        self.unit = unit
        self.sheet = sheet
        self.now = now
        self.reopenings = reopenings
        self.submissions = submissions
        self.rights = rights
    }

    package struct Submissions: Sendable, Hashable {
        package var claim: Submission?
        package var explanation: Submission?

        package init(claim: Submission? = nil, explanation: Submission? = nil) {
            self.claim = claim
            self.explanation = explanation
        }
    }

    /// The stage of the round by the clock.
    package var stage: Stage { round.stage(at: now) }

    /// The stage of one leaf: that of a reopening while it lasts, else the round's (PI-78).
    package func stage(of criterion: String) -> Stage { reopening(of: criterion)?.stage ?? stage }

    /// The reopening that holds for a leaf now; of several the one granted last.
    package func reopening(of criterion: String) -> Reopening? {
        guard round.status == .open else { return nil }
        return reopenings.last { $0.covers(criterion) && now < $0.until }
    }

    /// Whether anything of the unit is open for a stage: by the clock, or by a reopening.
    package func isOpen(for stage: Stage) -> Bool {
        self.stage == stage || (round.status == .open && reopenings.contains { $0.stage == stage && now < $0.until })
    }

    /// Whether what was submitted closes a leaf: a reopening that was granted afterwards opens it again.
    func isClosed(_ criterion: String, by submission: Submission?) -> Bool {
        guard let submission else { return false }
        guard let reopening = reopening(of: criterion) else { return true }
        return reopening.granted < submission.submitted
    }

    /// Whether the head may submit again.
    func isSettled(_ submission: Submission?, in stage: Stage) -> Bool {
        guard let submission else { return false }
        return !reopenings.contains { $0.stage == stage && now < $0.until && $0.granted >= submission.submitted }
    }

    /// The last day on which a stage is open for a leaf.
    package func lastDay(of stage: Stage, for criterion: String? = nil) -> CalendarDate? {
        let reopened = criterion.flatMap(reopening(of:)).flatMap { $0.stage == stage ? $0.until : nil }
        return (reopened ?? round.deadlines.end(of: stage)).flatMap(\.lastDay)
    }
}

extension Timestamp {
    /// The day that ends with this first moment after it.
    package var lastDay: CalendarDate? { Timestamp(milliseconds: milliseconds - 1).vietnamDate }
}

/// What the head of a unit approved and handed in (PI-71, PI-74).
package struct Submission: Sendable, Hashable {
    package var id: ID<Submission>
    package var kind: Kind
    /// Counts the submissions of this kind: after a reopening there is another.
    package var number: Int
    /// SHA-256 over the entries and the evidence that they cite, as they were submitted.
    package var digest: String
    /// Parts of the report in the unit's own words (PI-71).
    package var difficulties: String
    package var proposals: String
    package var by: Signature
    package var submitted: Timestamp

    package init(
        id: ID<Submission>, kind: Kind, number: Int, digest: String, difficulties: String = "", proposals: String = "", by: Signature,
        submitted: Timestamp
    ) {
        self.id = id
        self.kind = kind
        self.number = number
        self.digest = digest
        self.difficulties = difficulties
        self.proposals = proposals
        self.by = by
        self.submitted = submitted
    }

    package enum Kind: String, Sendable, CaseIterable {
        case claim = "self"
        case explanation
    }
}

/// One leaf of one unit, with what was stated of it.
package struct LeafCase: Sendable {
    package let of: UnitCase
    package let leaf: Leaf
    package var entries: LeafEntries

    package init(of item: UnitCase, leaf: Leaf, entries: LeafEntries = LeafEntries()) {
        of = item
        self.leaf = leaf
        self.entries = entries
    }

    package var stage: Stage { of.stage(of: leaf.code) }
    package var criterion: Criterion { of.sheet.rows[leaf.row].criterion }

    /// The thing as the audit names it; its entries are the leaf's history (PI-79).
    package var subject: String { "\(of.subject)/\(leaf.code)" }

    /// Throws why the person may not; see ``Rights``.
    package func check(_ act: LeafAct) throws(AssessmentsError) { try of.rights.check(act, self) }
}

extension UnitCase {
    package var subject: String { "\(round.subject)/\(unit.code)" }

    /// Throws why the person may not; see ``Rights``.
    package func check(_ act: UnitAct) throws(AssessmentsError) { try rights.check(act, self) }
}

extension Round {
    package var subject: String { "assessments/\(code)" }
}
