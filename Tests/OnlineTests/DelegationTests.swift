import Citizens
import Dossiers
import Kernel
import Online
import Platform
import Storage
import TestSupport
import Testing

/// Lan acts for Minh.
@Suite struct `Sending for somebody else` {
    private func open(_ test: @escaping @Sendable (OnlineHouse) async throws -> Void) async throws {
        try await OnlineHouse.open { house in
            let (lan, minh) = (try #require(house.person("lan").citizen), try #require(house.person("minh").citizen))
            _ = try await house.services.database.write { db in
                try db.run(
                    """
                    INSERT INTO citizens_delegations (id, sender_id, person_id, relation, from_ms)
                    VALUES ('D1', \(lan), \(minh), 'con gái', 0)
                    """)
            }
            try await test(house)
        }
    }

    private func end(_ house: OnlineHouse) async throws { try await EndDelegation(house.services)("D1", by: house.person("minh")) }

    private func submitted(_ house: OnlineHouse) async throws -> Submission {
        let draft = try await house.draft()
        var change = KeepDraft.Change()
        change.delegation = "D1"
        try await KeepDraft(house.office)(draft.id, change, by: house.person("lan"))
        return try await SubmitDraft(house.office)(draft.id, by: house.person("lan"))
    }

    @Test func `fills in the one applied for, and leaves what somebody typed`() async throws {
        try await open { house in
            let draft = try await BeginDraft(house.office)(OnlineHouse.whole, by: house.person("lan"))
            let path = "/online/drafts/\(draft.id)"
            func part() async throws -> String { try await house.page("\(path)/part-1").text }
            #expect(try await part().contains("value=\"Nguyễn Thị Lan\""))
            let values = ["unit": "A", "step": "next"]
            _ = try await house.send("\(path)/start", values.merging(["applicant": "D1"]) { $1 })
            let other = try await part()
            #expect(other.contains("value=\"Trần Văn Minh\"") && !other.contains("Nguyễn Thị Lan"))
            _ = try await house.send("\(path)/start", values.merging(["applicant": ""]) { $1 })
            #expect(try await part().contains("value=\"Nguyễn Thị Lan\""))
            _ = try await house.send("\(path)/autosave", ["q.full_name": "Trần Văn M."])
            _ = try await house.send("\(path)/start", values.merging(["applicant": "D1"]) { $1 })
            #expect(try await part().contains("value=\"Trần Văn M.\""))
            // Whose they were is not known any more: nothing of theirs stays.
            _ = try await house.send("\(path)/autosave", ["q.full_name": "Trần Văn Minh"])
            try await end(house)
            _ = try await house.send("\(path)/start", values.merging(["applicant": ""]) { $1 })
            #expect(try await !part().contains("Trần Văn Minh"))
        }
    }

    @Test func `leaves the dossier with the one it was sent for, who is told of it`() async throws {
        try await open { house in
            let sent = try await submitted(house)
            let path = "/online/dossiers/\(sent.dossier)"
            for name in ["lan", "minh"] {
                #expect(try await house.page(path, by: name).status == 200, "\(name)")
                #expect(try await house.page("\(path)/files/1", by: name).status == 200, "\(name)")
                #expect(try await house.page("/citizens", by: name).text.contains(sent.dossier.text), "\(name)")
            }
            #expect(try await house.messages() == Array(repeating: "Đã nhận hồ sơ \(sent.dossier)", count: 2))
            #expect(try await house.send("/citizens/data/export", by: "minh").text.contains("full_name"))
            #expect(try await !house.send("/citizens/data/export").text.contains("full_name"))
        }
    }

    @Test func `ends for the sender when they may act no more, and goes on for the other`() async throws {
        try await open { house in
            let sent = try await submitted(house)
            let path = "/online/dossiers/\(sent.dossier)"
            try await AskIncomplete(house.bureau)(DossierAct(sent.dossier.text, text: "Thiếu"), by: house.person("clerk"))
            let begun = try await BeginSupplement(house.office)(sent.dossier.text, by: house.person("lan"))
            try await end(house)
            for part in ["", "/result", "/files/1", "/form", "/receipt.pdf"] {
                #expect(try await house.page(path + part).status == 404, "\(part)")
            }
            for part in ["supplement", "payments", "withdrawal", "rating"] {
                #expect(try await house.send("\(path)/\(part)", ["reason": "Nhầm", "overall": "3"]).status == 404, "\(part)")
            }
            #expect(try await house.page("/online/drafts/\(begun.id)/review").status == 404)
            #expect(try await house.send("/online/drafts/\(begun.id)/review").status == 404)
            let home = try await house.page("/citizens").text
            #expect(!home.contains(sent.dossier.text) && !home.contains(begun.id.rawValue))
            // The other goes on with what was begun, and is the one who is told.
            let again = try await BeginSupplement(house.office)(sent.dossier.text, by: house.person("minh"))
            #expect(again.id == begun.id)
            let done = try await house.send("/online/drafts/\(begun.id)/review", by: "minh")
            #expect(done.status == 303 && done.location?.hasPrefix(path) == true)
            let before = try await house.messages().count
            try await DecideDossier(house.bureau)(DossierAct(sent.dossier.text), .accept, by: house.person("clerk"))
            #expect(try await house.messages().count == before + 1)
        }
    }
}
