import Citizens
import Dossiers
import Kernel
import Online
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `What is sent from home` {
    @Test func `becomes a registered dossier with its papers, its receipt and a message (OS-3, OS-4)`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            let sent = try await house.send("/online/drafts/\(draft.id)/review")
            #expect(sent.status == 303 && sent.location == "/online/dossiers/H41.2.1-240304-0001?done=submitted")
            let submission = try #require(try await house.services.database.read { try SubmissionStore.find(key: draft.id, $0) })
            let dossier = try await house.dossier(submission)
            #expect(dossier.state == .registered && dossier.origin == .online && dossier.channel == .online && dossier.fee == .unpaid)
            #expect(dossier.due == nil)
            // 8 working hours from 8:00 of a day that begins at 7:30 end on the next one.
            #expect(submission.answerDue == OnlineHouse.moment("2024-03-05 08:00"))
            let shown = try await house.page("/online/dossiers/H41.2.1-240304-0001?done=submitted").text
            #expect(shown.contains("H41.2.1-240304-0001") && shown.contains("khai-sinh.pdf") && shown.contains("50.000"))
            #expect(try await house.messages() == ["Đã nhận hồ sơ H41.2.1-240304-0001"])
            #expect(try await house.services.database.read { try DraftStore.find(draft.id, $0) } == nil)
        }
    }

    @Test func `is one dossier however often it is sent`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            let (first, again) = (
                try await house.send("/online/drafts/\(draft.id)/review"), try await house.send("/online/drafts/\(draft.id)/review")
            )
            #expect(first.location == again.location)
            #expect(try await house.messages().count == 1)
            #expect(try await house.page("/online/drafts/\(draft.id)/review").text.contains("Hồ sơ này đã được nộp"))
            #expect(try await house.send("/online/drafts/\(draft.id)/review", by: "minh").status == 404)
            let both = try await house.draft()
            async let one = SubmitDraft(house.office)(both.id, by: house.person("lan"))
            async let other = SubmitDraft(house.office)(both.id, by: house.person("lan"))
            let (left, right) = try await (one, other)
            #expect(left.dossier == right.dossier && left.dossier.text.hasSuffix("-0002"))
        }
    }

    @Test func `is what was looked over: what another page saved meanwhile is shown first`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            let path = "/online/drafts/\(draft.id)"
            #expect(try await house.page("\(path)/review").text.contains("name=\"revision\" value=\"\(draft.revision)\""))
            let kept = try await house.send("\(path)/autosave", ["q.full_name": "Nguyễn Thị Lan", "q.copies": "77"])
            let refused = try await house.send("\(path)/review", ["revision": "\(draft.revision)"])
            #expect(refused.status == 409 && refused.text.contains("vừa được lưu ở một trang khác") && refused.text.contains("77"))
            #expect(try await house.messages().isEmpty)
            let revision = try #require(kept.revision)
            #expect(refused.text.contains("name=\"revision\" value=\"\(revision)\""))
            let sent = try await house.send("\(path)/review", ["revision": revision])
            // Pressed again on the page that was left, it is the same dossier.
            let again = try await house.send("\(path)/review", ["revision": "\(draft.revision)"])
            #expect(sent.status == 303 && again.location == sent.location)
        }
    }

    @Test func `is refused whole while something is missing`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await BeginDraft(house.office)(OnlineHouse.whole, by: house.person("lan"))
            let refused = try await house.send("/online/drafts/\(draft.id)/review")
            #expect(refused.status == 422 && refused.text.contains("Hãy chọn nơi tiếp nhận."))
            _ = try await house.send("/online/drafts/\(draft.id)/start", ["unit": "A", "applicant": "", "step": "next"])
            let incomplete = try await house.send("/online/drafts/\(draft.id)/review")
            #expect(incomplete.status == 422 && incomplete.text.contains("Số bản"))
            #expect(try await house.messages().isEmpty)
        }
    }

    @Test func `takes no field that a page does not offer`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft(of: "lan", OnlineHouse.partial, delivery: .counter)
            let path = "/online/drafts/\(draft.id)"
            #expect(try await house.send("\(path)/start", ["unit": "B", "applicant": ""]).status == 422)
            #expect(try await house.send("\(path)/start", ["unit": "A", "applicant": "not-mine"]).status == 422)
            // A partial service hands nothing over online, whatever a form says.
            #expect(try await house.send("\(path)/handing", ["delivery": "online", "address": ""]).status == 303)
            #expect(try await house.send("\(path)/review").status == 422)
            #expect(try await house.send("\(path)/handing", ["delivery": "post", "address": ""]).status == 303)
            #expect(try await house.send("\(path)/review").text.contains("Nhận qua bưu chính thì phải ghi địa chỉ."))
            _ = try await house.send("\(path)/handing", ["delivery": "post", "address": " \n\u{A0}\u{200B}"])
            #expect(try await house.send("\(path)/review").text.contains("Nhận qua bưu chính thì phải ghi địa chỉ."))
            // Few signs as people see them, and very much to keep.
            let tower = "Số 1" + String(repeating: "\u{301}", count: 300)
            #expect(try await house.send("\(path)/handing", ["delivery": "post", "address": tower]).status == 422)
            #expect(try await house.send("\(path)/handing", ["delivery": "post", "address": "Số 1"]).status == 303)
            #expect(try await house.send("\(path)/review").status == 303)
        }
    }

    @Test func `waits while the service is under maintenance (OL-12)`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            let order = ["from": "04/03/2024 07:00", "to": "04/03/2024 12:00", "text_vi": "Nâng cấp", "text_en": "Upgrade"]
            #expect(try await house.send("/online/pauses", order, by: "admin").status == 303)
            #expect(try await house.send("/online/pauses", order, by: "clerk").status == 403)
            #expect(try await house.page("/online/pauses", by: "admin").text.contains("Báo chưa đủ 01 ngày làm việc"))
            for path in ["/procedures/1.000001", "/online", "/online/procedures/1.000001"] {
                #expect(try await house.page(path, by: nil).text.contains("Nâng cấp"), "\(path)")
                #expect(try await house.page(path, by: nil, .en).text.contains("Upgrade"), "\(path)")
            }
            #expect(try await house.send("/online/drafts/\(draft.id)/review").status == 503)
            house.stand("2024-03-04 12:00")
            #expect(try await house.send("/online/drafts/\(draft.id)/review").status == 303)
        }
    }

    @Test func `is no flood`() async throws {
        try await OnlineHouse.open { house in
            for _ in 1...20 { _ = try await house.submitted() }
            let draft = try await house.draft()
            #expect(try await house.send("/online/drafts/\(draft.id)/review").status == 429)
            house.clock.advance(milliseconds: 3_600_001)
            #expect(try await house.send("/online/drafts/\(draft.id)/review").status == 303)
        }
    }

    @Test func `is nobody's whose name is not known`() async throws {
        try await OnlineHouse.open { house in
            let citizen = try await RegisterCitizen(house.services)(try #require(ContactAddress("0903333333")), CitizenProfile())
            let actor = Actor(.citizen, name: "citizens/\(citizen.id)", title: "", citizen: citizen.id.rawValue)
            func draft(_ procedure: String) async throws -> ID<Draft> {
                let draft = try await BeginDraft(house.office)(procedure, by: actor)
                var change = KeepDraft.Change()
                (change.unit, change.delivery) = ("A", .counter)
                change.form = Form(values: ["q.full_name": ["Phạm Thị Hoa"], "q.copies": ["2"]])
                return try await KeepDraft(house.office)(draft.id, change, by: actor).id
            }
            // A form that asks for the name says it.
            try await SubmitDraft(house.office)(try await draft(OnlineHouse.whole), by: actor)
            let names = try await house.services.database.read { db in
                try db.rows("SELECT name FROM dossiers_applicants").map { try $0.string("name") }
            }
            #expect(names == ["Phạm Thị Hoa"])
            let nameless = try await draft(OnlineHouse.partial)
            let refused = await #expect(throws: Faults.self) { try await SubmitDraft(house.office)(nameless, by: actor) }
            #expect(refused?.faults.map(\.code) == ["online.applicant_nameless"])
            try await ChangeProfile(house.services)(ProfileDraft(name: "Phạm Thị Hoa"), by: actor)
            try await SubmitDraft(house.office)(nameless, by: actor)
        }
    }
}
