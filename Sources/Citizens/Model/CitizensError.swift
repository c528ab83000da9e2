import Kernel

/// What can go wrong in this room beside faults in a form.
///
/// Each case has a text in `Locales/`.
package enum CitizensError: DomainError, Hashable {
    /// Address or password; which of them, nobody is told.
    case signInWrong
    case codeWrong
    /// The code is too old, was used, was tried too often, or this browser asked for none.
    case codeOver
    /// What opens the account is changed only by whoever has just come in by a code.
    case proofNeeded
    /// The house sends nothing to telephones, or no letters.
    case noSMS, noEmail
    /// Somebody else proved this address before; told only to who holds it.
    case contactTaken
    case demoOff
    case providerOff
    /// The provider refused, or what it sent does not hold.
    case providerFailed
    /// Another account signs in by this one already.
    case subjectTaken
    case invitationWrong
    case notYourself
    case delegationMissing
    case tooMany
    case messageMissing
    /// The account is closed only by whoever says so twice.
    case notConfirmed

    package var code: String {
        switch self {
        case .signInWrong: "citizens.sign_in_wrong"
        case .codeWrong: "citizens.code_wrong"
        case .codeOver: "citizens.code_over"
        case .proofNeeded: "citizens.proof_needed"
        case .noSMS: "citizens.no_sms"
        case .noEmail: "citizens.no_email"
        case .contactTaken: "citizens.contact_taken"
        case .demoOff: "citizens.demo_off"
        case .providerOff: "citizens.provider_off"
        case .providerFailed: "citizens.provider_failed"
        case .subjectTaken: "citizens.subject_taken"
        case .invitationWrong: "citizens.invitation_wrong"
        case .notYourself: "citizens.not_yourself"
        case .delegationMissing: "citizens.delegation_missing"
        case .tooMany: "citizens.too_many"
        case .messageMissing: "citizens.message_missing"
        case .notConfirmed: "citizens.not_confirmed"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .signInWrong, .codeWrong, .codeOver, .proofNeeded, .noSMS, .noEmail, .invitationWrong, .notYourself, .notConfirmed,
            .providerFailed:
            .invalid
        case .contactTaken, .subjectTaken: .conflict
        case .demoOff: .forbidden
        case .providerOff, .delegationMissing, .messageMissing: .missing
        case .tooMany: .excessive
        }
    }
}
