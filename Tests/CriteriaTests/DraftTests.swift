import Criteria
import Kernel
import Platform
import Scoring
import Storage
import TestSupport
import Testing

/// A small set whose leaves cite two laws.
enum SmallSet {
    static func text(_ version: String = "2025", points: String = "60", end: String = "") -> String {
        """
        framework: small
        version: \(version)
        vi: Bộ nhỏ
        en: Small set
        status: sample
        issued: {source: bài kiểm tra}
        valid: {from: 2025-01-01, to: 2025-12-31}
        block: {code: communes, vi: Cấp xã, en: Communes}
        total: 100
        laws:
          - {key: nd-61-2018, vi: Nghị định 61/2018/NĐ-CP, en: Decree 61/2018/NĐ-CP, from: 2018-06-21, source: kiểm thử}
          - {key: nd-63-2010, vi: Nghị định 63/2010/NĐ-CP, en: Decree 63/2010/NĐ-CP, from: 2010-10-14, source: kiểm thử}
        criteria:
          - {code: A, vi: Một <cửa>, en: One stop, points: \(points), law: [nd-61-2018 Đ19], rule: binary}
          - {code: B, vi: Kiểm soát, en: Control, points: 40, law: [nd-63-2010], rule: binary}
        \(end)
        """
    }
}

@Suite struct `Drafts of sets of criteria` {
    @Test func `are checked, saved, changed and published, and then fixed`() async throws {
        try await withHouse { services in
            try await withSignIns(services) { client in
                let created = try await client.send("/criteria/drafts", ["text": SmallSet.text()], as: .administrator)
                #expect(created.status == 303 && created.location == "/criteria/drafts/small%402025")
                let draft = try await client.get("/criteria/drafts/small%402025", as: .administrator)
                #expect(draft.status == 200 && draft.text.contains("<h1>Bộ nhỏ</h1>") && draft.text.contains("test-administrator"))
                let shown = try await client.get("/criteria/drafts/small%402025/shown", as: .administrator)
                #expect(shown.text.contains("Một &lt;cửa&gt;"))
                #expect(try await client.get("/criteria/small%402025").status == 404)

                let changed = SmallSet.text().replacing("en: Small set", with: "en: A small set")
                let saved = try await client.send(
                    "/criteria/drafts/small%402025/edit", ["text": changed, "revision": "1"], as: .administrator)
                #expect(saved.status == 303)
                let stale = try await client.send("/criteria/drafts/small%402025/publish", ["revision": "1"], as: .administrator)
                #expect(stale.status == 409)
                let published = try await client.send("/criteria/drafts/small%402025/publish", ["revision": "2"], as: .administrator)
                #expect(published.status == 303 && published.location == "/criteria/small%402025")
                #expect(try await client.get("/criteria/small%402025").text.contains("Bộ nhỏ"))
                #expect(try await client.get("/criteria/drafts/small%402025", as: .administrator).status == 404)
                #expect(try await client.get("/criteria/small%402025/text").text == changed)

                let again = try await client.send("/criteria/drafts", ["text": SmallSet.text()], as: .administrator)
                #expect(again.status == 409 && again.text.contains("small@2025"))
            }
        }
    }

    @Test(arguments: Language.allCases) func `tell every fault of a text at once and lose nothing that was typed`(language: Language)
        async throws
    {
        try await withHouse { services in
            let text = SmallSet.text(points: "70").replacing("status: sample", with: "status: perhaps")
            try await withSignIns(services) { client in
                let typed = try await client.send("/criteria/drafts?lang=\(language.rawValue)", ["text": text], as: .administrator)
                #expect(typed.status == 422 && typed.text.contains("points: 70") && typed.text.contains("href=\"#text\""))
                #expect(typed.text.contains(language == .vi ? "dòng 5" : "line 5") && typed.text.contains("perhaps"))
                let file = try await client.send(
                    "/criteria/drafts", [:], file: ("file", "bo.yaml", [0xFF, 0xFE, 0x00]), as: .administrator)
                #expect(file.status == 422)
                let none = try await client.send("/criteria/drafts", [:], as: .administrator)
                #expect(none.status == 422 && none.text.contains("id=\"text-error\""))
            }
            #expect(try await FindDrafts(services)().isEmpty)
        }
    }

