import Kernel
import Platform
import Scoring

/// What was stated of one leaf of one unit in one stage.
package struct Entry: Sendable, Hashable {
    package var kind: Kind
    /// Nil for an explanation, which is words.
    package var stated: Stated?
    package var points: Points?
    package var isApplicable: Bool
    package var comment: String
    /// What indicators proposed when this was saved; another statement overruled it, and then there is a comment.
    package var proposal: Stated?
    /// How surely the value is known, where it is the one that a survey measured (PI-61).
    package var interval: MeasuredInterval?
    /// The version of the claim that was judged; 0 where there was none.
    package var claimVersion: Int
    package var by: Signature
    package var saved: Timestamp
    /// Counts the saves; a new one names the version it saw (PI-79).
    package var version: Int

    package init(
        kind: Kind, stated: Stated?, points: Points?, isApplicable: Bool = true, comment: String = "", proposal: Stated? = nil,
        interval: MeasuredInterval? = nil, claimVersion: Int = 0, by: Signature, saved: Timestamp, version: Int = 1
    ) {
        self.kind = kind
        self.stated = stated
        self.points = points
        self.isApplicable = isApplicable
        self.comment = comment
        self.proposal = proposal
        self.interval = interval
        self.claimVersion = claimVersion
        self.by = by
        self.saved = saved
        self.version = version
    }

    package enum Kind: String, Sendable, CaseIterable {
        /// What the unit claims (GL-14).
        case claim = "self"
        case appraisal
        case explanation
        case secondAppraisal = "second_appraisal"
        case council
        case survey

        /// The stage in which it is stated; a survey runs beside them all.
        package var stage: Stage? {
            switch self {
            case .claim: .selfAssessment
            case .appraisal: .appraisal
            case .explanation: .explanation
            case .secondAppraisal: .secondAppraisal
            case .council: .council
            case .survey: nil
            }
        }

        /// The key of its name.
        package var text: String { "assessments.entry.\(rawValue)" }
    }
}

/// The entries of one leaf, one of each kind at most.
package struct LeafEntries: Sendable, Hashable {
    private var entries: [Entry.Kind: Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = Dictionary(entries.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(kind: Entry.Kind) -> Entry? {
        get { entries[kind] }
        set { entries[kind] = newValue }
    }

    package var claim: Entry? { entries[.claim] }
    package var all: [Entry] { Entry.Kind.allCases.compactMap { entries[$0] } }

    /// What counts (GL-17): the survey's figures, else the latest word of council, second appraisal and appraisal.
    ///
    /// A judgement of an earlier version of the claim counts no more: the claim was changed after a reopening.
    package var verdict: Entry? { entries[.survey] ?? judgement(by: Self.judging) }

    /// Whether something was judged, but not the claim as it stands now.
    package var isOutdated: Bool { verdict == nil && Self.judging.contains { entries[$0] != nil } }

    /// Points that the verdict takes from the claim; nil while one of the two is missing.
    package var loss: Points? {
        guard let claimed = claim?.points, let given = verdict?.points else { return nil }
        return claimed - given
    }

    /// Whether the verdict stands below the claim, or puts the leaf out of, or back into, the denominator against it.
    package var isCut: Bool { isCut(by: verdict) }

    /// What the council speaks about (US-5): the unit explained, and what was judged before stands below its claim still.
    package var isDisputed: Bool {
        guard entries[.explanation] != nil else { return false }
        let before = judgement(by: [.secondAppraisal, .appraisal])
        return before == nil || isCut(by: before)
    }

    private static let judging: [Entry.Kind] = [.council, .secondAppraisal, .appraisal]

    private func judgement(by kinds: [Entry.Kind]) -> Entry? {
        let present = claim?.version ?? 0
        return kinds.lazy.compactMap { entries[$0] }.first { $0.claimVersion == present }
    }

    private func isCut(by verdict: Entry?) -> Bool {
        guard let claim, let verdict, let claimed = claim.points, let given = verdict.points else { return false }
        return claim.isApplicable != verdict.isApplicable || given < claimed
    }
}
