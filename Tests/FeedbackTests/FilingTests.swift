import Feedback
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Sending a petition` {
    @Test func `gives a receipt by which its sender sees how far it is, and nobody's name`() async throws {
        try await FeedbackHouse.open { house in
            let form = try await house.page("/feedback/new", by: nil)
            #expect(form.status == 200)
            let ticket = try #require(form.text.firstMatch(of: /name="ticket" value="([^"]+)"/)?.1)
            #expect(form.words.contains("15 ngày làm việc"))
            let values = [
                "ticket": String(ticket), "unit": "A", "title": "Phiếu hẹn không ghi giờ", "text": FeedbackHouse.text, "who": "named",
                "name": "Nguyễn Văn Ánh", "address": "12 Lê Lợi", "phone": "0901 234 567", "consents": "1", "coordinates": "16.05, 108.2",
            ]
            let sent = try await house.send("/feedback/new", values, files: [("photos", "a.jpg", TestPhoto.jpeg)], by: nil)
            #expect(sent.status == 303)
            let location = try #require(sent.location)
            let track = try await house.page(location, by: nil)
            #expect(track.words.contains("PA-2026-000001"))
            #expect(track.words.contains("Phường Một"))
            #expect(track.text.contains("<svg class=\"qr\""))
            #expect(!track.words.contains("Nguyễn Văn Ánh") && !track.words.contains("0901"))
            // The form that is sent again, for the answer was lost, is the same petition.
            let again = try await house.send("/feedback/new", values, by: nil)
            #expect(again.location == location)
            let petition = try await house.page("/feedback/petitions/PA-2026-000001", by: "officer")
            #expect(petition.words.contains("Nguyễn Văn Ánh, 12 Lê Lợi, 0901 234 567"))
            #expect(petition.words.contains("16.050000, 108.200000"))
            let receipt = try #require(location.split(separator: "/").last?.split(separator: "?").first)
            #expect(!petition.text.contains(receipt), "officials never see the receipt")
            let photo = try await house.page("/feedback/petitions/PA-2026-000001/photos/1", by: "officer")
            #expect(photo.type == "image/jpeg")
            #expect(!photo.text.contains("SECRET"))
            #expect(try await house.page("/feedback/petitions/PA-2026-000001/photos/1", by: "officer-b").status == 404)
            #expect(try await house.page("/feedback/track?code=\(receipt.lowercased())", by: nil).words.contains("PA-2026-000001"))
        }
    }

    @Test func `says of each field what is wrong, in both languages, and keeps what was typed`() async throws {
        try await FeedbackHouse.open { house in
            let values = [
                "title": "", "text": "Kept text", "who": "named", "phone": "abc", "email": "x", "coordinates": "north", "ticket": "short",
            ]
            for language in [Language.vi, .en] {
                let page = try await house.send("/feedback/new", values, by: nil, language: language)
                #expect(page.status == 422)
                for field in ["title", "name", "address", "phone", "email", "coordinates"] {
                    #expect(page.text.contains("id=\"\(field)-error\""), "\(field)")
                }
                #expect(page.text.contains("Kept text"))
                #expect(!page.words.contains("feedback."))
            }
        }
    }

    @Test func `without a name is a class of its own, and keeps nothing of who it is`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.file { $0.isAnonymous = true }
            #expect(petition.class == .anonymous)
            let page = try await house.page("/feedback/petitions/\(petition.number)", by: "officer")
            #expect(page.words.contains("Không nêu tên"))
            #expect(!page.words.contains("12 Lê Lợi"))
            // Nobody finds it to be another class.
            let handled = try await ClassifyPetition(house.bureau)(PetitionAct(petition.number), as: .conduct, by: house.person("officer"))
            #expect(handled.class == .anonymous)
        }
    }

    @Test(arguments: ["citizen", "officer-b"]) func `without a name names nobody, though its sender is signed in`(sender: String)
        async throws
    {
        try await FeedbackHouse.open { house in
            let actor = try house.person(sender)
            func send(_ name: String, _ verb: () async throws -> Void) async throws {
                try await verb()
                let contents = try await house.services.database.read { db in
                    try db.rows("SELECT login AS who FROM feedback_events UNION ALL SELECT actor FROM platform_audit").map {
                        try $0.string("who")
                    }
                }
                #expect(!contents.isEmpty && !contents.contains { $0.contains(actor.name) }, "\(name)")
            }
            var petition: Petition?
            try await send("filing") {
                petition = try await FilePetition(house.bureau)(
                    house.draft {
                        $0.isAnonymous = true
                        $0.petitioner.citizen = actor.citizen
                    }, from: "10.0.0.1", by: actor)
            }
            let filed = try #require(petition)
            try await AskPetitioner(house.bureau)(house.act(filed), by: house.person("officer"))
            try await send("adding") { try await SupplyPetition(house.bureau)("Thêm", receipt: filed.receipt.text, by: actor) }
            try await AnswerPetition(house.bureau)(house.act(filed, "Xong"), by: house.person("officer"))
            try await send("rating") {
                try await RatePetition(house.bureau)(.satisfied, comment: "", receipt: filed.receipt.text, by: actor)
            }
        }
    }

    @Test func `to nobody in particular goes to whoever receives for all`() async throws {
        try await FeedbackHouse.open { house in
            await #expect(throws: Faults.self) { try await house.file { $0.unit = "" } }
            await #expect(throws: Faults.self) { try await house.file { $0.unit = "C" } }
            await #expect(throws: AccessError.self) {
                try await ChooseReceiver(house.bureau)("B", from: CalendarDate("2026-04-01"), source: "QĐ", by: house.person("head"))
            }
            try await ChooseReceiver(house.bureau)("B", from: CalendarDate("2026-04-01"), source: "QĐ", by: house.person("admin"))
            let petition = try await house.file { $0.unit = "" }
            #expect(try await house.page("/feedback/petitions/\(petition.number)", by: "officer-b").status == 200)
            #expect(try await house.page("/feedback/new", by: nil).words.contains("Tôi không rõ – gửi Phường Hai"))
        }
    }

    @Test func `in English is kept as such and told so`() async throws {
        try await FeedbackHouse.open { house in
            let petition = try await house.file { $0.language = .en }
            let page = try await house.page("/feedback/petitions/\(petition.number)", by: "officer")
            #expect(page.words.contains("Ngôn ngữ trả lời Tiếng Anh"))
            let track = try await house.page("/feedback/track/\(petition.receipt)", by: nil, language: .en)
            #expect(track.words.contains("It has arrived"))
        }
    }

    @Test func `on paper is entered by an official of the unit alone`() async throws {
        try await FeedbackHouse.open { house in
            let values = [
                "ticket": "TICKETTICKET1234", "channel": "phone", "title": "Đèn hỏng", "text": "Tổ 5", "who": "named", "name": "Bà Năm",
                "address": "Tổ 5", "phone": "0901234567",
            ]
            #expect(try await house.send("/feedback/units/A/new", values, by: "officer-b").status == 403)
            let sent = try await house.send("/feedback/units/A/new", values, by: "clerk")
            #expect(sent.status == 303)
            #expect(try await house.page("/feedback/petitions/PA-2026-000001", by: "clerk").words.contains("Điện thoại"))
        }
    }

    @Test func `lists a citizen's own and nobody else's`() async throws {
        try await FeedbackHouse.open { house in
            try await house.file()
            let own = try await FilePetition(house.bureau)(
                house.draft { $0.petitioner.citizen = "C-1" }, from: nil, by: house.person("citizen"))
            let page = try await house.page("/feedback/mine", by: "citizen")
            #expect(page.words.contains(own.number))
            #expect(!page.words.contains("PA-2026-000001"))
            #expect(try await house.page("/feedback/mine", by: "officer").status != 200)
        }
    }
}

