import Accounts
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing
import Units

@Suite struct `When a statement of Accounts fails` {
    private let mill: PasswordMill
    private static let other = "bảy con gà trống"

    init() throws { mill = PasswordMill(try #require(AccountsHouse.cheap)) }

    /// Lan with a password, an appraiser, signed in; and the unit where she works.
    private func lan(_ services: Services) async throws {
        try await services.database.write { db in
            let name = Bilingual(vi: "Sở Nội vụ", en: "Home Affairs")
            try UnitStore.insert(Unit(id: ID(rawValue: "unit-SNV"), code: "SNV", name: name, kind: .department, source: "test"), db)
        }
        try await CreatePerson(services)(
            PersonDraft(login: "lan", name: "Lan", unit: "SNV"), with: [GrantDraft(.appraiser, field: "2"), GrantDraft(.auditor)],
            by: .operating)
        let offer = try await OfferLink(services)(to: "lan", by: .operating)
        _ = try await ChoosePassword(services, mill).accept(
            offer.secret, password: AccountsHouse.password, again: AccountsHouse.password, from: Origin())
    }

    /// The same with a second factor.
    private func careful(_ services: Services) async throws {
        try await lan(services)
        _ = try await turnOn(Self.key, services)
    }

    private static let key = OneTimeKey()

    private func turnOn(_ key: OneTimeKey, _ services: Services) async throws {
        _ = try await SetSecondFactor(services, mill).turnOn(
            key, code: key.code(at: services.now().milliseconds / 30_000), password: AccountsHouse.password, by: actor(services))
    }

    /// Lan as an actor of whom no session need be opened.
    private func actor(_ services: Services) async throws -> Actor {
        let person = try await FindPeople(services).sheet("lan", by: .operating).person
        return Actor(.person, name: "lan", person: person.id.rawValue, formToken: "x")
    }

    private func grants(_ services: Services) async throws -> Set<ID<DatedGrant>> {
        Set(try await FindPeople(services).sheet("lan", by: .operating).grants.map(\.grant.id))
    }

    // MARK: people

    @Test func `a person is created with all roles or not at all, and ends the demonstration`() async throws {
        try await failsWhole(
            CreatePerson.self,
            given: { services in
                try await CreatePerson(services)(PersonDraft(login: "demo", name: "Demo"), isDemo: true, by: .operating)
                let secret = try await SignInDemo(services)(login: "demo", from: Origin())
                let demo = try await IdentifyActor(services).session(secret)
                _ = try await MakeToken(services)(.init(name: "x", scope: "read", days: "3"), by: demo)
            },
            { services in
                try await CreatePerson(services)(
                    PersonDraft(login: "lan", name: "Lan"), with: [GrantDraft(.administrator), GrantDraft(.chair)], by: .operating)
            })
    }

    @Test func `a file of people is taken whole or not at all`() async throws {
        let file = InputFile(
            name: "people.csv", bytes: Array("login,name,role\nlan,Lan,auditor\nlan,Lan,chair\nminh,Minh,leader\n".utf8))
        try await failsWhole(ImportPeople.self, given: lan) { services in
            _ = try await ImportPeople(services)(file, by: .operating)
        }
    }

    @Test func `a person is corrected`() async throws {
        try await failsWhole(ChangePerson.self, given: lan) { services in
            try await ChangePerson(services)(PersonDraft(login: "lan", name: "Lan Anh", email: "lan@tinh.gov.vn"), by: .operating)
        }
    }

    @Test func `an account is closed`() async throws {
        try await failsWhole(
            ClosePerson.self,
            given: { services in
                try await careful(services)
                _ = try await MakeToken(services)(.init(name: "x", scope: "read", days: "3"), by: try await actor(services))
                _ = try await OfferLink(services)(to: "lan", by: .operating)
            },
            { services in try await ClosePerson(services)("lan", reason: "nghỉ hưu", by: .operating) })
    }

    @Test func `an account is opened again`() async throws {
        try await failsWhole(
            ClosePerson.self,
            given: { services in
                try await lan(services)
                try await ClosePerson(services)("lan", reason: "nghỉ hưu", by: .operating)
            },
            { services in try await ClosePerson(services).reopen("lan", by: .operating) })
    }

    @Test func `a role is given`() async throws {
        try await failsWhole(GrantRole.self, given: lan) { services in
            try await GrantRole(services)(GrantDraft(.unitHead, unit: "SNV"), to: "lan", by: .operating)
        }
    }

    @Test func `a role ends`() async throws {
        try await failsWhole(GrantRole.self, given: lan) { services in
            let grant = try #require(try await grants(services).min { $0.rawValue < $1.rawValue })
            try await GrantRole(services).end(grant, of: "lan", by: .operating)
        }
    }

    @Test func `roles are handed on`() async throws {
        try await failsWhole(
            ReassignGrants.self,
            given: { services in
                try await lan(services)
                try await CreatePerson(services)(PersonDraft(login: "minh", name: "Minh"), by: .operating)
            },
            { services in
                let order = ReassignGrants.Order(from: "lan", to: "minh", grants: try await grants(services), reason: "nghỉ phép")
                try await ReassignGrants(services)(order, by: .operating)
            })
    }

    @Test func `a link takes password, second factor, sessions and tokens`() async throws {
        try await failsWhole(
            OfferLink.self,
            given: { services in
                try await careful(services)
                _ = try await MakeToken(services)(.init(name: "x", scope: "read", days: "3"), by: try await actor(services))
            },
            { services in _ = try await OfferLink(services)(to: "lan", takesSecondFactor: true, by: .operating) })
    }

    // MARK: signing in

    @Test func `a password opens a session, and a stronger hash takes its hash's place`() async throws {
        let cost = try #require(PasswordHash.Cost(logarithm: 5, blockSize: 1, parallelism: 1))
        try await failsWhole(SignInPerson.self, transactions: 2, given: lan) { services in
            _ = try await SignInPerson(services, PasswordMill(cost))(
                login: "lan", password: AccountsHouse.password, from: Origin(client: "203.0.113.9"))
        }
    }

    @Test func `a recovery code opens the session that waited`() async throws {
        // Both belong to the house that was made last.
        let waiting = Kept<(secret: Secret, code: String)>()
        try await failsWhole(
            ProveSecondFactor.self, transactions: 2,
            given: { services in
                try await lan(services)
                let codes = try await SetSecondFactor(services, mill).turnOn(
                    Self.key, code: Self.key.code(at: services.now().milliseconds / 30_000), password: AccountsHouse.password,
                    by: actor(services))
                let outcome = try await SignInPerson(services, mill)(login: "lan", password: AccountsHouse.password, from: Origin())
                guard case .codeNeeded(let secret) = outcome else { throw AccountsError.signInWrong }
                waiting.value = (secret, codes[0])
            },
            { services in
                let (secret, code) = try #require(waiting.value)
                _ = try await ProveSecondFactor(services)(secret, code: code, from: Origin())
            })
    }

    @Test func `a person of the demonstration signs in`() async throws {
        try await failsWhole(
            SignInDemo.self,
            given: { services in
                try await CreatePerson(services)(PersonDraft(login: "demo", name: "Demo"), isDemo: true, by: .operating)
            },
            { services in _ = try await SignInDemo(services)(login: "demo", from: Origin()) })
    }

    @Test func `all sessions end`() async throws {
        try await failsWhole(EndSessions.self, given: lan) { services in
            try await EndSessions(services).others(keeping: nil, by: try await actor(services))
        }
    }

    // MARK: what is one's own

    @Test func `a link is used up`() async throws {
        let link = Kept<Secret>()
        try await failsWhole(
            ChoosePassword.self,
            given: { services in
                try await careful(services)
                link.value = try await OfferLink(services)(to: "lan", by: .operating).secret
            },
            { services in
                _ = try await ChoosePassword(services, mill).accept(link.value, password: Self.other, again: Self.other, from: Origin())
            })
    }

    @Test func `a password is changed`() async throws {
        // Counted before it is looked at, given back when it was right, then changed.
        try await failsWhole(ChoosePassword.self, transactions: 3, given: lan) { services in
            _ = try await ChoosePassword(services, mill).change(
                from: AccountsHouse.password, to: Self.other, again: Self.other, by: try await actor(services), from: Origin())
        }
    }

    @Test func `a second factor is turned on`() async throws {
        try await failsWhole(SetSecondFactor.self, transactions: 3, given: lan) { services in try await turnOn(Self.key, services) }
    }

    @Test func `a second factor is turned off`() async throws {
        try await failsWhole(SetSecondFactor.self, transactions: 3, given: careful) { services in
            try await SetSecondFactor(services, mill).turnOff(password: AccountsHouse.password, by: try await actor(services))
        }
    }

    @Test func `recovery codes are made anew`() async throws {
        try await failsWhole(SetSecondFactor.self, transactions: 3, given: careful) { services in
            _ = try await SetSecondFactor(services, mill).renewCodes(password: AccountsHouse.password, by: try await actor(services))
        }
    }

    @Test func `a token is made`() async throws {
        try await failsWhole(MakeToken.self, given: lan) { services in
            _ = try await MakeToken(services)(.init(name: "x", scope: "read", days: "3"), by: try await actor(services))
        }
    }

    @Test func `a token ends`() async throws {
        try await failsWhole(
            MakeToken.self,
            given: { services in
                try await lan(services)
                _ = try await MakeToken(services)(.init(name: "x", scope: "read", days: "3"), by: try await actor(services))
            },
            { services in
                let actor = try await actor(services)
                let token = try #require(try await MakeToken(services).list(by: actor).first)
                try await MakeToken(services).end(token.id, by: actor)
            })
    }
}

/// What was made while a house was prepared, for the verb that is tried in it.
private final class Kept<Value> {
    var value: Value?
}
