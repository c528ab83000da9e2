import Accounts
import Citizens
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `When a statement of Citizens fails` {
    private let mill: PasswordMill
    private static let password = "năm con vịt xoè ra"
    private let phone = ContactAddress.phone("+84901234567")
    private let other = ContactAddress.phone("+84907654321")

    init() throws { mill = PasswordMill(try #require(PasswordHash.Cost(logarithm: 4, blockSize: 1, parallelism: 1))) }

    /// A house whose short messages wait in the outbox.
    private func sending(_ plain: Services) throws -> Services {
        var services = plain
        let values = Dictionary(uniqueKeysWithValues: plain.settings.lines.map { ($0.name, $0.value) })
        services.settings = try Settings(options: values.merging([.sms: "file:/proc/nowhere"]) { $1 })
        return services
    }

    @discardableResult
    private func register(_ services: Services, _ contact: ContactAddress? = nil) async throws -> Citizen {
        try await RegisterCitizen(services)(contact ?? phone, CitizenProfile(name: "Lan"))
    }

    private func citizen(_ services: Services, _ contact: String = "+84901234567") async throws -> Citizen {
        let found = try await services.database.read { db in
            try db.row("SELECT id FROM citizens_people WHERE phone = \(contact)").flatMap { try CitizenStore.find($0.id("id"), db) }
        }
        return try #require(found)
    }

    private func actor(_ services: Services, _ contact: String = "+84901234567") async throws -> Actor {
        let citizen = try await citizen(services, contact)
        return Actor(.citizen, name: "citizens/\(citizen.id)", citizen: citizen.id.rawValue)
    }

    /// The code of the last message in the outbox.
    private func code(_ services: Services, digits: Int) async throws -> String {
        let text = try await services.database.read { db in try db.rows("SELECT text FROM citizens_texts ORDER BY id").last?.string("text")
        }
        return try #require(text?.split { !$0.isNumber }.first { $0.count == digits }.map(String.init))
    }

    // MARK: signing in

    @Test func `an account is made whole, and so is a session`() async throws {
        try await failsWhole(RegisterCitizen.self) { services in
            try await RegisterCitizen(try sending(services))(phone, CitizenProfile(name: "Lan"), welcome: "app.demo.citizen")
        }
        try await failsWhole(
            OpenCitizenSession.self, given: { try await register($0) },
            { services in _ = try await OpenCitizenSession(services)(for: try await citizen(services)) })
        try await failsWhole(
            EndCitizenSessions.self,
            given: { services in _ = try await OpenCitizenSession(services)(for: try await register(services)) },
            { services in try await EndCitizenSessions(services).others(keeping: nil, by: try await actor(services)) })
    }

    @Test func `a code is sent and kept, or neither; it opens an account with a session, or nothing`() async throws {
        try await failsWhole(AskForCode.self, isAudited: false) { services in
            _ = try await AskForCode(try sending(services))("0901234567", in: .vi, from: Origin())
        }
        // Asking is the first transaction, the try the second.
        try await failsWhole(ProveCode.self, transactions: 3) { plain in
            let services = try sending(plain)
            let asked = try await AskForCode(services)("0901234567", in: .vi, from: Origin())
            _ = try await ProveCode(services)(asked, code: try await code(services, digits: 6), in: .vi, from: Origin())
        }
    }

    @Test func `a password opens a session or nothing`() async throws {
        let mill = mill
        try await failsWhole(
            SignInCitizen.self, transactions: 2,
            given: { services in
                let session = try await OpenCitizenSession(services)(for: try await register(services))
                try await ChooseCitizenPassword(services, mill)(
                    Self.password, again: Self.password, present: "", session: session, by: try await actor(services))
            },
            { services in _ = try await SignInCitizen(services, mill)(contact: "0901234567", password: Self.password, from: Origin()) })
        try await failsWhole(
            ChooseCitizenPassword.self, transactions: 2, given: { try await register($0) },
            { services in
                // A code is the first transaction.
                let session = try await OpenCitizenSession(services)(for: try await citizen(services))
                try await ChooseCitizenPassword(services, mill)(
                    Self.password, again: Self.password, present: "", session: session, by: try await actor(services))
            })
    }

    @Test func `a visitor of the demonstration comes in whole`() async throws {
        try await failsWhole(
            SignInDemoCitizen.self,
            given: { services in
                let draft = PersonDraft(login: "demo", name: "Demo")
                try await CreatePerson(services)(draft, with: [GrantDraft(.administrator)], isDemo: true, by: .operating)
                try await RegisterCitizen(services)(phone, CitizenProfile(name: "Lan"), isDemo: true)
            },
            { services in _ = try await SignInDemoCitizen(services)(try await citizen(services).id.rawValue, from: Origin()) })
    }

    // MARK: the own account

    @Test func `what a citizen says is saved whole, taken along whole, and erased whole`() async throws {
        try await failsWhole(
            ChangeProfile.self, given: { try await register($0) },
            { services in try await ChangeProfile(services)(ProfileDraft(name: "Mai"), by: try await actor(services)) })
        try await failsWhole(
            ExportCitizen.self, given: { try await register($0) },
            { services in _ = try await ExportCitizen(services)(by: try await actor(services)) })
        try await failsWhole(
            CloseCitizen.self,
            given: { services in
                let services = try sending(services)
                let lan = try await register(services)
                _ = try await OpenCitizenSession(services)(for: lan)
                let draft = BusinessDraft(taxCode: "0100109106", name: "A", role: "B", isStated: true)
                try await AddBusiness(services)(draft, by: try await actor(services))
            },
            { services in try await CloseCitizen(try sending(services))(isConfirmed: true, by: try await actor(services)) })
        let provider: [SettingName: String] = [.publicURL: "http://localhost", .oidcIssuer: "https://id.example.vn", .oidcClient: "cchc"]
        try await failsWhole(
            UnlinkProvider.self,
            given: { services in
                let citizen = try await register(services)
                _ = try await services.database.write { db in
                    try db.run(
                        "INSERT INTO citizens_subjects (issuer, subject, citizen_id, linked_ms) VALUES ('https://id.example.vn', 'x', \(citizen.id), 1)"
                    )
                }
            },
            { plain in
                var services = plain
                let values = Dictionary(uniqueKeysWithValues: plain.settings.lines.map { ($0.name, $0.value) })
                services.settings = try Settings(options: values.merging(provider) { $1 })
                try await UnlinkProvider(services)(by: try await actor(services))
            })
    }

    // MARK: acting for others

    @Test func `acting for somebody begins and ends whole`() async throws {
        try await failsWhole(
            AddBusiness.self, given: { try await register($0) },
            { services in
                let draft = BusinessDraft(taxCode: "0100109106", name: "A", role: "B", isStated: true)
                try await AddBusiness(services)(draft, by: try await actor(services))
            })
        try await failsWhole(
            InviteDelegate.self, given: { try await register($0) },
            { services in try await InviteDelegate(try sending(services))("0907654321", role: "con", by: try await actor(services)) })
        // The try is the first transaction.
        try await failsWhole(
            AcceptDelegation.self, transactions: 2, given: { try await invite($0) },
            { plain in
                let services = try sending(plain)
                try await AcceptDelegation(services)(try await code(services, digits: 8), by: try await actor(services, "+84907654321"))
            })
        try await failsWhole(
            EndDelegation.self,
            given: { plain in
                try await invite(plain)
                let services = try sending(plain)
                try await AcceptDelegation(services)(try await code(services, digits: 8), by: try await actor(services, "+84907654321"))
            },
            { plain in
                let id = try await plain.database.read { db in try db.row("SELECT id FROM citizens_delegations")?.string("id") }
                try await EndDelegation(try sending(plain))(try #require(id), by: try await actor(plain))
            })
    }

    private func invite(_ plain: Services) async throws {
        let services = try sending(plain)
        try await register(services)
        try await register(services, other)
        try await InviteDelegate(services)("0907654321", role: "con", by: try await actor(services))
    }

    // MARK: messages

    @Test func `messages are read whole, and carried or put off whole`() async throws {
        try await failsWhole(
            ReadMessages.self, isAudited: false,
            given: { services in try await RegisterCitizen(services)(phone, CitizenProfile(name: "Lan"), welcome: "app.demo.citizen") },
            { services in _ = try await ReadMessages(services)(nil, by: try await actor(services)) })
        try await failsWhole(
            SendTexts.self, transactions: 2, isAudited: false,
            given: { services in
                try await RegisterCitizen(try sending(services))(phone, CitizenProfile(name: "Lan"), welcome: "app.demo.citizen")
            },
            { services in _ = try await SendTexts(try sending(services)).round() })
    }
}
