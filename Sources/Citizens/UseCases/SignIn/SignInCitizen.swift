import Accounts
import Kernel
import Platform
import Storage

/// Opens a session to whoever knows an address and its password.
///
/// Unknown addresses and accounts without a password take the same steps and get the same answer.
package struct SignInCitizen: Sendable {
    private let services: Services
    private let mill: PasswordMill

    package init(_ services: Services, _ mill: PasswordMill) {
        self.services = services
        self.mill = mill
    }

    package func callAsFunction(contact typed: String, password: String, from origin: Origin) async throws -> Secret {
        let (now, services) = (services.now(), services)
        let contact = ContactAddress(typed)
        // What is counted is a digest, so whatever was typed may stand here.
        let throttles = OneTimeCode.throttles(password: contact?.description ?? typed, origin.client)
        try await services.database.write { db in try ThrottleStore.count(throttles, at: now, db) }
        let known = try await services.database.read { db in
            try contact.flatMap { try CitizenStore.find($0, db) }.map { ($0.id, try CitizenStore.password(of: $0.id, db)) }
        }
        guard try await mill.check(password, known?.1), let known else { throw CitizensError.signInWrong }
        let renewed = try await mill.renewed(password, known.1)
        return try await services.database.write { db in
            // The password may have been changed and the account closed while the hash was made.
            guard let citizen = try CitizenStore.find(known.0, db), try CitizenStore.password(of: known.0, db) == known.1 else {
                throw CitizensError.signInWrong
            }
            try ThrottleStore.forgive(throttles[0], clients: Array(throttles.dropFirst()), db)
            if renewed != known.1 { try CitizenStore.set(renewed, of: citizen.id, db) }
            return try OpenCitizenSession(services)(citizen, .password, from: origin, db)
        }
    }
}
