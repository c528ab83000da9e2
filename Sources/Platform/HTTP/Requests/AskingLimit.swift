import Kernel
import Synchronization

/// How often one network may ask for what is found by a code: so often that a family at one connection is not hindered, and a list
/// of codes takes years.
///
/// All are counted anew together, so that a question costs the same whatever the number of those who ask.
package final class AskingLimit: Sendable {
    private struct Window {
        var begun: Timestamp
        var counts: [String: Int] = [:]
    }

    private static let length: Int64 = 60_000
    private static let most = 30

    private let window = Mutex(Window(begun: Timestamp(milliseconds: 0)))

    package init() {}

    package func check(_ client: String, at now: Timestamp) throws(AskingError) {
        let network = Network.of(client)
        let count = window.withLock { window in
            if now.milliseconds - window.begun.milliseconds >= Self.length || now < window.begun { window = Window(begun: now) }
            window.counts[network, default: 0] += 1
            return window.counts[network, default: 0]
        }
        if count > Self.most { throw AskingError.tooOften }
    }
}

/// Why a question is not answered just now.
package enum AskingError: DomainError, Hashable {
    case tooOften

    package var code: String { "platform.asked_too_often" }
    package var kind: ErrorKind { .excessive }
}
