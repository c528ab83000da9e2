import Kernel

/// Why something in a round cannot be done.
///
/// Each code is a promise and has a text in `Locales/`, which says what to do instead.
package enum AssessmentsError: DomainError, Hashable {
    // ── what there is ──
    case noSuchRound(String)
    case noSuchUnit(String)
    case noSuchLeaf(String)
    case noSuchField(String)
    case noSuchBlock(String)
    case noSuchEvidence
    case noSuchCitation
    case noSuchReopening
    case roundExists(String)
    /// A value of a call or form that is none: `period`, `2026-13`.
    case unreadable(field: String, text: String)
    case textMissing(field: String)
    case textTooLong(field: String, limit: Int)

    // ── who may ──
    case notYourRight(Duty)
    case notYourUnit(unit: String)
    case notYourField(field: String)
    /// Nobody appraises the own unit (PI-76).
    case ownUnit(unit: String)

    // ── when ──
    case notOpen(round: String)
    case alreadyOpen(round: String)
    case alreadyDecided(round: String)
    case notDecided(round: String)
    case tooEarly(Stage, from: CalendarDate?)
    case tooLate(Stage, until: CalendarDate?)
    /// The leaf is open for another stage just now, with its reason (PI-78).
    case reopenedFor(Stage, until: CalendarDate?)
    case surveyClosed(until: CalendarDate?)
    case submitted(on: CalendarDate?)
    case notSubmitted
    case nothingToReopen(Stage)
    case reopeningInThePast

    // ── what for ──
    case surveyLeaf(String)
    case externalLeaf(String)
    case fixedLeaf(String)
    case notASurveyLeaf(String)
    case nothingClaimed(String)
    case nothingLost(String)
    case notExplained(String)
    case notDisputed(String)
    case concluded(String)
    /// Every member voted, or the secretary ended it.
    case votingClosed(String)
    /// Lower than claimed, or points in place of figures, needs a reason.
    case reasonMissing(String)
    /// Another statement than the measured one needs a reason.
    case overruledWithoutReason(String)
    case noProposal(String)
    /// Somebody was faster; both values, so that a person can choose.
    case conflict(LostUpdate)
    case explanationNeedsNewEvidence

    // ── evidence ──
    case linkNotHTTPS
    case evidenceLocked
    case evidenceOfAnotherUnit
    case evidenceReplaced
    case evidenceRemoved
    case citedAlready
    /// Neither a file nor an address, or both.
    case noContent

    // ── the report ──
    /// What was handed in is not what is stated now: it was opened again.
    case reportOutdated

    /// What somebody lacks the right to.
    package enum Duty: String, Sendable, CaseIterable {
        case administer, decide, appraise, vote, conclude, claim, submit
    }
}

/// A save that came too late: what the other one stated, and what this one would have.
package struct LostUpdate: Sendable, Hashable {
    package var criterion: String
    package var theirs: Entry?
    package var yours: Stated?
    package var yourPoints: Points?
}
