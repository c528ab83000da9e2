import Accounts
import App
import Citizens
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import TestSupport
import Testing

@Suite struct `An account that is open` {
    @Test func `is not kept by whoever finds its session: what opens it is changed after a code alone`() async throws {
        try await CitizensHouse.open { house in
            let jar = Jar()
            jar.set("cchc_citizen", try await house.signIn("0901234567").session.text)
            house.clock.advance(milliseconds: 15 * 60_000)
            try await house.client { client in
                for path in ["/citizens/contact", "/citizens/password"] {
                    let page = try await client.get(path, jar).text
                    #expect(page.contains("Gửi mã tới ••• ••• 567"), "\(path)")
                    #expect(!page.contains("name=\"password\"") && !page.contains("id=\"contact\""), "\(path)")
                }
                let values = ["password": CitizensHouse.password, "again": CitizensHouse.password]
                #expect(try await client.post("/citizens/password", values, jar).status == .unprocessableContent)
                #expect(try await client.post("/citizens/contact", ["contact": "0907654321"], jar).status == .unprocessableContent)
                #expect(try await house.count("citizens_codes") == 1, "the one that opened it")
                // Only to an address that the account has, and whoever answers goes on in a new session.
                #expect(try await client.post("/citizens/contact", ["own": "1"], jar).status == .unprocessableContent)
                let old = jar.cookies["cchc_citizen"]
                _ = try await client.post("/citizens/contact", ["own": "0", "next": "/citizens/password"], jar)
                let proven = try await client.post("/citizens/code", ["code": try await house.code()], jar)
                #expect(proven.location == "/citizens/password" && jar.cookies["cchc_citizen"] != old)
                #expect(try await client.post("/citizens/password", values, jar).location == "/citizens/security?done=password")
                _ = try await client.post("/citizens/contact", ["contact": "lan@example.vn"], jar)
                let set = try await client.post("/citizens/code", ["code": try await house.code(byEmail: true)], jar)
                #expect(set.location == "/citizens/security?done=contact")
            }
        }
    }
}
