import Kernel

/// How many attempts are taken within a quarter of an hour before one must wait.
///
/// Attempts are counted before they are looked at and given back when they were right, so that many at once gain nothing.
/// Kept in the database, so that several servers count together.
struct Throttle: Sendable, Hashable {
    static let window: Int64 = 15 * 60_000

    /// What is counted, as a digest: people type passwords where the login belongs.
    let key: Digest
    let limit: Int

    /// Attempts at one account, wherever from.
    static func login(_ login: String) -> Throttle { Throttle(key: Digest(of: "login \(login)"), limit: 10) }

    /// Attempts from one place; a whole office may stand behind it.
    static func client(_ address: String) -> Throttle { Throttle(key: Digest(of: "client \(network(address))"), limit: 100) }

    /// The address, or of IPv6 the first 64 bits: who has one address there has all of that network.
    static func network(_ address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false).map { $0.split(separator: ":") }
        let given = halves.reduce(0) { $0 + $1.count }
        let zeros = Array(repeating: Substring("0"), count: max(0, 8 - given))
        return (halves[0] + zeros + halves.dropFirst().joined()).prefix(4).joined(separator: ":")
    }

    /// Codes tried for one account.
    static func code(_ person: ID<Person>) -> Throttle { Throttle(key: Digest(of: "code \(person)"), limit: 10) }

    /// The present password, asked again of somebody signed in.
    static func password(_ person: ID<Person>) -> Throttle { Throttle(key: Digest(of: "password \(person)"), limit: 10) }
}
