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
        services: [Caretaker(services: services)] + (services.settings.smtp.map { [Postman(services: services, server: $0)] } ?? [])
            + (routes.upkeep + [Upkeep(every: .seconds(6 * 3600)) { try await ForgetFiles($0)() }]).map {
                UpkeepService(upkeep: $0, services: services)
            },
        onServerRunning: { channel in whenListening(channel.localAddress?.port ?? services.settings.port) },
        logger: services.log)
}

/// What is done once a second beside answering: changes by other programs are noticed, audit entries sealed, and after an outage
/// it is tried whether things can be stored again.
struct Caretaker: Service {
    let services: Services

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var wasDown = false
            while !Task.isCancelled {
                do {
                    try await services.publicData.look(at: services.database, now: services.now())
                    try await ResumeWrites(services)()
                    try await services.audit.seal(services.database)
                    if wasDown { services.log.notice("the database is in order again") }
                    wasDown = false
                } catch {
                    services.note(error)
                    // One line when it goes, one when it comes back.
                    if !wasDown { services.log.error("the database is out of order: \(error)") }
                    wasDown = true
                }
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
            }
        }
    }
}
