import Kernel

/// What can go wrong in this room beside faults in a form.
///
/// Each case has a text in `Locales/`.
package enum AccountsError: DomainError, Hashable {
    /// Login or password; which of them, nobody is told.
    case signInWrong
    case codeWrong
    /// Too many attempts; how long to wait.
    case throttled(minutes: Int)
    /// Too many passwords are being checked.
    case busy
    /// The link was used, has expired or was never given.
    case linkInvalid
    case tokenInvalid
    case tokenReadOnly
    /// A program's token cannot make another.
    case tokenNeedsSession
    case notFound(String)
    case grantNotFound
    case closed(String)
    case loginTaken(String)
    /// Somebody changed the own rights or closed the own account.
    case notYourself
    /// Somebody asked for a link to set the own password, where the present one is not asked for.
    case ownPassword
    case lastAdministrator
    case demoOff
    case nothingToReassign
    case fileMissing

    package var code: String {
        switch self {
        case .signInWrong: "accounts.sign_in_wrong"
        case .codeWrong: "accounts.code_wrong"
        case .throttled: "accounts.throttled"
        case .busy: "accounts.busy"
        case .linkInvalid: "accounts.link_invalid"
        case .tokenInvalid: "accounts.token_invalid"
        case .tokenReadOnly: "accounts.token_read_only"
        case .tokenNeedsSession: "accounts.token_needs_session"
        case .notFound: "accounts.not_found"
        case .grantNotFound: "accounts.grant_not_found"
        case .closed: "accounts.closed"
        case .loginTaken: "accounts.login_taken"
        case .notYourself: "accounts.not_yourself"
        case .ownPassword: "accounts.own_password"
        case .lastAdministrator: "accounts.last_administrator"
        case .demoOff: "accounts.demo_off"
        case .nothingToReassign: "accounts.nothing_to_reassign"
        case .fileMissing: "accounts.file_missing"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .signInWrong, .codeWrong, .nothingToReassign, .fileMissing: .invalid
        case .throttled, .busy: .excessive
        case .linkInvalid, .notFound, .grantNotFound: .missing
        case .tokenInvalid: .unidentified
        case .tokenReadOnly, .tokenNeedsSession, .notYourself, .ownPassword, .demoOff: .forbidden
        case .closed, .loginTaken, .lastAdministrator: .conflict
        }
    }

    package var details: [String: String] {
        switch self {
        case .throttled(let minutes): ["minutes": "\(minutes)"]
        case .notFound(let login), .closed(let login), .loginTaken(let login): ["login": login]
        default: [:]
        }
    }
}
