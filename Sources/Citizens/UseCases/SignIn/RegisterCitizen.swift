import Kernel
import Platform
import Storage

/// Makes an account for whoever has proven an address.
package struct RegisterCitizen: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// For whom nothing need be proven: people of the demonstration, and of tests; `welcome` is the key of a first message.
    @discardableResult
    package func callAsFunction(
        _ contact: ContactAddress, _ profile: CitizenProfile, isDemo: Bool = false, in language: Language = .vi, welcome: String? = nil
    ) async throws -> Citizen {
        try await services.database.write { db in
            if try CitizenStore.find(contact, db) != nil { throw CitizensError.contactTaken }
            let citizen = try self(contact, profile, isDemo: isDemo, in: language, db)
            if let welcome {
                let message = CitizenMessage(welcome, link: "/citizens/profile", reference: "\(welcome)/\(citizen.id)")
                try CitizenMessages(services).send(message, to: citizen.id, in: db)
            }
            return citizen
        }
    }

    func callAsFunction(
        _ contact: ContactAddress, _ profile: CitizenProfile = CitizenProfile(), isDemo: Bool = false, in language: Language,
        _ db: any Connection
    ) throws -> Citizen {
        var (phone, email): (String?, String?) = (nil, nil)
        switch contact {
        case .phone(let number): phone = number
        case .email(let address): email = address
        }
        let citizen = Citizen(
            id: services.newID(), phone: phone, email: email, profile: profile, language: language, tellsBySMS: true, tellsByEmail: true,
            hasPassword: false, isDemo: isDemo, created: services.now())
        try CitizenStore.insert(citizen, db)
        try services.audit.record(
            "citizens.registered", by: citizen.actor(), subject: citizen.subject, after: ["demo": .flag(isDemo)], in: db)
        return citizen
    }
}
