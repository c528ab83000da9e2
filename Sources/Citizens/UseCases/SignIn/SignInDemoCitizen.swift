import Accounts
import Kernel
import Platform
import Storage

/// Signs a visitor of the demonstration in as one of its citizens, without a code.
///
/// As long as its officials let anybody in (``SignInDemo``): with the first real one this door is shut.
package struct SignInDemoCitizen: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func offers() async throws -> [Citizen] {
        guard try await !SignInDemo(services).offers().isEmpty else { return [] }
        return try await services.database.read { db in try CitizenStore.demo(db) }
    }

    package func callAsFunction(_ id: String, from origin: Origin) async throws -> Secret {
        guard let citizen = try await offers().first(where: { $0.id.rawValue == id }) else { throw CitizensError.demoOff }
        let services = services
        return try await services.database.write { db in try OpenCitizenSession(services)(citizen, .demo, from: origin, db) }
    }
}
