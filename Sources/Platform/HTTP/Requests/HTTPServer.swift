import Hummingbird
import Kernel
import Logging
import NIOCore
import ServiceLifecycle
import Storage

/// The program as a server: answers until it is told to stop, then finishes what it has begun.
///
/// `whenListening` is told the port, which the system chose when the settings say 0.
package func makeApplication(
    _ routes: Routes, _ services: Services, whenListening: @escaping @Sendable (Int) -> Void = { _ in }
) -> Application<FrontDoor> {
    Application(
        responder: routes.responder(),
        configuration: .init(address: .hostname(services.settings.host, port: services.settings.port), serverName: nil, backlog: 1024),
        services: [Caretaker(services: services)] + (services.settings.smtp.map { [Postman(services: services, server: $0)] } ?? []),
        onServerRunning: { channel in whenListening(channel.localAddress?.port ?? services.settings.port) },
        logger: services.log)
}

/// What is done once a second beside answering: audit entries are sealed, changes by other programs noticed.
struct Caretaker: Service {
    let services: Services

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var wasDown = false
            while !Task.isCancelled {
                do {
                    try await services.audit.seal(services.database)
                    try await services.publicData.look(at: services.database)
                    if wasDown { services.log.notice("the database answers again") }
                    wasDown = false
                } catch {
                    // One line when it goes, one when it comes back.
                    if !wasDown { services.log.error("the database does not answer: \(error)") }
                    wasDown = true
                }
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
            }
        }
    }
}
