import Kernel

/// Why something cannot be done at home just now, beside what is wrong in a form.
///
/// Each code is a promise and has a text in `Locales/`, which says what to do instead.
package enum OnlineError: DomainError, Hashable {
    // ── what there is ──
    /// Also told of what belongs to somebody else.
    case noSuchDraft, noSuchDossier, noSuchFile, noSuchPayment, noSuchPause
    /// Its level or kind of service does not reach so far on this day (OL-1, OL-2).
    case notOffered(procedure: String)
    case noReceiver(procedure: String)

    // ── when ──
    case draftExpired(Timestamp)
    /// Saved elsewhere since this page was read.
    case draftChanged
    /// Saved elsewhere since it was looked over, so that what would be sent was not seen.
    case reviewOutdated
    /// The procedure or its form has a newer version than the draft.
    case versionChanged
    case paused(until: Timestamp)
    case tooManyDrafts(Int)
    case tooManySubmissions(Int)
    case tooManyFiles(Int)
    case tooManyOrders(Int)
    case incomplete(Int)
    case nothingAsked
    case alreadyRated
    case notReturned

    // ── money ──
    case nothingToPay
    case paymentOff
    /// The word of a provider whose signature, amount or order is not as it should be.
    case noticeForged

    /// Whether nothing that was begun can be sent any more.
    var endsDrafts: Bool {
        switch self {
        case .notOffered, .noReceiver: true
        default: false
        }
    }

    package var code: String { "online.\(word)" }

    private var word: String {
        switch self {
        case .noSuchDraft: "no_such_draft"
        case .noSuchDossier: "no_such_dossier"
        case .noSuchFile: "no_such_file"
        case .noSuchPayment: "no_such_payment"
        case .noSuchPause: "no_such_pause"
        case .notOffered: "not_offered"
        case .noReceiver: "no_receiver"
        case .draftExpired: "draft_expired"
        case .draftChanged: "draft_changed"
        case .reviewOutdated: "review_outdated"
        case .versionChanged: "version_changed"
        case .paused: "paused"
        case .tooManyDrafts: "too_many_drafts"
        case .tooManySubmissions: "too_many_submissions"
        case .tooManyFiles: "too_many_files"
        case .tooManyOrders: "too_many_orders"
        case .incomplete: "incomplete"
        case .nothingAsked: "nothing_asked"
        case .alreadyRated: "already_rated"
        case .notReturned: "not_returned"
        case .nothingToPay: "nothing_to_pay"
        case .paymentOff: "payment_off"
        case .noticeForged: "notice_forged"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchDraft, .noSuchDossier, .noSuchFile, .noSuchPayment, .noSuchPause, .draftExpired: .missing
        case .notOffered, .noReceiver, .incomplete: .invalid
        case .draftChanged, .reviewOutdated, .versionChanged, .nothingAsked, .alreadyRated, .notReturned, .nothingToPay, .paymentOff:
            .conflict
        case .tooManyDrafts, .tooManySubmissions, .tooManyFiles, .tooManyOrders: .excessive
        case .paused: .unavailable
        case .noticeForged: .forbidden
        }
    }

    package var details: [String: String] {
        switch self {
        case .notOffered(let procedure), .noReceiver(let procedure): ["procedure": procedure]
        case .draftExpired(let moment), .paused(let moment): ["moment": "\(moment.vietnamClock) \(moment.vietnamDate.vietnamese)"]
        case .tooManyDrafts(let most), .tooManySubmissions(let most), .tooManyFiles(let most), .tooManyOrders(let most):
            ["most": "\(most)"]
        case .incomplete(let count): ["count": "\(count)"]
        case .noSuchDraft, .noSuchDossier, .noSuchFile, .noSuchPayment, .noSuchPause, .draftChanged, .reviewOutdated, .versionChanged,
            .nothingAsked, .alreadyRated, .notReturned, .nothingToPay, .paymentOff, .noticeForged:
            [:]
        }
    }
}
