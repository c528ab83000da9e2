import Feedback
import Foundation
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `A dialogue conference` {
    private static let plan = [
        "title": "Đối thoại về cải cách hành chính", "place": "Hội trường", "day": "05/05/2026", "clock": "8h00",
        "questions_until": "04/05/2026",
        "chair": "Phan Thị Kim Oanh", "secretary": "Nguyễn Thị Mai", "agenda": "08:00; Khai mạc; Thư ký\n09:00; Hỏi đáp",
        "groups": "Tổ trưởng; 33\nNgười dân; 120",
    ]

    private func planned(_ house: FeedbackHouse) async throws -> String {
        let sent = try await house.send("/feedback/units/A/conferences/new", Self.plan, by: "head")
        #expect(sent.status == 303)
        return try #require(sent.location?.split(separator: "/").last?.split(separator: "?").first.map(String.init))
    }

    @Test func `goes from its plan to promises that were kept`() async throws {
        try await FeedbackHouse.open(printer) { house in
            let number = try await planned(house)
            let address = "/feedback/conferences/\(number)"
            #expect(number == "DT-2026-0001")
            let shown = try await house.page(address, by: nil)
            #expect(shown.words.contains("Người dân 120 –") && shown.words.contains("08:00 Khai mạc – Thư ký"))
            // Beforehand, by anybody; a form that is sent twice is one question.
            let form = try await house.page("\(address)/ask", by: nil)
            let ticket = try #require(form.text.firstMatch(of: /name="ticket" value="([^"]+)"/)?.1)
            let ask = [
                "ticket": String(ticket), "text": "Gửi bưu điện có chậm không?", "group": "Người dân", "email": "a@example.vn",
                "name": "Bà Hoa",
            ]
            for _ in 0..<2 { #expect(try await house.send("\(address)/ask", ask, by: nil).status == 303) }
            // Nobody sees it before the results are public, and its asker's name never.
            #expect(try await !house.page(address, by: nil).words.contains("Gửi bưu điện"))
            house.stand("2026-05-05 09:00")
            #expect(try await house.send("\(address)/ask", ask.merging(["ticket": "ANOTHERTICKET123"]) { $1 }, by: nil).status == 422)
            let floor = ["ticket": "FLOORTICKET12345", "text": "Bao giờ sửa đường?", "group": "Tổ trưởng", "theme": "sample-communes:3.2"]
            #expect(try await house.send("\(address)/floor", floor, by: "officer-b").status == 403)
            #expect(try await house.send("\(address)/floor", floor, by: "clerk").status == 303)
            let answer = ["answer": "Không: thời hạn không đổi.", "person": "Chủ tịch", "shown": "1"]
            #expect(try await house.send("\(address)/questions/1", answer, by: "officer").status == 303)
            #expect(try await house.send("\(address)/questions/1", answer, by: "officer-b").status == 403)
            let promise = ["text": "Sửa đường tổ 12", "person": "Trịnh Đức Long", "unit": "B", "due": "30/05/2026", "question": "2"]
            #expect(try await house.send("\(address)/promises", promise, by: "officer").status == 403)
            #expect(try await house.send("\(address)/promises", promise.merging(["due": "01/05/2026"]) { $1 }, by: "head").status == 422)
            #expect(try await house.send("\(address)/promises", promise, by: "head").status == 303)
            // What was heard is written down, with who came.
            var after = Self.plan
            after["groups"] = "Tổ trưởng; 33; 31\nNgười dân; 120; 104"
            after["version"] = "1"
            #expect(try await house.send("\(address)/plan", after, by: "head").status == 303)
            #expect(try await house.send("\(address)/plan", after, by: "head").status == 409)
            #expect(try await house.send("\(address)/publish", [:], by: "head").status == 303)
            let results = try await house.page(address, by: nil)
            #expect(results.words.contains("Không: thời hạn không đổi.") && results.words.contains("Người dân 120 104"))
            #expect(results.words.contains("1 câu hỏi chưa được trả lời."))
            #expect(!results.words.contains("Bà Hoa") && !results.words.contains("a@example.vn"))
            // The promise is late after its day, on the page and on the desk of the unit that keeps it.
            house.stand("2026-06-01 09:00")
            #expect(try await house.page(address, by: nil).words.contains("Đã thực hiện 0 trên 1; trễ hạn 1."))
            #expect(try await house.page("/feedback/units/B", by: "head-b").words.contains("Sửa đường tổ 12"))
            let end = ["outcome": "kept", "day": "01/06/2026", "evidence": "Biên bản nghiệm thu"]
            #expect(try await house.send("\(address)/promises/1", ["outcome": "kept", "day": "01/06/2026"], by: "head-b").status == 422)
            #expect(
                try await house.send("\(address)/promises/1", end, files: [("file", "anh.png", TestPhoto.png)], by: "head-b").status == 303)
            #expect(try await house.send("\(address)/promises/1", end, by: "head-b").status == 409)
            #expect(try await house.page(address, by: nil).words.contains("Thực hiện muộn"))
            #expect(try await house.page("\(address)/promises/1/file", by: nil).status == 200)
            if !printer.isEmpty {
                let paper = try await house.page("\(address)/minutes.pdf", by: nil)
                #expect(paper.type == "application/pdf")
                #expect(paper.bytes.starts(with: Array("%PDF-".utf8)))
            }
            // Kept late, and one of two questions answered in time.
            house.stand("2026-07-02 09:00")
            try await MeasureFeedback(house.bureau)(.quarter(2, of: 2026), by: house.person("controller"))
            let values = try await house.services.database.read { db in
                try db.rows(
                    "SELECT u.code, i.indicator, i.numerator, i.denominator FROM platform_indicators i JOIN units_units u ON u.id = i.unit_id ORDER BY u.code, i.indicator"
                ).map {
                    try [$0.string("code"), $0.string("indicator"), $0.string("numerator"), $0.string("denominator")].joined(separator: " ")
                }
            }
            #expect(values == ["A feedback.questions_answered_on_time 1 2", "B feedback.promises_kept 0 1"])
        }
    }

    @Test func `names what is wrong in its plan, with the line`() async throws {
        try await FeedbackHouse.open { house in
            var plan = Self.plan
            plan["day"] = "31/02/2026"
            plan["agenda"] = "08:00; Khai mạc; A\n25:99; Sai; B"
            plan["groups"] = "Tổ trưởng; nhiều"
            plan["title"] = ""
            let page = try await house.send("/feedback/units/A/conferences/new", plan, by: "head", language: .en)
            #expect(page.status == 422)
            #expect(page.words.contains("Line 2 is not as it should be.") && page.words.contains("Line 1 is not as it should be."))
            #expect(page.text.contains("id=\"day-error\""))
            plan = Self.plan
            plan["questions_until"] = "06/05/2026"
            #expect(try await house.send("/feedback/units/A/conferences/new", plan, by: "head").status == 422)
            #expect(try await house.send("/feedback/units/A/conferences/new", Self.plan, by: "head-b").status == 403)
            #expect(try await house.send("/feedback/units/A/conferences/new", Self.plan, by: "officer").status == 403)
        }
    }

    @Test func `takes themes that are criteria of a set, and no others`() async throws {
        try await FeedbackHouse.open { house in
            let number = try await planned(house)
            func ask(_ theme: String) async throws -> ConferenceQuestion {
                let ticket = "THEME\(theme)PADPADPADPAD".prefix(40).description
                let draft = AskQuestion.Draft("Bao giờ?", origin: .floor, theme: theme, ticket: ticket)
                return try await AskQuestion(house.bureau)(draft, conference: number, by: house.person("clerk"))
            }
            #expect(try await ask("sample-communes:3.2").theme?.criterion == "3.2")
            #expect(try await ask("").theme == nil)
            for theme in ["sample-communes:99.9", "nothing:3.2", "sample-communes@1900:3.2", "3.2"] {
                await #expect(throws: Faults.self, "\(theme)") { try await ask(theme) }
            }
            await #expect(throws: Faults.self) {
                try await AnswerQuestion(house.bureau)(
                    "Sớm", by: "A", to: 1, conference: number, theme: "sample-communes:99.9", by: house.person("officer"))
            }
            let page = try await house.send(
                "/feedback/conferences/\(number)/floor",
                ["ticket": "FLOORTICKET12345", "text": "Bao giờ?", "theme": "sample-communes:99.9"], by: "clerk", language: .en)
            #expect(page.status == 422 && page.words.contains("There is no criterion 99.9 in a set sample-communes."))
        }
    }

    @Test func `that is put off puts off the days of what was asked beforehand, one that was held does not`() async throws {
        try await FeedbackHouse.open { house in
            let number = try await planned(house)
            let draft = AskQuestion.Draft("Bao giờ?", origin: .before, ticket: "TICKETTICKET0009")
            try await AskQuestion(house.bureau)(draft, conference: number, from: "10.0.0.1", by: .anonymous)
            func due() async throws -> CalendarDate? {
                try await house.services.database.read {
                    try $0.row("SELECT due_ms FROM feedback_questions")?.timestamp("due_ms").vietnamDate
                }
            }
            func move(to day: String, version: Int) async throws {
                let plan = Self.plan.merging(["day": day, "version": "\(version)"]) { $1 }
                #expect(try await house.send("/feedback/conferences/\(number)/plan", plan, by: "head").status == 303)
            }
            #expect(try await due() == CalendarDate("2026-05-26"))
            try await move(to: "12/05/2026", version: 1)
            #expect(try await due() == CalendarDate("2026-06-02"))
            house.stand("2026-05-13 09:00")
            try await move(to: "30/06/2026", version: 2)
            #expect(try await due() == CalendarDate("2026-06-02"))
        }
    }

    @Test func `turns down with a reason what is no question, and owes it no answer`() async throws {
        try await FeedbackHouse.open { house in
            let number = try await planned(house)
            for index in 1...2 {
                let draft = AskQuestion.Draft("Mua hàng ngay!", origin: .before, ticket: "TICKETTICKET000\(index)")
                try await AskQuestion(house.bureau)(draft, conference: number, from: "10.0.0.1", by: .anonymous)
            }
            let refusal = "/feedback/conferences/\(number)/questions/1/refusal"
            #expect(
                try await house.page("/feedback/conferences/\(number)/questions/1", by: "officer").text.contains("action=\"\(refusal)\""))
            #expect(try await house.send(refusal, ["reason": " "], by: "officer").status == 422)
            #expect(try await house.send(refusal, ["reason": "Quảng cáo"], by: "officer-b").status == 403)
            #expect(try await house.send(refusal, ["reason": "Quảng cáo"], by: "officer").status == 303)
            #expect(try await house.send(refusal, ["reason": "Quảng cáo"], by: "officer").status == 409)
            let answer = ["answer": "Có.", "person": "Chủ tịch", "shown": "1"]
            #expect(try await house.send("/feedback/conferences/\(number)/questions/2", answer, by: "officer").status == 303)
            house.stand("2026-05-06 09:00")
            try await PublishConference(house.bureau)(number, by: house.person("head"))
            let address = "/feedback/conferences/\(number)"
            #expect(try await house.page(address, by: "officer").words.contains("Đã từ chối: Quảng cáo"))
            let seen = try await house.page(address, by: nil).words
            #expect(!seen.contains("Quảng cáo") && !seen.contains("chưa được trả lời"))
            house.stand("2026-07-02 09:00")
            try await MeasureFeedback(house.bureau)(.quarter(2, of: 2026), by: house.person("controller"))
            let asked = try await house.services.database.read { db in
                try db.row("SELECT denominator FROM platform_indicators WHERE indicator = 'feedback.questions_answered_on_time'")?
                    .string("denominator")
            }
            #expect(asked == "1")
        }
    }

    @Test func `shows everybody no question before each place that may name a person was decided (FB-5)`() async throws {
        try await FeedbackHouse.open { house in
            let number = try await planned(house)
            let text = "Ông Trần Văn B, số 0901234567, bao giờ trả?"
            let draft = AskQuestion.Draft(text, origin: .before, ticket: "TICKETTICKET0009")
            try await AskQuestion(house.bureau)(draft, conference: number, from: "10.0.0.1", by: .anonymous)
            let question = "/feedback/conferences/\(number)/questions/1"
            #expect(try await house.page(question, by: "officer").text.contains("name=\"mask_2\""))
            let answer = ["answer": "Tuần sau.", "person": "Chủ tịch", "shown": "1", "masks": "2", "mask_2": "mask"]
            let undecided = try await house.send(question, answer, by: "officer")
            #expect(undecided.status == 422 && undecided.text.contains("id=\"mask_1-error\""))
            #expect(try await house.send(question, answer.merging(["mask_1": "keep"]) { $1 }, by: "officer").status == 303)
            house.stand("2026-05-06 09:00")
            try await PublishConference(house.bureau)(number, by: house.person("head"))
            let address = "/feedback/conferences/\(number)"
            #expect(try await house.page(address, by: nil).words.contains("Ông Trần Văn B, số […], bao giờ trả?"))
            #expect(try await house.page(address, by: "officer").words.contains(text))
            // What is shown to nobody need not be decided about.
            let hidden = ["answer": "Tuần sau.", "person": "Chủ tịch", "masks": "2"]
            #expect(try await house.send(question, hidden, by: "officer").status == 303)
            #expect(try await !house.page(address, by: nil).words.contains("bao giờ trả"))
        }
    }

    @Test func `knows the groups that its plan names, and no others (FB-21)`() async throws {
        try await FeedbackHouse.open { house in
            let number = try await planned(house)
            let path = "/feedback/conferences/\(number)/ask"
            #expect(try await house.page(path, by: nil).text.contains("<option value=\"Tổ trưởng\""))
            let ask = ["ticket": "TICKETTICKET0009", "text": "Bao giờ?", "group": "Báo chí"]
            let refused = try await house.send(path, ask, by: nil)
            #expect(refused.status == 422 && refused.words.contains("Chọn một thành phần của hội nghị: Tổ trưởng; Người dân."))
            #expect(try await house.send(path, ask.merging(["group": ""]) { $1 }, by: nil).status == 303)
        }
    }

    @Test func `is read once for all who see the list, until something changes`() async throws {
        try await FeedbackHouse.open { house in
            let number = try await planned(house)
            func titles() async throws -> String { try await house.page("/feedback/conferences", by: nil).words }
            #expect(try await titles().contains("Đối thoại về cải cách hành chính"))
            _ = try await house.services.database.write { db in try db.run("UPDATE feedback_conferences SET title = 'Khác'") }
            #expect(try await titles().contains("Đối thoại về cải cách hành chính"), "kept")
            let draft = AskQuestion.Draft("Bao giờ?", origin: .before, ticket: "TICKETTICKET0009")
            try await AskQuestion(house.bureau)(draft, conference: number, from: "10.0.0.1", by: .anonymous)
            #expect(try await titles().contains("Khác"))
        }
    }

    @Test func `is not published before it was held, and its minutes are nobody's before that`() async throws {
        try await FeedbackHouse.open { house in
            let number = try await planned(house)
            let page = try await house.send("/feedback/conferences/\(number)/publish", [:], by: "head")
            #expect(page.status == 422)
            #expect(try await house.page("/feedback/conferences/\(number)/minutes.pdf", by: nil).status == 404)
            house.stand("2026-05-06 09:00")
            #expect(try await house.page("/feedback/conferences/\(number)/minutes.pdf", by: nil).status == 404)
            await #expect(throws: FeedbackError.notYourWork(.lead)) {
                try await PublishConference(house.bureau)(number, by: house.person("head-b"))
            }
        }
    }
}
