import Kernel

extension AssessmentsError {
    package var code: String {
        switch self {
        case .noSuchRound: "assessments.no_such_round"
        case .noSuchUnit: "assessments.no_such_unit"
        case .noSuchLeaf: "assessments.no_such_leaf"
        case .noSuchField: "assessments.no_such_field"
        case .noSuchBlock: "assessments.no_such_block"
        case .noSuchEvidence: "assessments.no_such_evidence"
        case .noSuchCitation: "assessments.no_such_citation"
        case .noSuchReopening: "assessments.no_such_reopening"
        case .roundExists: "assessments.round_exists"
        case .unreadable: "assessments.unreadable"
        case .textMissing: "assessments.text_missing"
        case .textTooLong: "assessments.text_too_long"
        case .notYourRight(let duty): "assessments.not_your_right.\(duty.rawValue)"
        case .notYourUnit: "assessments.not_your_unit"
        case .notYourField: "assessments.not_your_field"
        case .ownUnit: "assessments.own_unit"
        case .notOpen: "assessments.not_open"
        case .alreadyOpen: "assessments.already_open"
        case .alreadyDecided: "assessments.already_decided"
        case .notDecided: "assessments.not_decided"
        case .tooEarly(let stage, _): "assessments.too_early.\(stage.rawValue)"
        case .tooLate(let stage, _): "assessments.too_late.\(stage.rawValue)"
        case .reopenedFor(let stage, _): "assessments.reopened_for.\(stage.rawValue)"
        case .surveyClosed: "assessments.survey_closed"
        case .submitted: "assessments.submitted"
        case .notSubmitted: "assessments.not_submitted"
        case .nothingToReopen: "assessments.nothing_to_reopen"
        case .reopeningInThePast: "assessments.reopening_in_the_past"
        case .surveyLeaf: "assessments.survey_leaf"
        case .externalLeaf: "assessments.external_leaf"
        case .fixedLeaf: "assessments.fixed_leaf"
        case .notASurveyLeaf: "assessments.not_a_survey_leaf"
        case .nothingClaimed: "assessments.nothing_claimed"
        case .nothingLost: "assessments.nothing_lost"
        case .notExplained: "assessments.not_explained"
        case .notDisputed: "assessments.not_disputed"
        case .concluded: "assessments.concluded"
        case .votingClosed: "assessments.voting_closed"
        case .reasonMissing: "assessments.reason_missing"
        case .overruledWithoutReason: "assessments.overruled_without_reason"
        case .noProposal: "assessments.no_proposal"
        case .conflict: "assessments.conflict"
        case .explanationNeedsNewEvidence: "assessments.explanation_needs_new_evidence"
        case .linkNotHTTPS: "assessments.link_not_https"
        case .evidenceLocked: "assessments.evidence_locked"
        case .evidenceOfAnotherUnit: "assessments.evidence_of_another_unit"
        case .evidenceReplaced: "assessments.evidence_replaced"
        case .evidenceRemoved: "assessments.evidence_removed"
        case .citedAlready: "assessments.cited_already"
        case .noContent: "assessments.no_content"
        case .reportOutdated: "assessments.report_outdated"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchRound, .noSuchUnit, .noSuchLeaf, .noSuchField, .noSuchBlock, .noSuchEvidence, .noSuchCitation, .noSuchReopening:
            .missing
        case .notYourRight, .notYourUnit, .notYourField, .ownUnit: .forbidden
        case .roundExists, .notOpen, .alreadyOpen, .alreadyDecided, .notDecided, .tooEarly, .tooLate, .reopenedFor, .surveyClosed,
            .submitted,
            .notSubmitted, .concluded, .votingClosed, .conflict, .evidenceLocked, .evidenceReplaced, .evidenceRemoved, .citedAlready,
            .reportOutdated:
            .conflict
        default: .invalid
        }
    }

    package var details: [String: String] {
        switch self {
        case .noSuchRound(let code), .noSuchUnit(let code), .noSuchLeaf(let code), .noSuchField(let code), .noSuchBlock(let code),
            .roundExists(let code):
            ["code": code]
        case .unreadable(let field, let text): ["field": field, "text": text]
        case .textMissing(let field): ["field": field]
        case .textTooLong(let field, let limit): ["field": field, "limit": "\(limit)"]
        case .notYourUnit(let unit), .ownUnit(let unit): ["unit": unit]
        case .notYourField(let field): ["field": field]
        case .notOpen(let round), .alreadyOpen(let round), .alreadyDecided(let round), .notDecided(let round): ["round": round]
        case .tooEarly(_, let date): ["date": Self.told(date)]
        case .tooLate(_, let date), .reopenedFor(_, let date), .surveyClosed(let date), .submitted(let date): ["date": Self.told(date)]
        case .surveyLeaf(let code), .externalLeaf(let code), .fixedLeaf(let code), .notASurveyLeaf(let code), .nothingClaimed(let code),
            .nothingLost(let code), .notExplained(let code), .notDisputed(let code), .concluded(let code), .votingClosed(let code),
            .reasonMissing(let code),
            .overruledWithoutReason(let code), .noProposal(let code):
            ["criterion": code]
        case .conflict(let lost): lost.details
        default: [:]
        }
    }

    private static func told(_ date: CalendarDate?) -> String { date?.vietnamese ?? "" }
}

extension LostUpdate {
    /// Both values, for the sentence and for programs: `theirs` and `yours` are statements.
    fileprivate var details: [String: String] {
        [
            "criterion": criterion, "version": "\(theirs?.version ?? 0)", "by": theirs?.by.name ?? "",
            "theirs": theirs?.stated?.text ?? theirs?.comment ?? "", "theirs_points": theirs?.points?.description ?? "",
            "yours": yours?.text ?? "", "yours_points": yourPoints?.description ?? "",
        ]
    }
}
