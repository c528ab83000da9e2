import Dossiers
import Kernel
import Online
import Platform
import Storage
import Testing

@Suite struct `What is opened once more` {
    /// Asked for more by the counter, and opened again.
    private func begun(_ house: OnlineHouse, _ draft: Draft) async throws -> (sent: Submission, draft: Draft) {
        let sent = try await SubmitDraft(house.office)(draft.id, by: house.person("lan"))
        let act = "/dossiers/\(sent.dossier)/acts/incomplete"
        #expect(try await house.send(act, ["text": "Thiếu ảnh", "version": "1"], by: "clerk").status == 303)
        return (sent, try await BeginSupplement(house.office)(sent.dossier.text, by: house.person("lan")))
    }

    private func files(_ house: OnlineHouse, _ draft: Draft) async throws -> [String] {
        try await house.services.database.read { try DraftStore.files(of: draft.id, $0) }.map { "\($0.paper) \($0.name)" }
    }

    @Test func `has every file with the paper that it was sent as, however papers are called`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await BeginDraft(house.office)(OnlineHouse.alike, by: house.person("lan"))
            var change = KeepDraft.Change()
            change.unit = "A"
            let second = try await house.upload(OnlineHouse.paper + [32], name: "b.pdf")
            change.papers = [(1, try await house.upload(name: "a.pdf")), (1, second), (2, try await house.upload(name: "c.pdf"))]
            try await KeepDraft(house.office)(draft.id, change, by: house.person("lan"))
            let before = try await files(house, draft)
            #expect(before == ["1 a.pdf", "1 b.pdf", "2 c.pdf"])
            let again = try await begun(house, draft)
            #expect(try await files(house, again.draft) == before)
            // Sent again without a change, the dossier holds what it held.
            let held = try await house.page("/online/dossiers/\(again.sent.dossier)").text
            try await SubmitDraft(house.office)(again.draft.id, by: house.person("lan"))
            let holds = try await house.page("/online/dossiers/\(again.sent.dossier)").text
            for name in ["Giấy khai sinh", "Giấy khai sinh (2)", "Giấy khai sinh (bản sao)"] {
                #expect(held.contains("<li>\(name): <a") && holds.contains("<li>\(name): <a"), "\(name)")
            }
        }
    }

    @Test func `takes nothing away that the counter took on paper meanwhile`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.submitted()
            try await house.addStaff()
            let seen = [1: Component(name: "", originals: 1, kind: .original), 2: Component(name: "", originals: 1, kind: .original)]
            try await DecideDossier(house.bureau)(DossierAct(sent.dossier.text), .accept, papers: seen, by: house.person("clerk"))
            try await AssignDossier(house.bureau)(DossierAct(sent.dossier.text), to: "officer", by: house.person("head"))
            try await AskSupplement(house.bureau)(DossierAct(sent.dossier.text, text: "Số bản?"), by: house.person("officer"))
            let draft = try await BeginSupplement(house.office)(sent.dossier.text, by: house.person("lan"))
            var change = KeepDraft.Change()
            change.papers = [(1, try await house.upload(name: "moi.pdf"))]
            try await KeepDraft(house.office)(draft.id, change, by: house.person("lan"))
            try await SubmitDraft(house.office)(draft.id, by: house.person("lan"))
            let kinds = try await house.services.database.read { db in
                try db.rows("SELECT kind, originals FROM dossiers_components WHERE dossier = \(sent.dossier) ORDER BY number").map {
                    "\(try $0.string("kind")) \(try $0.integer("originals"))"
                }
            }
            #expect(kinds == ["electronic 0", "original 1"])
        }
    }

    @Test func `stays with its unit, its case and its version, whatever a page sends (PR-11)`() async throws {
        try await OnlineHouse.open { house in
            let draft = try await begun(house, try await house.draft()).draft
            let path = "/online/drafts/\(draft.id)"
            #expect(try await house.send("\(path)/start", ["applicant": "", "unit": "B", "step": "next"]).status == 404)
            #expect(try await house.send("\(path)/handing", ["delivery": "post", "address": "X", "step": "next"]).status == 404)
            #expect(try await house.send("\(path)/renewal").status == 404)
            var change = KeepDraft.Change()
            change.paperCase = 0
            let other = change
            await #expect(throws: RouteError.noSuchPage) { try await KeepDraft(house.office)(draft.id, other, by: house.person("lan")) }
            #expect(try await house.services.database.read { try DraftStore.find(draft.id, $0) } == draft)
        }
    }
}
