import Kernel
import Platform

/// How many attempts are taken within a quarter of an hour before one must wait.
///
/// Attempts are counted before they are looked at and given back when they were right, so that many at once gain nothing.
/// Kept in the database, so that several servers count together.
package struct Throttle: Sendable, Hashable {
    static let window: Int64 = 15 * 60_000

    /// What is counted, as a digest: people type passwords where the login belongs.
    let key: Digest
    let limit: Int

    /// At most `limit` attempts of what is called so; every room begins its names with its own word.
    package init(_ name: String, limit: Int) { self.init(key: Digest(of: name), limit: limit) }

    init(key: Digest, limit: Int) {
        self.key = key
        self.limit = limit
    }

    /// Attempts at one account, wherever from.
    static func login(_ login: String) -> Throttle { Throttle(key: Digest(of: "login \(login)"), limit: 10) }

    /// Attempts from one place; a whole office may stand behind it.
    static func client(_ address: String) -> Throttle { Throttle(key: Digest(of: "client \(Network.of(address))"), limit: 100) }

    /// Codes tried for one account.
    static func code(_ person: ID<Person>) -> Throttle { Throttle(key: Digest(of: "code \(person)"), limit: 10) }

    /// The present password, asked again of somebody signed in.
    static func password(_ person: ID<Person>) -> Throttle { Throttle(key: Digest(of: "password \(person)"), limit: 10) }
}