    @Test func `come from a file too, and an example that fails keeps a text out`() async throws {
        try await withHouse { services in
            let failing = SmallSet.text(end: "examples:\n  - {note: sai, given: {A: {yes: true}, B: {yes: true}}, points: 99}\n")
            try await withSignIns(services) { client in
                let sound = try await client.send(
                    "/criteria/drafts", [:], file: ("file", "bo.yaml", Array(SmallSet.text().utf8)), as: .administrator)
                #expect(sound.status == 303)
                let refused = try await client.send(
                    "/criteria/drafts", [:], file: ("file", "bo.yaml", Array(failing.replacing("2025\n", with: "2026\n").utf8)),
                    as: .administrator)
                #expect(refused.status == 422)
            }
            #expect(try await FindDrafts(services)().map(\.identity) == ["small@2025"])
        }
    }

    @Test func `show whoever saves over another's text both of them`() async throws {
        try await withHouse { services in
            try await SaveDraft(services)(SmallSet.text(), by: .operating)
            try await SaveDraft(services)(
                SmallSet.text().replacing("Small set", with: "Theirs"), over: "small@2025", seen: 1, by: .operating)
            try await withSignIns(services) { client in
                let mine = SmallSet.text().replacing("Small set", with: "Mine")
                let refused = try await client.send(
                    "/criteria/drafts/small%402025/edit", ["text": mine, "revision": "1"], as: .administrator)
                #expect(refused.status == 409 && refused.text.contains("en: Theirs") && refused.text.contains("en: Mine"))
                #expect(refused.text.contains("name=\"revision\" value=\"2\""))
                let other = SmallSet.text("2026")
                let moved = try await client.send(
                    "/criteria/drafts/small%402025/edit", ["text": other, "revision": "2"], as: .administrator)
                #expect(moved.status == 422 && moved.text.contains("small@2026"))
            }
        }
    }

    @Test func `begin as a copy of an earlier issue and tell what changes against it`() async throws {
        try await withHouse { services in
            try await PublishFile(services)(FrameworkFile(SmallSet.text(), name: "small.yaml"), by: .operating)
            try await withSignIns(services) { client in
                let copied = try await client.send(
                    "/criteria/drafts/copy", ["framework": "small@2025", "version": "2026"], as: .administrator)
                #expect(copied.location == "/criteria/drafts/small%402026")
                #expect(
                    try await client.get("/criteria/drafts/small%402026", as: .administrator).text.contains("Hai phiên bản không khác nhau")
                )
                let text = SmallSet.text("2026", points: "50").replacing("points: 40", with: "points: 50")
                _ = try await client.send("/criteria/drafts/small%402026/edit", ["text": text, "revision": "1"], as: .administrator)
                let draft = try await client.get("/criteria/drafts/small%402026", as: .administrator)
                #expect(draft.text.contains("60 → 50") && draft.text.contains("40 → 50"))
                for version in ["2025", "2026", "", "a b"] {
                    let answer = try await client.send(
                        "/criteria/drafts/copy", ["framework": "small@2025", "version": version], as: .administrator)
                    #expect(answer.status >= 409 && answer.text.contains("id=\"version-error\""), "\(version)")
                }
                let discarded = try await client.send("/criteria/drafts/small%402026/discard", ["revision": "2"], as: .administrator)
                #expect(discarded.status == 303)
            }
            #expect(try await FindDrafts(services)().isEmpty)
        }
    }

    @Test func `are for administrators alone`() async throws {
        try await withHouse { services in
            try await SaveDraft(services)(SmallSet.text(), by: .operating)
            try await withSignIns(services) { client in
                for address in [
                    "/criteria/drafts", "/criteria/drafts/small%402025", "/criteria/drafts/small%402025/edit",
                    "/rankings/preview/small%402025",
                ] {
                    #expect(try await client.get(address).status == 303, "\(address)")
                    #expect(try await client.get(address, as: .appraiser).status == 403, "\(address)")
                }
                for verb in ["edit", "publish", "discard"] {
                    let answer = try await client.send(
                        "/criteria/drafts/small%402025/\(verb)", ["revision": "1", "text": "x"], as: .leader)
                    #expect(answer.status == 403, "\(verb)")
                }
                #expect(!(try await client.get("/criteria")).text.contains("Bộ nhỏ"))
            }
        }
    }
}

