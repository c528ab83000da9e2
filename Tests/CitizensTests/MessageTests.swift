import Accounts
import App
import Citizens
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `What citizens are told` {
    private func send(_ house: CitizensHouse, _ citizen: TestCitizen, reference: String, _ services: Services? = nil) async throws {
        let services = services ?? house.services
        try await services.database.write { db in
            let message = CitizenMessage("citizens.told.accepted", link: "/citizens/delegations", reference: reference) { _ in
                ["name": "Mai & <b>Bình</b>"]
            }
            try CitizenMessages(services).send(message, to: citizen.id, in: db)
        }
    }

    @Test func `lies on their page and comes by telephone and e-mail, once, in their language`() async throws {
        try await CitizensHouse.open([.publicURL: "https://caicach.tinh.gov.vn"]) { house in
            let citizen = try await TestCitizen.open(house.services)
            let asked = try await AskForCode(house.services)(
                "lan@example.vn", by: citizen.actor, session: citizen.session, in: .vi, from: Origin())
            _ = try await ProveCode(house.services)(
                asked, code: try await house.code(byEmail: true), by: citizen.actor, in: .vi, from: Origin())
            try await ChangeProfile(house.services)(ProfileDraft(name: "Lan", language: .en), by: citizen.actor)
            let before = (try await house.messages().count, try await house.letters().count)
            for _ in 1...2 { try await send(house, citizen, reference: "test/1") }
            let (texts, letters) = (try await house.messages(), try await house.letters())
            #expect(texts.count == before.0 + 1 && letters.count == before.1 + 1)
            #expect(texts.last == "+84901234567\nMai & <b>Bình</b> now acts for you https://caicach.tinh.gov.vn/citizens/delegations\n")
            #expect(letters.last?.hasPrefix("lan@example.vn\nMai & <b>Bình</b> now acts for you\nFrom now on") == true)
            let jar = Jar()
            jar.set("cchc_citizen", citizen.session.text)
            try await house.client { client in
                let page = try await client.get("/citizens/messages", jar).text
                #expect(page.contains("Mai &amp; &lt;b&gt;Bình&lt;/b&gt; now acts for you") && !page.contains("<b>Bình"))
                let id = try #require(page.firstMatch(of: /name="message" value="([0-9A-Z]{26})"/)?.1)
                #expect(try await client.get("/citizens?lang=vi", jar).text.contains("2 thông báo chưa đọc"))
                #expect(try await client.post("/citizens/messages", ["message": String(id)], jar).location == "/citizens/delegations")
                #expect(try await client.get("/citizens?lang=vi", jar).text.contains("1 thông báo chưa đọc"))
                _ = try await client.post("/citizens/messages", [:], jar)
                #expect(try await !client.get("/citizens?lang=vi", jar).text.contains("chưa đọc"))
                let stranger = Jar()
                stranger.set("cchc_citizen", try await TestCitizen.open(house.services, "0907654321").session.text)
                #expect(try await client.post("/citizens/messages", ["message": String(id)], stranger).status == .notFound)
            }
        }
    }

    @Test func `stays on the page where they want no more`() async throws {
        try await CitizensHouse.open { house in
            let citizen = try await TestCitizen.open(house.services)
            try await ChangeProfile(house.services)(ProfileDraft(name: "Lan", tellsBySMS: false), by: citizen.actor)
            try await send(house, citizen, reference: "test/1")
            #expect(try await house.messages().isEmpty)
            #expect(try await house.count("citizens_messages") == 1)
            try await CloseCitizen(house.services)(isConfirmed: true, by: citizen.actor)
            try await send(house, citizen, reference: "test/2")
            #expect(try await house.count("citizens_messages") == 0, "nobody is there any more")
        }
    }

    @Test func `waits for a gateway that is away, with growing pauses, and is given up in the end`() async throws {
        try await CitizensHouse.open([.sms: "file:/proc/nowhere"]) { house in
            let citizen = try await TestCitizen.open(house.services)
            try await send(house, citizen, reference: "test/1")
            let carry = SendTexts(house.services)
            for minutes in [1, 2, 5, 15, 60, 180, 360, 720] {
                #expect(try await carry.round() == 1)
                #expect(try await carry.round() == 0)
                house.clock.advance(milliseconds: Int64(minutes) * 60_000)
            }
            #expect(try await carry.round() == 1)
            house.clock.advance(milliseconds: 30 * 86_400_000)
            #expect(try await carry.round() == 0)
            #expect(try await house.dump().contains("writing into the folder of messages"))
            let kept = try await house.services.database.read { db in
                try db.rows("SELECT phone, text FROM citizens_texts").map { "\(try $0.string("phone"))\(try $0.string("text"))" }
            }
            #expect(kept == [""])
        }
    }

    @Test func `falls into the folder whole, and names its file alone`() async throws {
        try await CitizensHouse.open { house in
            let citizen = try await TestCitizen.open(house.services)
            try await send(house, citizen, reference: "test/1")
            #expect(try await house.messages().count == 1)
            let names = try FileManager.default.contentsOfDirectory(atPath: house.folder.path)
            #expect(names.count == 1 && names[0].wholeMatch(of: /[0-9A-Z]{26}\.txt/) != nil)
            let kept = try await house.services.database.read { db in
                try db.rows("SELECT phone, text FROM citizens_texts").map { "\(try $0.string("phone"))\(try $0.string("text"))" }
            }
            #expect(kept == [""], "text and number are gone from the outbox")
        }
    }

    @Test(arguments: [
        ("file:var/sms", true), ("https://u:p@sms.example.vn/send", true), ("http://localhost:9/x", true),
        ("http://sms.example.vn/", false),
        ("file:", false), ("ftp://x", false), ("sms", false), ("https://", false), ("https://x/?a=b", false),
    ]) func `goes by a gateway that keeps it to itself`(text: String, isOne: Bool) {
        #expect((SMSGateway(text) != nil) == isOne)
    }

    @Test func `is carried by a server that is called, which must not be called again for what it does not understand`() async throws {
        let gateway = try SMSStand()
        try await CitizensHouse.open([.sms: "http://cchc:m%E1%BA%ADt@127.0.0.1:\(gateway.port)/send"]) { house in
            #expect(!house.services.settings.lines.contains { $0.value.contains("%E1%BA%ADt") })
            let citizen = try await TestCitizen.open(house.services)
            for (number, status) in [200, 400, 503].enumerated() {
                try await send(house, citizen, reference: "test/\(number)")
                gateway.answer(status)
                #expect(try await SendTexts(house.services).round() == 1)
            }
            let request = try #require(gateway.requests.first)
            #expect(request.hasPrefix("POST /send HTTP/1.1"))
            #expect(request.contains("Authorization: Basic " + Data("cchc:mật".utf8).base64EncodedString()))
            #expect(request.contains(#""to":"+84901234567""#))
            let fates = try await house.services.database.read { db in
                try db.rows("SELECT sent_ms, due_ms FROM citizens_texts ORDER BY id").map {
                    (try $0.optionalInteger("sent_ms") != nil, try $0.optionalInteger("due_ms") != nil)
                }
            }
            #expect(fates.map(\.0) == [true, false, false] && fates.map(\.1) == [false, false, true])
        }
    }
}
