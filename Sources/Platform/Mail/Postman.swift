import Kernel
import Logging
import ServiceLifecycle
import Storage

/// Sends what lies in the ``Outbox``, again and again with growing pauses, for two days.
///
/// A program that dies between the server's yes and our note sends a letter twice: never is worse.
package struct Postman: Service {
    /// Pauses between attempts, in minutes; after the last the letter is given up and the operator told.
    static let pauses: [Int64] = [1, 5, 15, 60, 180, 360, 720, 1440]
    private static let batch = 20
    /// Longer than an attempt may take.
    private static let leaseMinutes: Int64 = 5

    let services: Services
    let server: SMTPServer

    package init(services: Services, server: SMTPServer) {
        self.services = services
        self.server = server
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    while try await round() > 0 {}
                } catch {
                    services.log.warning("the outbox cannot be read: \(error)")
                }
                do { try await Task.sleep(for: .seconds(5)) } catch { return }
            }
        }
    }

    /// Sends what is due and tells how many letters were taken up.
    package func round() async throws -> Int {
        let now = services.now()
        let lease = Timestamp(milliseconds: now.milliseconds + Self.leaseMinutes * 60_000)
        let letters = try await services.database.write { db in try OutboxStore.take(at: now, lease: lease, limit: Self.batch, db) }
        for letter in letters { try await deliver(letter) }
        return letters.count
    }

    private func deliver(_ letter: OutboxStore.Letter) async throws {
        let moment = services.now()
        do {
            try await server.send(letter.mail, id: letter.id, at: moment)
            try await services.database.write { db in try OutboxStore.sent(letter.id, at: moment, db) }
        } catch let error as MailError {
            let pause = error.isFinal || letter.attempts > Self.pauses.count ? nil : Self.pauses[letter.attempts - 1]
            let due = pause.map { Timestamp(milliseconds: moment.milliseconds + $0 * 60_000) }
            try await services.database.write { db in try OutboxStore.failed(letter.id, error.reason, due: due, db) }
            if due == nil { services.log.error("letter \(letter.id) was given up: \(error)") }
        }
    }
}
