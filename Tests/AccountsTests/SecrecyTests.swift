import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Logging
import Platform
import Storage
import Synchronization
import TestSupport
import Testing

/// What opens an account is nowhere but with its person: neither in a table, nor in the audit, nor in the log.
@Suite struct SecrecyTests {
    @Test func `tables and audit hold no secret in clear`() async throws {
        try await AccountsHouse.open { house in
            try await CreatePerson(house.services)(PersonDraft(login: "lan", name: "Lan"), by: .operating)
            let first = try await OfferLink(house.services)(to: "lan", by: .operating)
            let choose = ChoosePassword(house.services, house.mill)
            let accepted = try await choose.accept(
                first.secret, password: AccountsHouse.password, again: AccountsHouse.password, from: Origin())
            guard case .open(let session) = accepted else { throw AccountsError.signInWrong }
            let actor = try await IdentifyActor(house.services).session(session)
            let token = try await MakeToken(house.services)(.init(name: "x", scope: "write", days: "3"), by: actor).secret
            let (_, codes) = try await house.secondFactor("lan")
            // Somebody types the password where the login belongs.
            await #expect(throws: AccountsError.signInWrong) {
                try await SignInPerson(house.services, house.mill)(login: AccountsHouse.password, password: "x", from: Origin())
            }
            let second = try await OfferLink(house.services)(to: "lan", by: .operating)
            let dump = try await house.dump()
            #expect(dump.contains("accounts.token_made") && dump.contains("accounts.second_factor_on"))
            let secrets =
                [first.secret.text, second.secret.text, session.text, token.text, session.formToken, AccountsHouse.password] + codes
            for secret in secrets + codes.map({ $0.replacing("-", with: "") }) { #expect(!dump.contains(secret)) }
        }
    }

    @Test func `what the audit tells has a text for people, and changes say who made them`() async throws {
        try await AccountsHouse.open { house in
            let admin = try await house.services.signIn("admin", GrantDraft(.administrator))
            let actor = try await IdentifyActor(house.services).session(admin.session)
            try await CreatePerson(house.services)(PersonDraft(login: "lan", name: "Lan"), by: actor)
            try await GrantRole(house.services)(GrantDraft(.unitHead, unit: "SNV"), to: "lan", by: actor)
            try await ClosePerson(house.services)("lan", reason: "nghỉ hưu", by: actor)
            try await house.services.database.read { db in
                let entries = try AuditStore.entries(about: "accounts/lan", limit: 10, db)
                #expect(entries.map(\.action) == ["accounts.person_closed", "accounts.granted", "accounts.person_created"])
                #expect(Set(entries.map(\.actor)) == ["admin"])
                #expect(entries[0].reason == "nghỉ hưu")
                #expect(entries.allSatisfy { house.services.words(.vi).has($0.action) && house.services.words(.en).has($0.action) })
                // The unit concerned may read who scores and signs for it (PI-79).
                #expect(try AuditStore.entries(concerning: "unit-SNV", limit: 10, db).map(\.action) == ["accounts.granted"])
            }
        }
    }

    @Test func `a link is left out of the log`() async throws {
        try await AccountsHouse.open { house in
            let log = LineLog()
            var services = house.services
            services.log = Logger(label: "test") { _ in log }
            services.database = GoneDatabase()
            let secret = Secret().text
            try await withClient(services) { client in
                let answer = try await client.get("/accounts/invitations/\(secret)")
                #expect(answer.status == .serviceUnavailable)
            }
            #expect(log.lines.contains { $0.contains("/accounts/invitations/") })
            #expect(!log.lines.contains { $0.contains(secret) })
        }
    }
}

/// A database that nobody reaches.
private struct GoneDatabase: Database {
    var dialect: Dialect { .sqlite }
    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { throw gone }
    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { throw gone }
    func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T { throw gone }
    func close() async {}
    private var gone: StorageError { .unreachable(reason: "a test took it away") }
}

/// Keeps what is logged.
private struct LineLog: LogHandler {
    private final class Kept: Sendable {
        let lines = Mutex<[String]>([])
    }

    private let kept = Kept()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    var lines: [String] { kept.lines.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { kept.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") } }
}
