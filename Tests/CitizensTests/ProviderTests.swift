import Accounts
import Citizens
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite(.enabled(if: Provider.python != nil, "CCHC_PYTHON names no Python")) struct `Signing in by a provider` {
    private let provider: Provider

    init() throws { provider = try Provider(python: try #require(Provider.python)) }

    /// A house that sends people to the provider, and goes by the clock that the provider goes by.
    private func open(_ test: @Sendable @escaping (CitizensHouse) async throws -> Void) async throws {
        let settings: [SettingName: String] = [
            .publicURL: "http://127.0.0.1", .oidcIssuer: provider.issuer, .oidcClient: "cchc", .oidcSecret: "bí mật", .oidcLabel: "VNeID",
        ]
        try await CitizensHouse.open(settings) { house in
            var services = house.services
            services.now = SystemClock.now
            try await test(CitizensHouse(services: services, clock: house.clock, mill: house.mill, folder: house.folder))
        }
    }

    /// Goes to the provider, agrees there, and tells where one is sent back to.
    private func visit(_ client: any TestClientProtocol, _ jar: Jar, _ subject: String, next: String = "") async throws -> String {
        let begin = try await client.get("/citizens/sign-in/provider?next=\(next)", jar)
        #expect(
            begin.status == .seeOther && begin.headers[values: .setCookie].contains { $0.hasPrefix("cchc_way=") && $0.contains("HttpOnly") }
        )
        return try provider.agree(at: try #require(begin.location), as: subject)
    }

    /// Proves a telephone after the provider has named somebody whom nobody here knows.
    private func prove(_ house: CitizensHouse, _ client: any TestClientProtocol, _ jar: Jar, _ phone: String) async throws {
        _ = try await client.post("/citizens/sign-in", ["contact": phone, "proof": "1"], jar)
        let done = try await client.post("/citizens/code", ["code": try await house.code()], jar)
        #expect(done.status == .seeOther)
    }

    @Test func `asks a stranger for a proof once, and lets them in by one click from then on`() async throws {
        try await open { house in
            try await house.client { client in
                let jar = Jar()
                let back = try await visit(client, jar, "mai", next: "/citizens/messages")
                let asked = try await client.get(back, jar)
                #expect(asked.location == "/citizens/sign-in?done=proof&next=%2Fcitizens%2Fmessages")
                #expect(jar.cookies["cchc_citizen"] == nil, "nobody is in because a provider says so")
                try await prove(house, client, jar, "0901234567")
                #expect(try await client.get("/citizens", jar).status == .ok)
                #expect(try await house.dump().contains("citizens.subject_linked"))
                let later = Jar()
                let again = try await client.get(try await visit(client, later, "mai", next: "/citizens/messages"), later)
                #expect(again.location == "/citizens/messages")
                #expect(try await client.get("/citizens", later).status == .ok)
                #expect(try await house.count("citizens_people") == 1)
                // Another subject is another citizen.
                let other = Jar()
                _ = try await client.get(try await visit(client, other, "binh"), other)
                #expect(other.cookies["cchc_citizen"] == nil)
            }
        }
    }

    @Test func `is nothing to whoever comes to the same browser afterwards`() async throws {
        try await open { house in
            try await house.client { client in
                let jar = Jar()
                let asked = try await client.get(try await visit(client, jar, "mai"), jar)
                let page = try await client.get(try #require(asked.location), jar).text
                #expect(page.contains("name=\"proof\" value=\"1\""))
                // The first one goes away; the next one opens the page anew.
                #expect(try await !client.get("/citizens/sign-in", jar).text.contains("name=\"proof\" value=\"1\""))
                _ = try await client.post("/citizens/sign-in", ["contact": "0901234567", "proof": ""], jar)
                _ = try await client.post("/citizens/code", ["code": try await house.code()], jar)
                #expect(try await client.get("/citizens", jar).status == .ok)
                #expect(try await house.count("citizens_subjects") == 0)
            }
        }
    }

    @Test func `links the own account of whoever is signed in, and nobody else's`() async throws {
        try await open { house in
            try await house.client { client in
                let (mai, binh) = (Jar(), Jar())
                try await prove(house, client, mai, "0901234567")
                try await prove(house, client, binh, "0907654321")
                #expect(try await client.get(try await visit(client, mai, "mai"), mai).location == "/citizens/security?done=linked")
                // The same subject cannot be a second citizen's.
                let taken = try await client.get(try await visit(client, binh, "mai"), binh)
                #expect(taken.status == .conflict)
                // Whoever set out as one and comes back as another is linked to neither.
                let back = try await visit(client, binh, "binh")
                let swapped = Jar()
                try await prove(house, client, swapped, "0909999999")
                swapped.set("cchc_way", binh.cookies["cchc_way"])
                #expect(try await client.get(back, swapped).location == "/citizens/sign-in?failed=provider")
                #expect(try await house.count("citizens_subjects") == 1)
                let unlinked = try await client.post("/citizens/provider/unlink", [:], mai)
                #expect(unlinked.location == "/citizens/security?done=unlinked")
                #expect(try await house.count("citizens_subjects") == 0)
            }
        }
    }

    @Test func `takes no second answer, no answer of another browser and none with another state`() async throws {
        try await open { house in
            try await house.client { client in
                let jar = Jar()
                let back = try await visit(client, jar, "mai")
                let failed = "/citizens/sign-in?failed=provider"
                // Another site leads a victim here with the attacker's answer.
                #expect(try await client.get(back, Jar()).location == failed)
                let victim = Jar()
                _ = try await client.get("/citizens/sign-in/provider", victim)
                #expect(try await client.get(back, victim).location == failed)
                for (part, other) in [("state=", "state=x"), ("code=", "code=x")] {
                    let jar = Jar()
                    let own = try await visit(client, jar, "mai")
                    #expect(try await client.get(own.replacing(part, with: other), jar).location == failed, "\(part)")
                }
                let way = jar.cookies["cchc_way"]
                #expect(try await client.get(back, jar).location?.contains("done=proof") == true)
                jar.set("cchc_way", way)
                #expect(try await client.get(back, jar).location == failed, "replayed")
                let refused = Jar()
                _ = try await client.get("/citizens/sign-in/provider", refused)
                #expect(try await client.get("/citizens/sign-in/provider/return?error=access_denied&state=x", refused).location == failed)
                let page = try await client.get(failed)
                #expect(page.text.contains("Không đăng nhập được bằng tài khoản đó"))
            }
        }
    }

    @Test func `keeps nothing of a way that took too long`() async throws {
        try await open { house in
            let late = house.services.now
            var slow = house.services
            slow.now = { Timestamp(milliseconds: late().milliseconds + 21 * 60_000) }
            let begun = try await BeginProviderSignIn(house.services)(next: "", by: .anonymous, from: Origin())
            let back = FormText.fields(try provider.agree(at: begun.way.text, as: "mai").split(separator: "?")[1])
            let answer = FinishProviderSignIn.Answer(code: back["code"] ?? "", state: back["state"] ?? "")
            await #expect(throws: CitizensError.providerFailed) {
                try await FinishProviderSignIn(slow)(answer, begun.secret, by: .anonymous, from: Origin())
            }
        }
    }

    @Test func `does not begin where there is no provider, or where it cannot be reached`() async throws {
        try await CitizensHouse.open { house in
            await #expect(throws: CitizensError.providerOff) {
                try await BeginProviderSignIn(house.services)(next: "", by: .anonymous, from: Origin())
            }
        }
        let nobody: [SettingName: String] = [.publicURL: "http://127.0.0.1", .oidcIssuer: "http://127.0.0.1:9", .oidcClient: "cchc"]
        try await CitizensHouse.open(nobody) { house in
            await #expect(throws: CitizensError.providerFailed) {
                try await BeginProviderSignIn(house.services)(next: "", by: .anonymous, from: Origin())
            }
        }
    }

    @Test func `is asked by calls that take no more than they want, and go nowhere else`() async throws {
        let address = provider.issuer + "/.well-known/openid-configuration"
        var call = HTTPCall(address)
        #expect(try await call().status == 200)
        call.limit = 100
        await #expect(throws: HTTPCallError.self) { try await call() }
        #expect(try await HTTPCall(provider.issuer + "/nowhere")().status == 404)
        // A redirection is an answer like any other.
        let way = "/oauth2/authorize?response_type=code&client_id=x&redirect_uri=http%3A%2F%2Flocalhost%2Fb&scope=openid&code_challenge=y"
        let form = ["Content-Type: application/x-www-form-urlencoded"]
        let agreed = HTTPCall(provider.issuer + way + "&code_challenge_method=S256", headers: form, body: Array("sub=mai".utf8))
        #expect(try await agreed().status == 302)
        for address in ["file:///etc/passwd", "gopher://127.0.0.1/", "nowhere", ""] {
            await #expect(throws: HTTPCallError.self, "\(address)") { try await HTTPCall(address)() }
        }
    }

    @Test func `is whole or not at all`() async throws {
        let settings: [SettingName: String] = [
            .publicURL: "http://127.0.0.1", .oidcIssuer: provider.issuer, .oidcClient: "cchc", .oidcSecret: "x",
        ]
        // Half an hour ahead of the provider, whose tokens are good for an hour: the same moment in every house.
        let moment = SystemClock.now().milliseconds + 1_800_000
        func timely(_ plain: Services) throws -> Services {
            var services = plain
            services.now = { Timestamp(milliseconds: moment) }
            let values = Dictionary(uniqueKeysWithValues: plain.settings.lines.map { ($0.name, $0.value) })
            services.settings = try Settings(options: values.merging(settings) { $1 })
            return services
        }
        try await failsWhole(BeginProviderSignIn.self, isAudited: false) { plain in
            _ = try await BeginProviderSignIn(try timely(plain))(next: "", by: .anonymous, from: Origin())
        }
        let provider = provider
        try await failsWhole(
            FinishProviderSignIn.self, transactions: 4,
            given: { plain in
                try await RegisterCitizen(try timely(plain))(try #require(ContactAddress("0901234567")), CitizenProfile(name: "Mai"))
            },
            { plain in
                let services = try timely(plain)
                let found = try await services.database.read { db in
                    try db.row("SELECT id FROM citizens_people").flatMap { try CitizenStore.find($0.id("id"), db) }
                }
                let mai = try #require(found)
                let actor = Actor(.citizen, name: "mai", citizen: mai.id.rawValue)
                let session = try await OpenCitizenSession(services)(for: mai)
                let begun = try await BeginProviderSignIn(services)(next: "", by: actor, session: session, from: Origin())
                let back = FormText.fields(try provider.agree(at: begun.way.text, as: "mai").split(separator: "?")[1])
                let answer = FinishProviderSignIn.Answer(code: back["code"] ?? "", state: back["state"] ?? "")
                _ = try await FinishProviderSignIn(services)(answer, begun.secret, by: actor, from: Origin())
            })
    }
}

@Suite struct `The way to a provider` {
    @Test func `is not begun by another site`() async throws {
        let nobody: [SettingName: String] = [.publicURL: "http://127.0.0.1", .oidcIssuer: "http://127.0.0.1:9", .oidcClient: "cchc"]
        try await CitizensHouse.open(nobody) { house in
            try await house.client { client in
                for (site, isOurs) in [("cross-site", false), ("same-site", false), ("same-origin", true), ("none", true)] {
                    let headers: HTTPFields = [try #require(HTTPField.Name("Sec-Fetch-Site")): site]
                    let answer = try await client.executeRequest(
                        uri: "/citizens/sign-in/provider?next=%2Fcitizens%2Fdata", method: .get, headers: headers, body: nil)
                    // Nobody answers at the provider's address, so a way that is begun fails.
                    #expect(answer.status == (isOurs ? .unprocessableContent : .seeOther), "\(site)")
                    #expect(answer.location == (isOurs ? nil : "/citizens/sign-in?next=%2Fcitizens%2Fdata"), "\(site)")
                }
                #expect(try await house.count("citizens_flows") == 2)
            }
        }
    }
}
