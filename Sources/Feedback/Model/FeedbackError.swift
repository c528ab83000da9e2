import Kernel

/// Why something cannot be done with a petition or a conference, beside what is wrong in a form.
///
/// Each code is a promise and has a text in `Locales/`, which says what to do instead.
package enum FeedbackError: DomainError, Hashable {
    case noSuchPetition(String)
    case noSuchReceipt
    case noSuchUnit(String)
    case noSuchConference(String)
    case noSuchQuestion(Int)
    case noSuchPromise(Int)
    case noSuchPerson(String)
    case notYourUnit(String)
    case notYourWork(FeedbackDuty)
    case notPossible(PetitionEvent.Kind, from: PetitionState)
    case changedMeanwhile(String)
    /// The same content came from the same sender a moment ago.
    case sentAlready
    case tooMany(minutes: Int)
    case ratedAlready
    case noConsent
    case notUnsatisfied
    case sameUnit(String)
    /// A copy of a copy, or of itself.
    case notMain(String)
    case questionsClosed(CalendarDate)
    case notHeldYet(CalendarDate)
    case promiseOver(Int)
    /// Answered or turned down already.
    case questionOver(Int)
    case periodNotOver(CalendarDate)

    package var code: String { "feedback.\(word)" }

    private var word: String {
        switch self {
        case .noSuchPetition: "no_such_petition"
        case .noSuchReceipt: "no_such_receipt"
        case .noSuchUnit: "no_such_unit"
        case .noSuchConference: "no_such_conference"
        case .noSuchQuestion: "no_such_question"
        case .noSuchPromise: "no_such_promise"
        case .noSuchPerson: "no_such_person"
        case .notYourUnit: "not_your_unit"
        case .notYourWork: "not_your_work"
        case .notPossible: "not_possible"
        case .changedMeanwhile: "changed_meanwhile"
        case .sentAlready: "sent_already"
        case .tooMany: "too_many"
        case .ratedAlready: "rated_already"
        case .noConsent: "no_consent"
        case .notUnsatisfied: "not_unsatisfied"
        case .sameUnit: "same_unit"
        case .notMain: "not_main"
        case .questionsClosed: "questions_closed"
        case .notHeldYet: "not_held_yet"
        case .promiseOver: "promise_over"
        case .questionOver: "question_over"
        case .periodNotOver: "period_not_over"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchPetition, .noSuchReceipt, .noSuchConference, .noSuchQuestion, .noSuchPromise: .missing
        case .noSuchUnit, .noSuchPerson, .sameUnit, .notMain, .questionsClosed, .notHeldYet, .periodNotOver: .invalid
        case .notYourUnit, .notYourWork: .forbidden
        case .notPossible, .changedMeanwhile, .sentAlready, .ratedAlready, .noConsent, .notUnsatisfied, .promiseOver, .questionOver:
            .conflict
        case .tooMany: .excessive
        }
    }

    package var details: [String: String] {
        switch self {
        case .noSuchPetition(let number), .noSuchConference(let number), .changedMeanwhile(let number), .notMain(let number):
            ["number": number]
        case .noSuchUnit(let unit), .notYourUnit(let unit), .sameUnit(let unit): ["unit": unit]
        case .noSuchPerson(let login): ["login": login]
        case .noSuchQuestion(let number), .noSuchPromise(let number), .promiseOver(let number), .questionOver(let number):
            ["number": "\(number)"]
        case .tooMany(let minutes): ["minutes": "\(minutes)"]
        case .questionsClosed(let day), .notHeldYet(let day), .periodNotOver(let day): ["day": day.vietnamese]
        case .notYourWork(let duty): ["duty": duty.rawValue]
        case .notPossible(let event, let state): ["event": event.rawValue, "state": state.rawValue]
        case .noSuchReceipt, .sentAlready, .ratedAlready, .noConsent, .notUnsatisfied: [:]
        }
    }
}
