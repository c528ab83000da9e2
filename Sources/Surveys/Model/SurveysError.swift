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
        case .linkForged: "link_forged"
        case .linkVoid: "link_void"
        case .answeredAlready: "answered_already"
        case .notOpen: "not_open"
        case .closed: "is_closed"
        case .answersIncomplete: "answers_incomplete"
        case .noConsent: "no_consent"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchInstrument, .noSuchCampaign, .noSuchGroup, .noSuchPerson, .linkForged, .linkVoid: .missing
        case .noSuchUnit, .noSuchEnumerator, .openLinkRepeats, .answersIncomplete, .noConsent: .invalid
        case .notYourWork: .forbidden
        case .editionTaken, .changedMeanwhile, .notPossible, .groupMissing, .frameMissing, .nothingDrawn, .noReserve, .settledAlready,
            .nobodyToInvite, .cannotInvite, .answeredAlready, .notOpen, .closed:
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
        case .groupMissing, .openLinkRepeats, .nobodyToInvite, .cannotInvite, .linkForged, .linkVoid, .answeredAlready, .answersIncomplete,
            .noConsent:
            [:]
        }
    }
}
