import Dossiers
import Kernel
import Online
import Platform
import Storage
import TestSupport
import Testing
import WorkingTime

@Suite struct `The counter and what came from home` {
    @Test func `has 8 working hours to answer, and is told when they are over (OS-3)`() async throws {
        try await OnlineHouse.open { house in
            house.stand("2024-03-04 16:30")
            let sent = try await house.submitted()
            #expect(sent.answerDue == OnlineHouse.moment("2024-03-05 16:30"))
            let waiting = try await house.page("/online/units/A", by: "clerk").text
            #expect(waiting.contains(sent.dossier.text) && !waiting.contains("Quá 8 giờ làm việc"))
            house.stand("2024-03-05 16:31")
            #expect(try await house.page("/online/units/A", by: "clerk").text.contains("Quá 8 giờ làm việc"))
            #expect(try await house.page("/online/units/A", by: "clerk-b").status == 403)
            try await DecideDossier(house.bureau)(DossierAct(sent.dossier.text), .accept, by: house.person("clerk"))
            let answered = try await house.submission(sent)
            #expect(answered.answer == .accepted && answered.isLate(at: house.clock.now()))
            #expect(!(try await house.page("/online/units/A", by: "clerk").text.contains(sent.dossier.text)))
            #expect(try await house.messages().first == "Hồ sơ \(sent.dossier) đã được tiếp nhận")
        }
    }

    @Test func `sees what was filled in, and another counter does not`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.submitted()
            let shown = try await house.page("/dossiers/\(sent.dossier)", by: "clerk").text
            #expect(shown.contains("Số bản") && shown.contains("khai-sinh.pdf"))
            #expect(try await house.page("/dossiers/\(sent.dossier)", by: "clerk-b").status == 404)
            #expect(try await house.page("/online/desk/\(sent.dossier)/form", by: "clerk-b").status == 404)
            #expect(try await house.page("/dossiers/\(sent.dossier)/components/1", by: "clerk").status == 200)
        }
    }

    @Test func `asks once, in one notice, and what comes is looked at again (OS-13)`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.submitted()
            let act = "/dossiers/\(sent.dossier)/acts/incomplete"
            #expect(try await house.send(act, ["text": "Thiếu ảnh", "version": "1"], by: "clerk").status == 303)
            #expect(try await house.submission(sent).answer == .supplementAsked)
            #expect(try await house.messages().first == "Hồ sơ \(sent.dossier) cần bổ sung")
            #expect(try await house.page("/online/dossiers/\(sent.dossier)").text.contains("Thiếu ảnh"))
            #expect(try await house.send("/online/dossiers/\(sent.dossier)/supplement", by: "minh").status == 404)
            let begun = try await house.send("/online/dossiers/\(sent.dossier)/supplement")
            let draft = try #require(begun.location)
            #expect(try await house.page("\(draft)/papers").text.contains("khai-sinh.pdf"))
            let id = ID<Draft>(rawValue: String(draft.dropFirst("/online/drafts/".count)))
            var change = KeepDraft.Change()
            change.papers = [(2, try await house.upload(name: "anh.pdf"))]
            change.form = Form(values: ["q.full_name": ["Nguyễn Thị Lan"], "q.copies": ["3"]])
            try await KeepDraft(house.office)(id, change, by: house.person("lan"))
            #expect(try await house.send("\(draft)/review", ["supplement": "1"]).status == 303)
            let dossier = try await house.dossier(sent)
            #expect(dossier.state == .registered && dossier.supplements == 1 && dossier.code == sent.dossier)
            let shown = try await house.page("/dossiers/\(sent.dossier)", by: "clerk").text
            #expect(shown.contains("anh.pdf") && shown.contains(">3<"))
            // Nothing waits any more, and nothing more is asked for: once before acceptance or after it.
            #expect(try await house.send("/online/dossiers/\(sent.dossier)/supplement").status == 409)
            #expect(!(try await house.page("/dossiers/\(sent.dossier)", by: "clerk").text.contains("acts/incomplete")))
            try await house.addStaff()
            try await DecideDossier(house.bureau)(DossierAct(sent.dossier.text), .accept, by: house.person("clerk"))
            try await AssignDossier(house.bureau)(DossierAct(sent.dossier.text), to: "officer", by: house.person("head"))
            await #expect(throws: WorkingTimeError.self) {
                try await AskSupplement(house.bureau)(DossierAct(sent.dossier.text, text: "Nữa"), by: house.person("officer"))
            }
        }
    }

    @Test func `goes on with its time where the supplement comes after acceptance (OS-12)`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.inProcess()
            try await AskSupplement(house.bureau)(DossierAct(sent.dossier.text, text: "Thiếu ảnh"), by: house.person("officer"))
            #expect(try await house.dossier(sent).due == nil)
            house.stand("2024-03-08 09:00")
            let draft = try await BeginSupplement(house.office)(sent.dossier.text, by: house.person("lan"))
            #expect(try await BeginSupplement(house.office)(sent.dossier.text, by: house.person("lan")) == draft)
            try await SubmitDraft(house.office)(draft.id, by: house.person("lan"))
            let dossier = try await house.dossier(sent)
            #expect(dossier.state == .processing && dossier.due != nil)
        }
    }

    @Test func `is not handed over before its fee is paid, and says how much as sums are written`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.inProcess()
            let result = DossierResult(.granted, number: "12/TL", text: "")
            try await FinishDossier(house.bureau)(DossierAct(sent.dossier.text), result: result, by: house.person("officer"))
            let refused = try await house.send("/dossiers/\(sent.dossier)/acts/return", ["delivery": "counter"], by: "clerk")
            #expect(refused.status != 303 && refused.text.contains("Còn 50.000 đồng chưa thu."))
        }
    }
}