@Suite struct `What is no photo` {
    @Test(
        arguments: [
            ("evil.jpg", Array("MZ\u{90}\0".utf8)), ("page.png", Array("<html><script>alert(1)</script>".utf8)),
            ("paper.jpg", Array("%PDF-1.4\nstartxref\n%%EOF".utf8)),
            ("half.jpg", Array(TestPhoto.jpeg.prefix(60))), ("half.png", Array(TestPhoto.png.prefix(40))), ("empty.jpg", [0]),
        ] as [(String, [UInt8])])
    func `is refused with its name, and nothing is stored`(name: String, bytes: [UInt8]) async throws {
        try await FeedbackHouse.open { house in
            let values = [
                "ticket": "TICKETTICKET1234", "unit": "A", "title": "T", "text": "T", "who": "anonymous",
            ]
            let before = try await DatabaseContents(house.services.database)
            let page = try await house.send("/feedback/new", values, files: [("photos", name, bytes)], by: nil)
            #expect(page.status == 422)
            #expect(page.text.contains("id=\"photos-error\""))
            #expect(page.words.contains(name))
            #expect(try await DatabaseContents(house.services.database) == before)
        }
    }

    @Test func `is looked into by the scanner of the house, which lets nothing through that it finds or cannot look at`() async throws {
        let scanner = try TestScanner()
        defer { scanner.close() }
        let values = ["ticket": "TICKETTICKET1234", "unit": "A", "title": "T", "text": "T", "who": "anonymous"]
        try await FeedbackHouse.open([.clamd: scanner.address]) { house in
            let before = try await DatabaseContents(house.services.database)
            let infected = [(field: "photos", name: "a.jpg", bytes: TestPhoto.jpeg + TestScanner.eicar)]
            #expect(try await house.send("/feedback/new", values, files: infected, by: nil).status == 422)
            #expect(try await DatabaseContents(house.services.database) == before)
            let clean = [(field: "photos", name: "a.jpg", bytes: TestPhoto.jpeg)]
            #expect(try await house.send("/feedback/new", values, files: clean, by: nil).status == 303)
        }
        scanner.close()
        try await FeedbackHouse.open([.clamd: scanner.address]) { house in
            let page = try await house.send("/feedback/new", values, files: [("photos", "a.jpg", TestPhoto.jpeg)], by: nil)
            #expect(page.status == 503)
        }
    }

    @Test func `nor are four of them`() async throws {
        try await FeedbackHouse.open { house in
            let values = ["ticket": "TICKETTICKET1234", "unit": "A", "title": "T", "text": "T", "who": "anonymous"]
            let files = (1...4).map { (field: "photos", name: "\($0).png", bytes: TestPhoto.png) }
            let refused = try await house.send("/feedback/new", values, files: files, by: nil)
            let taken = try await house.send("/feedback/new", values, files: Array(files.prefix(3)), by: nil)
            #expect(refused.status == 422)
            #expect(taken.status == 303)
        }
    }
}
