import Kernel

/// Somebody's being signed in with one browser.
package struct Session: Sendable, Hashable {
    package let id: ID<Session>
    package let created: Timestamp
    package let seen: Timestamp
    /// The address it was opened from.
    package let client: String?
    /// What the browser called itself.
    package let agent: String
}

/// How long a session holds: a working day, and no longer than a lunch and a meeting unused.
enum SessionRules {
    static let idle: Int64 = 2 * 3_600_000
    static let absolute: Int64 = 12 * 3_600_000
    /// A session that only waits for the second factor.
    static let waiting: Int64 = 5 * 60_000
    /// Wrong codes after which one begins again.
    static let attempts = 5
    /// How exactly the last use is known; less often is it written.
    static let grain: Int64 = 60_000

    /// Sessions opened before, or last seen before, these moments are over.
    static func limits(_ now: Timestamp) -> (opened: Timestamp, seen: Timestamp) {
        (Timestamp(milliseconds: now.milliseconds - absolute), Timestamp(milliseconds: now.milliseconds - idle))
    }
}

/// A key by which a program acts for a person.
package struct ProgramToken: Sendable, Hashable {
    package enum Scope: String, Sendable, CaseIterable {
        /// Questions only.
        case read
        /// Everything that the person may.
        case write
    }

    package let id: ID<ProgramToken>
    package let name: String
    package let scope: Scope
    package let created: Timestamp
    package let expires: Timestamp
    package let used: Timestamp?

    /// Days for which one can be made.
    package static let days = 1...366
}

/// A link that lets a person choose a password, once.
package struct OneTimeLink: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case invitation, reset

        /// An invitation waits for a busy person, a reset for somebody at the telephone.
        var lifetime: Int64 {
            switch self {
            case .invitation: 7 * 86_400_000
            case .reset: 86_400_000
            }
        }
    }

    package let person: ID<Person>
    package let kind: Kind
    package let expires: Timestamp
}
