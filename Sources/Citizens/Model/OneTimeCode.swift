import Accounts
import Kernel
import Platform

/// Six digits that prove a telephone or an address, good once, for ten minutes and five tries, in the browser that asked.
///
/// What the table keeps is taken of the digits and of the word in that browser's cookie: whoever reads the table learns neither, and
/// whoever asks for a code of somebody else's number can neither use theirs up nor try for it.
struct OneTimeCode: Sendable {
    static let lifetime: Int64 = 10 * 60_000
    static let tries = 5
    /// Codes that are sent to one address within a day, wherever they were asked for: 50 codes of 5 tries each are one guess in 4,000.
    ///
    /// Counted apart for places where its owner came in lately, so that nobody elsewhere can use up the owner's.
    static let day = 50
    /// Codes that the house sends within an hour by telephone, and as many by e-mail, counted apart alike.
    ///
    /// Short messages are paid for, and whoever lets them go to numbers of their own earns by each. In its busiest hour a province of a
    /// million and a half people sees some hundred sign-ins.
    static let hour = 1_000

    let digits: String

    init() { digits = Self.digits(6) }

    static func digits(_ count: Int) -> String { (0..<count).map { _ in String(Int.random(in: 0...9)) }.joined() }

    static func digest(_ typed: String, asked secret: Secret) -> Digest { Digest(of: "\(secret.text) \(typed.filter { $0 != " " })") }

    /// Asking for codes from one place, for one address or for any.
    ///
    /// One place may ask little for one address, so that its owner can still ask from another; many people may stand behind one place.
    static func throttles(_ contact: ContactAddress, _ client: String?) -> [Throttle] {
        let network = client.map(Network.of) ?? "unknown"
        return [
            Throttle("citizens code \(contact) \(network)", limit: 5), Throttle("citizens codes \(network)", limit: 60),
        ]
    }

    /// Codes tried from one place, whatever addresses they are for; right ones are given back.
    static func guesses(_ client: String?) -> Throttle { Throttle("citizens guesses \(client.map(Network.of) ?? "unknown")", limit: 60) }

    /// Passwords tried for one address, and from one place.
    static func throttles(password contact: String, _ client: String?) -> [Throttle] {
        [Throttle("citizens password \(contact)", limit: 10)]
            + (client.map { [Throttle("citizens client \(Network.of($0))", limit: 100)] } ?? [])
    }
}
