import Kernel
import Logging
import Platform
import Storage

/// Carries short messages that wait to the gateway, again and again with growing pauses, for a day.
///
/// A program that dies between the gateway's yes and our note sends a message twice: never is worse.
package struct SendTexts: Sendable {
    /// Pauses between attempts, in minutes; after the last the message is given up and the operator told.
    static let pauses: [Int64] = [1, 2, 5, 15, 60, 180, 360, 720]
    private static let batch = 20
    /// Longer than an attempt may take.
    private static let leaseMinutes: Int64 = 5

    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Sends all that is due; without a gateway nothing waits.
    package func callAsFunction() async throws {
        while try await round() > 0 {}
    }

    /// Sends what is due and tells how many messages were taken up.
    package func round() async throws -> Int {
        guard let gateway = services.settings.sms else { return 0 }
        let now = services.now()
        let texts = try await services.database.write { db in
            try TextStore.take(at: now, lease: now.later(by: Self.leaseMinutes * 60_000), limit: Self.batch, db)
        }
        for text in texts { try await carry(text, gateway) }
        return texts.count
    }

    private func carry(_ text: TextStore.Waiting, _ gateway: SMSGateway) async throws {
        let moment = services.now()
        do {
            try await gateway.send(text.text, to: text.phone, id: text.id)
            try await services.database.write { db in try TextStore.sent(text.id, at: moment, db) }
        } catch let error as SMSError {
            let pause = error.isFinal || text.attempts > Self.pauses.count ? nil : Self.pauses[text.attempts - 1]
            let due = pause.map { moment.later(by: $0 * 60_000) }
            try await services.database.write { db in try TextStore.failed(text.id, error.reason, due: due, db) }
            if due == nil { services.log.error("short message \(text.id) was given up: \(error.reason)") }
        }
    }
}
