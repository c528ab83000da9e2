import Citizens
import Dossiers
import Forms
import Kernel
import Office
import Online
import Platform
import Procedures
import Storage
import TestSupport
import Testing

@Suite struct `A draft` {
    @Test func `begins with what the account knows and is found again`() async throws {
        try await OnlineHouse.open { house in
            let begun = try await house.send("/online/procedures/1.000001/drafts")
            #expect(begun.status == 303 && begun.location?.hasSuffix("/start") == true)
            let draft = try #require(begun.location).replacing("/start", with: "")
            #expect(try await house.page("\(draft)/part-1").text.contains("Nguyễn Thị Lan"))
            #expect(try await house.page("/citizens").text.contains(draft))
        }
    }

    @Test func `is offered from level 3 on, or as full or partial process (OL-1, OL-2)`() async throws {
        try await OnlineHouse.open { house in
            #expect(try await house.page("/procedures/1.000001", by: nil).text.contains("/online/procedures/1.000001"))
            #expect(try await house.page("/procedures/1.000002", by: nil).text.contains("/online/procedures/1.000002"))
            #expect(!(try await house.page("/procedures/1.000003", by: nil).text.contains("/online/procedures/1.000003")))
            #expect(try await house.send("/online/procedures/1.000003/drafts").status == 422)
            let partial = try await house.draft(OnlineHouse.partial, delivery: .counter)
            #expect(try await house.page("/online/drafts/\(partial.id)/handing").text.contains("value=\"online\"") == false)
        }
    }

