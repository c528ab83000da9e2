import Kernel

/// Why something cannot be done with a survey, beside what is wrong in a form or a file.
///
/// Each code is a promise and has a text in `Locales/`, which says what to do instead.
package enum SurveysError: DomainError, Hashable {
    // ── instruments ──
    case noSuchInstrument(String)
    /// An edition never changes: another text needs another word for its edition.
    case editionTaken(String, edition: String)

    // ── campaigns ──
    case noSuchCampaign(String)
    case noSuchGroup(String)
    case noSuchUnit(String)
    case notYourWork(SurveyDuty)
    case changedMeanwhile(String)
    case notPossible(CampaignEvent, from: CampaignState)
    case groupMissing
    case frameMissing(String)
    case nothingDrawn(String)
    /// "Anonymous, no repeats, public link" together cannot be promised (SV-52).
    case openLinkRepeats

    // ── people ──
    case noSuchPerson(Int)
    case noReserve(Int)
    case settledAlready(Int)
    case noSuchEnumerator(String)
    case nobodyToInvite
    /// Nothing is set by which the house could send it, or its address is not known.
    case cannotInvite
    /// A letter would say an address that nobody can open (SV-51).
    case noPublicAddress

    // ── answers ──
    /// The link was not made by this house.
    case linkForged
    /// It was, but another took its place, or the person was replaced.
    case linkVoid
    case answeredAlready
    case notOpen(CalendarDate)
    case closed(CalendarDate)
    case answersIncomplete
    case noConsent

    // ── figures ──
    /// One unit was drawn from a stratum that has more, or one second-stage unit from a first (SV-31).
    case lonelyStratum(String, stage: Int)
    case marginMissing(String)
    /// The population has somebody of a category and the sample nobody, or the other way round.
    case marginEmpty(String, category: String)
    /// An answer that the margin does not know; empty: none was given.
    case marginUnknown(String, answer: String)
    case marginsDisagree(String, String)
    case notConverged(String, rounds: Int)
    /// Figures of an edition that there is not.
    case noSuchEdition(Int)
    case releasedAlready(Int)
    case notReleased(Int)
    case nothingToHandOver
    case noSuchRemark
    case noFigures

    package var code: String { "surveys.\(word)" }

    private var word: String {
        switch self {
        case .noSuchInstrument: "no_such_instrument"
        case .editionTaken: "edition_taken"
        case .noSuchCampaign: "no_such_campaign"
        case .noSuchGroup: "no_such_group"
        case .noSuchUnit: "no_such_unit"
        case .notYourWork: "not_your_work"
        case .changedMeanwhile: "changed_meanwhile"
        case .notPossible: "not_possible"
        case .groupMissing: "group_missing"
        case .frameMissing: "frame_missing"
        case .nothingDrawn: "nothing_drawn"
        case .openLinkRepeats: "open_link_repeats"
        case .noSuchPerson: "no_such_person"
        case .noReserve: "no_reserve"
        case .settledAlready: "settled_already"
        case .noSuchEnumerator: "no_such_enumerator"
        case .nobodyToInvite: "nobody_to_invite"
        case .cannotInvite: "cannot_invite"
        case .noPublicAddress: "no_public_address"
        case .linkForged: "link_forged"
        case .linkVoid: "link_void"
        case .answeredAlready: "answered_already"
        case .notOpen: "not_open"
        case .closed: "is_closed"
        case .answersIncomplete: "answers_incomplete"
        case .noConsent: "no_consent"
        case .lonelyStratum: "figure.lonely_stratum"
        case .marginMissing: "figure.margin_missing"
        case .marginEmpty: "figure.margin_empty"
        case .marginUnknown: "figure.margin_unknown"
        case .marginsDisagree: "figure.margins_disagree"
        case .notConverged: "figure.not_converged"
        case .noSuchEdition: "figure.no_such_edition"
        case .releasedAlready: "figure.released_already"
        case .notReleased: "figure.not_released"
        case .nothingToHandOver: "figure.nothing_to_hand_over"
        case .noSuchRemark: "figure.no_such_remark"
        case .noFigures: "figure.no_figures"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchInstrument, .noSuchCampaign, .noSuchGroup, .noSuchPerson, .linkForged, .linkVoid, .noSuchEdition, .noSuchRemark:
            .missing
        case .noSuchUnit, .noSuchEnumerator, .openLinkRepeats, .answersIncomplete, .noConsent, .marginMissing, .marginEmpty, .marginUnknown,
            .marginsDisagree, .notConverged, .lonelyStratum:
            .invalid
        case .notYourWork: .forbidden
        case .editionTaken, .changedMeanwhile, .notPossible, .groupMissing, .frameMissing, .nothingDrawn, .noReserve, .settledAlready,
            .nobodyToInvite, .cannotInvite, .noPublicAddress, .answeredAlready, .notOpen, .closed, .releasedAlready, .notReleased,
            .nothingToHandOver, .noFigures:
            .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .noSuchInstrument(let name), .noSuchGroup(let name), .frameMissing(let name), .nothingDrawn(let name): ["name": name]
        case .editionTaken(let name, let edition): ["name": name, "edition": edition]
        case .noSuchCampaign(let number), .changedMeanwhile(let number): ["number": number]
        case .noSuchUnit(let unit): ["unit": unit]
        case .notYourWork(let duty): ["duty": duty.rawValue]
        case .notPossible(let event, let state): ["event": event.rawValue, "state": state.rawValue]
        case .noSuchPerson(let number), .noReserve(let number), .settledAlready(let number): ["number": "\(number)"]
        case .noSuchEnumerator(let login): ["login": login]
        case .notOpen(let day), .closed(let day): ["day": day.vietnamese]
        case .lonelyStratum(let stratum, let stage): ["stratum": stratum, "stage": "\(stage)"]
        case .marginMissing(let question): ["question": question]
        case .marginEmpty(let question, let category): ["question": question, "category": category]
        case .marginUnknown(let question, let answer): ["question": question, "answer": answer]
        case .marginsDisagree(let one, let other): ["one": one, "other": other]
        case .notConverged(let question, let rounds): ["question": question, "rounds": "\(rounds)"]
        case .noSuchEdition(let edition), .releasedAlready(let edition), .notReleased(let edition): ["edition": "\(edition)"]
        case .nothingToHandOver, .noSuchRemark, .noFigures, .groupMissing, .openLinkRepeats, .nobodyToInvite, .cannotInvite,
            .noPublicAddress, .linkForged, .linkVoid, .answeredAlready, .answersIncomplete, .noConsent:
            [:]
        }
    }
}