@Suite struct `Texts of law` {
    @Test func `whose end is changed list the leaves of every set that it touches`() async throws {
        try await withHouse { services in
            try await PublishFile(services)(FrameworkFile(SmallSet.text(), name: "small.yaml"), by: .operating)
            try await SaveDraft(services)(SmallSet.text("2026"), by: .operating)
            try await withSignIns(services) { client in
                let before = try await client.get("/criteria/laws/nd-61-2018")
                #expect(before.text.contains("Không bị ảnh hưởng") && !before.text.contains("Cần xem lại"))
                #expect(!before.text.contains("small@2026") && !before.text.contains("<form method=\"post\""))
                let change = ["to": "30/06/2025", "source": "Nghị định 118/2025/NĐ-CP", "revision": "1"]
                let changed = try await client.send("/criteria/laws/nd-61-2018", change, as: .administrator)
                #expect(changed.status == 303 && changed.location == "/criteria/laws/nd-61-2018?done=changed")
                let after = try await client.get("/criteria/laws/nd-61-2018", as: .administrator)
                #expect(after.text.contains("Cần xem lại") && after.text.contains("small@2025") && after.text.contains("small@2026"))
                #expect(after.text.contains("Đ19") && after.text.contains("Nghị định 118/2025/NĐ-CP") && after.text.contains("30/06/2025"))
                let other = try await client.get("/criteria/laws/nd-63-2010")
                #expect(!other.text.contains("Cần xem lại"))
                let draft = try await client.get("/criteria/drafts/small%402026", as: .administrator)
                #expect(draft.text.contains("/criteria/laws/nd-61-2018"))
                let stale = try await client.send("/criteria/laws/nd-61-2018", change, as: .administrator)
                #expect(stale.status == 409 && stale.text.contains("name=\"revision\" value=\"2\""))
            }
        }
    }

    @Test(arguments: [("01/01/2018", "x", "to"), ("31/02/2025", "x", "to"), ("", "", "source")])
    func `are refused an end that cannot be`(to: String, source: String, field: String) async throws {
        try await withHouse { services in
            try await PublishFile(services)(FrameworkFile(SmallSet.text(), name: "small.yaml"), by: .operating)
            try await withSignIns(services) { client in
                let values = ["to": to, "source": source, "revision": "1"]
                let answer = try await client.send("/criteria/laws/nd-61-2018", values, as: .administrator)
                #expect(answer.status == 422 && answer.text.contains("id=\"\(field)-error\""))
                #expect(try await client.send("/criteria/laws/nd-61-2018", values, as: .unitHead).status == 403)
                #expect(try await client.send("/criteria/laws/none", values, as: .administrator).status == 404)
            }
        }
    }
}

@Suite struct `Every verb of criteria is whole or not at all` {
    private func published(_ services: Services) async throws {
        try await PublishFile(services)(FrameworkFile(SmallSet.text(), name: "small.yaml"), by: .operating)
    }

    private func drafted(_ services: Services) async throws { try await SaveDraft(services)(SmallSet.text(), by: .operating) }

    @Test func `saving a draft`() async throws {
        try await failsWhole(SaveDraft.self) { try await SaveDraft($0)(SmallSet.text(), by: .operating) }
        try await failsWhole(SaveDraft.self, given: drafted) {
            let changed = SmallSet.text().replacing("Small set", with: "Changed")
            try await SaveDraft($0)(changed, over: "small@2025", seen: 1, by: .operating)
        }
    }

    @Test func `discarding a draft`() async throws {
        try await failsWhole(DiscardDraft.self, given: drafted) { try await DiscardDraft($0)("small@2025", seen: 1, by: .operating) }
    }

    @Test func `publishing a draft`() async throws {
        try await failsWhole(PublishDraft.self, given: drafted) { try await PublishDraft($0)("small@2025", seen: 1, by: .operating) }
    }

    @Test func `publishing a file`() async throws { try await failsWhole(PublishFile.self) { try await published($0) } }

    @Test func `copying a framework`() async throws {
        try await failsWhole(CopyFramework.self, given: published) {
            _ = try await CopyFramework($0)("small@2025", version: "2026", by: .operating)
        }
    }

    @Test func `changing a law`() async throws {
        let order = ChangeLaw.Order(key: "nd-61-2018", seen: 1, to: "2025-06-30", source: "NĐ 118/2025")
        try await failsWhole(ChangeLaw.self, given: published) { try await ChangeLaw($0)(order, by: .operating) }
    }
}