    @Test func `keeps what is typed, and tells who comes second`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            let path = "/online/drafts/\(draft.id)/autosave"
            let kept = try await house.send(path, ["revision": "\(draft.revision)", "q.full_name": "Lan", "q.copies": "ba"])
            #expect(kept.status == 204 && kept.revision == "\(draft.revision + 1)")
            #expect(try await house.page("/online/drafts/\(draft.id)/part-1").text.contains("value=\"ba\""))
            let stale = try await house.send(path, ["revision": "\(draft.revision)", "q.full_name": "Mai"])
            #expect(stale.status == 409)
            #expect(try await house.page("/online/drafts/\(draft.id)/part-1").text.contains("value=\"Lan\""))
        }
    }

    @Test func `is nobody else's, with its files`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            let files = try await house.services.database.read { try DraftStore.files(of: draft.id, $0) }
            let digest = try #require(files.first).digest
            #expect(try await house.page("/online/drafts/\(draft.id)/files/\(digest)").status == 200)
            for path in ["", "/start", "/part-1", "/papers", "/review", "/files/\(digest)"] {
                #expect(try await house.page("/online/drafts/\(draft.id)\(path)", by: "minh").status == 404, "\(path)")
                let answer = try await house.page("/online/drafts/\(draft.id)\(path)", by: "clerk")
                #expect(answer.location?.hasPrefix("/citizens/sign-in") == true, "\(path)")
            }
            for path in ["/review", "/autosave", "/removal", "/renewal", "/start"] {
                #expect(try await house.send("/online/drafts/\(draft.id)\(path)", by: "minh").status == 404, "\(path)")
            }
            // A digest that is named without having been sent does not bring the file of another.
            let other = try await house.draft(of: "minh")
            #expect(try await house.send("/online/drafts/\(other.id)/autosave", ["q.proof": digest.rawValue], by: "minh").status == 204)
            let answers = try await house.services.database.read { try DraftStore.find(other.id, $0)?.answers }
            #expect(answers?.contains(digest.rawValue) == false)
        }
    }

    @Test func `takes papers and no programs, of a size that is told`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            #expect(try await house.page("/online/drafts/\(draft.id)/papers").text.contains("10 MB"))
            await #expect(throws: (any Error).self) { try await house.upload(Array("MZ program".utf8), name: "a.pdf") }
            await #expect(throws: Faults.self) { try await house.upload(OnlineHouse.paper + [UInt8](repeating: 32, count: 10 << 20)) }
        }
    }

    @Test func `has room again for what was taken off a question`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            for count in 1...40 {
                var change = KeepDraft.Change()
                change.form = Form(values: ["q.full_name": ["Lan"], "q.copies": ["2"]])
                let file = try await house.upload(OnlineHouse.paper + [UInt8](repeating: 32, count: count), name: "\(count).pdf")
                change.attached = [(AnswerPath("proof"), file)]
                try await KeepDraft(house.office)(draft.id, change, by: house.person("lan"))
            }
            let kept = try await house.services.database.read { try DraftStore.files(of: draft.id, $0) }.map(\.name)
            #expect(kept.contains("40.pdf") && kept.contains("khai-sinh.pdf") && kept.count <= 30)
        }
    }

    @Test func `ends after thirty days and is forgotten`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            house.clock.advance(milliseconds: 31 * 86_400_000)
            #expect(try await house.page("/online/drafts/\(draft.id)/review").status == 404)
            try await ForgetDrafts(house.services)()
            #expect(try await house.services.database.read { try DraftStore.find(draft.id, $0) } == nil)
        }
    }

    @Test func `is one of twenty at most`() async throws {
        try await OnlineHouse.open { house in
            for _ in 1...20 { try await BeginDraft(house.office)(OnlineHouse.whole, by: house.person("lan")) }
            #expect(try await house.send("/online/procedures/1.000001/drafts").status == 429)
            #expect(try await house.send("/online/procedures/1.000001/drafts", by: "minh").status == 303)
        }
    }

    @Test func `whose service has ended says so, is read and thrown away`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            let file = try #require(try await house.services.database.read { try DraftStore.files(of: draft.id, $0) }.first)
            let end = ImportOrder(decision: "Quyết định 9/QĐ-UBND", from: CalendarDate("2024-03-05"))
            try await AbolishProcedure(house.services)(OnlineHouse.whole, end, by: house.person("admin"))
            house.stand("2024-03-05 08:00")
            let path = "/online/drafts/\(draft.id)"
            for step in ["", "/start", "/part-1", "/review"] {
                let shown = try await house.page(path + step)
                #expect(shown.status == 200 && shown.text.contains("Không nộp được bản nháp này nữa"), "\(step)")
                #expect(shown.text.contains("Nguyễn Thị Lan") && shown.text.contains("khai-sinh.pdf"), "\(step)")
                #expect(try await house.page(path + step, by: "minh").status == 404, "\(step)")
            }
            #expect(try await house.page("\(path)/files/\(file.digest)").status == 200)
            #expect(try await house.send("\(path)/review").text.contains("Không nộp được bản nháp này nữa"))
            #expect(try await house.messages().isEmpty)
            #expect(try await house.send("\(path)/removal").status == 303)
            #expect(try await house.page(path).status == 404)
        }
    }

    @Test func `goes over to a new edition of the form only after its differences were shown`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await house.draft()
            let text = OnlineHouse.form("2").replacing("ask: copies", with: "ask: sets").replacing("vi: Số bản", with: "vi: Số bộ")
            try await PublishForm(house.services)(
                InputFile(name: "copies.yaml", bytes: Array(text.utf8)), from: #require(CalendarDate("2024-03-05")),
                by: house.person("admin"))
            house.stand("2024-03-05 08:00")
            let shown = try await house.page("/online/drafts/\(draft.id)/review").text
            #expect(shown.contains("Số bản: 2") && shown.contains("Số bộ") && !shown.contains("Họ tên"))
            #expect(try await house.send("/online/drafts/\(draft.id)/review").status == 409)
            #expect(try await house.send("/online/drafts/\(draft.id)/renewal").status == 303)
            let part = try await house.page("/online/drafts/\(draft.id)/part-1").text
            #expect(part.contains("Nguyễn Thị Lan") && part.contains("q.sets"))
        }
    }
}

extension OnlineHouse {
    fileprivate func draft(_ procedure: String, delivery: Dossier.Delivery) async throws -> Draft {
        try await draft(of: "lan", procedure, delivery: delivery)
    }
}
