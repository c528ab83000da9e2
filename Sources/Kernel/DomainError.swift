/// An error that a person can be told about.
///
/// Its `code` is a promise: it names the text in `Locales/`, the JSON a client reads and the line in the log.
package protocol DomainError: Error, Sendable {
    /// `room.what_happened`, the same for ever.
    var code: String { get }
    var kind: ErrorKind { get }
    /// The values that the text of the code names in braces.
    var details: [String: String] { get }
}

extension DomainError {
    package var details: [String: String] { [:] }
}

/// What a caller can do about a ``DomainError``; a page or an API maps it to its status.
package enum ErrorKind: Sendable, Hashable {
    /// What was sent is wrong (422).
    case invalid
    /// Nobody is signed in (401).
    case unidentified
    /// The person may not (403).
    case forbidden
    /// There is no such thing (404).
    case missing
    /// Somebody was faster, or the thing is locked (409).
    case conflict
    /// More was sent in one piece than the house takes (413).
    case tooLarge
    /// More is asked for than the house does at once (429).
    case excessive
    /// The house cannot just now (503).
    case unavailable
}
