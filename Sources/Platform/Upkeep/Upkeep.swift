import Logging
import ServiceLifecycle

/// What a room does by itself, again and again, while the program serves; doing it twice must do no harm.
package struct Upkeep: Sendable {
    /// The time between two runs, and before the first.
    package var pause: Duration
    package var run: @Sendable (Services) async throws -> Void

    package init(every pause: Duration, _ run: @escaping @Sendable (Services) async throws -> Void) {
        self.pause = pause
        self.run = run
    }
}

/// Runs one ``Upkeep`` until the program is told to stop; a run that fails is told and tried again.
package struct UpkeepService: Service {
    let upkeep: Upkeep
    let services: Services

    package init(upkeep: Upkeep, services: Services) {
        self.upkeep = upkeep
        self.services = services
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await Task.sleep(for: upkeep.pause) } catch { return }
                do {
                    try await upkeep.run(services)
                } catch is CancellationError {
                    return
                } catch {
                    services.note(error)
                    services.log.error("upkeep failed and will be tried again: \(error)")
                }
            }
        }
    }
}
