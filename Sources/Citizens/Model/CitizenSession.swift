import Kernel

/// A citizen's being signed in with one browser.
struct CitizenSession: Sendable, Hashable {
    /// How they came in.
    enum Way: String, Sendable, CaseIterable {
        case code, password, provider, demo

        /// The key of its name.
        var text: String { "citizens.way.\(rawValue)" }
    }

    let id: ID<CitizenSession>
    let way: Way
    let created: Timestamp
    let seen: Timestamp
    let client: String?
    /// What the browser called itself.
    let agent: String

    /// Long forms take an evening; a telephone that is lent is given back the next day.
    static let idle: Int64 = 4 * 3_600_000
    static let absolute: Int64 = 24 * 3_600_000
    /// For so long after a code may be changed what opens the account: addresses, password, provider.
    static let fresh: Int64 = 15 * 60_000
    /// How exactly the last use is known; less often is it written.
    static let grain: Int64 = 60_000

    /// Sessions opened before, or last seen before, these moments are over.
    static func limits(_ now: Timestamp) -> (opened: Timestamp, seen: Timestamp) {
        (now.earlier(by: absolute), now.earlier(by: idle))
    }
}

/// One line of the own page of sign-ins.
struct PastSignIn: Sendable, Hashable {
    let at: Timestamp
    let way: CitizenSession.Way
    let client: String?
    let agent: String

    /// How long they are kept.
    static let kept: Int64 = 90 * 86_400_000
}

extension Timestamp {
    func earlier(by milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: self.milliseconds - milliseconds) }
    func later(by milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: self.milliseconds + milliseconds) }
}
