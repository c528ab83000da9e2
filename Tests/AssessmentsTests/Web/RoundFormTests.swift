import Assessments
import Kernel
import Platform
import Storage
import Testing
import Units

@Suite struct `Making a round by its pages` {
    private static let basics = [
        ("code", "cchc-2027"), ("title.vi", "Đợt <hai>"), ("title.en", "Round two"), ("period", "2027"), ("kind", "training"),
        ("frameworks", RoundHouse.framework),
    ]

    /// Units A and B make the block; B is not ranked.
    private func withBlock(_ test: @escaping @Sendable (RoundHouse) async throws -> Void) async throws {
        try await RoundHouse.open { house in
            let ids = try await house.services.unitIDs()
            let services = house.services
            try await services.database.write { db in
                try BlockStore.insert(Block(code: "departments", title: Bilingual(vi: "Sở", en: "Departments")), db)
                for code in ["A", "B"] {
                    guard let unit = ids[code] else { continue }
                    let membership = Membership(block: "departments", unit: unit, isRanked: code == "A")
                    try BlockStore.insert(membership, id: services.newIDText(), db)
                }
            }
            try await test(house)
        }
    }

    @Test func `asks first what it is, and says at each field what is wrong`() async throws {
        try await withBlock { house in
            #expect(try await house.see("/assessments/rounds/new", by: "leader").status == 403)
            let page = try await house.see("/assessments/rounds/new", by: "admin")
            #expect(page.status == 200 && page.text.contains("value=\"\(RoundHouse.framework)\""))
            let wrong = try await house.fill(
                "/assessments/rounds/new", [("code", "Đợt"), ("title.vi", "Tên"), ("period", "2027-13"), ("kind", "real")], by: "admin")
            #expect(wrong.status == 422)
            for field in ["code", "title.en", "period", "frameworks-1"] {
                #expect(wrong.text.contains("<a href=\"#\(field)\">"), "\(field)")
            }
            #expect(wrong.text.contains("name=\"title.vi\" value=\"Tên\"") && wrong.text.contains("name=\"period\" value=\"2027-13\""))
            let taken = try await house.fill("/assessments/rounds/new", [("code", "r26")] + Self.basics.dropFirst(), by: "admin")
            #expect(taken.status == 422 && taken.text.contains("Đã có đợt đánh giá mang mã r26."))
        }
    }

    @Test func `proposes the units of the block and days after the period, and stores what was chosen`() async throws {
        try await withBlock { house in
            let step = try await house.fill("/assessments/rounds/new", Self.basics, by: "admin")
            #expect(step.status == 200 && step.text.contains("name=\"title.vi\" value=\"Đợt &lt;hai&gt;\""))
            #expect(
                step.text.contains("name=\"starts\" value=\"2028-01-01\"")
                    && step.text.contains("name=\"self_assessment\" value=\"2028-01-20\""))
            #expect(step.text.contains("name=\"ranked\" value=\"departments A\" aria-label=\"Xếp hạng: Sở Tài chính\" checked"))
            #expect(step.text.contains("name=\"ranked\" value=\"departments B\" aria-label=\"Xếp hạng: Sở Tư pháp\">"))
            #expect(!step.text.contains("departments NV"))
            let days = RoundHouse.days.map { ($0.key, $0.value) }
            let units = [("step", "units"), ("units", "departments A"), ("units", "departments B"), ("ranked", "departments B")]
            let disorder = days.map { ($0.0, $0.0 == "council" ? "2026-04-01" : $0.1) }
            let refused = try await house.fill("/assessments/rounds/new", Self.basics + units + disorder, by: "admin")
            #expect(
                refused.status == 422 && refused.text.contains("<a href=\"#council\">") && refused.text.contains("value=\"2026-04-01\""))
            let made = try await house.fill("/assessments/rounds/new", Self.basics + units + days, by: "admin")
            #expect(made.status == 303 && made.location == "/assessments/rounds/cchc-2027/settings?done=created")
            let settings = try await house.see("/assessments/rounds/cchc-2027/settings", by: "admin")
            #expect(settings.words.contains("Tập huấn, kỳ 2027.") && settings.words.contains("thu-nghiem@1 2 1"))
            let board = try await house.see("/assessments/rounds/cchc-2027", by: "admin").words
            #expect(board.contains("Sở Tài chính Không xếp hạng") && board.contains("Đợt tập huấn"))
        }
    }

    @Test func `copies a round with its people and deadlines`() async throws {
        try await withBlock { house in
            let path = "/assessments/rounds/r26/settings/copy"
            let wrong = try await house.fill(
                path, [("code", "r 27"), ("title.vi", "a"), ("title.en", "b"), ("period", "x"), ("kind", "real")], by: "admin")
            #expect(wrong.status == 422 && wrong.text.contains("<a href=\"#period\">") && wrong.text.contains("value=\"r 27\""))
            let copy = [("code", "r27"), ("title.vi", "a"), ("title.en", "b"), ("period", "2027"), ("kind", "real")]
            let made = try await house.fill(path, copy, by: "admin")
            #expect(made.status == 303 && made.location == "/assessments/rounds/r27/settings?done=copied")
            let settings = try await house.see("/assessments/rounds/r27/settings", by: "admin")
            #expect(settings.words.contains("Hạn tự đánh giá 31/03/2027") && settings.words.contains("Mọi điều kiện đã đủ."))
        }
    }
}

@Suite struct `Running a round by its pages` {
    private static let settings = "/assessments/rounds/r26/settings"

    @Test func `a round with faults is not opened, and each fault leads to its remedy (PI-14)`() async throws {
        try await RoundHouse.open(false) { house in
            let nobody: [String: any Sendable] = ["block": "departments", "field": "2", "appraisers": [[String: String]]()]
            try await house.put("rounds/r26/assignments", ["assignments": [nobody]], by: "admin")
            let page = try await house.see(Self.settings, by: "admin")
            #expect(page.words.contains("Chưa mở được: còn 1 điểm phải sửa"))
            #expect(page.text.contains("<a href=\"/assessments/rounds/r26/settings/appraisers\">"))
            #expect(try await house.fill("\(Self.settings)/open", [], by: "admin").status == 422)
            let assigned = try await house.fill(
                "\(Self.settings)/appraisers",
                [
                    ("place.departments.1", "P-appraiser-1"), ("place.departments.1", "P-appraiser-2"),
                    ("place.departments.2", "P-appraiser-1"),
                    ("place.departments.2", "P-appraiser-2"), ("place.departments.bonus", "P-appraiser-1"),
                    ("place.departments.bonus", "P-appraiser-2"), ("place.departments.penalty", "P-appraiser-1"),
                    ("place.departments.penalty", "P-appraiser-2"),
                ],
                by: "admin")
            #expect(assigned.status == 303)
            let opened = try await house.fill("\(Self.settings)/open", [], by: "admin")
            #expect(opened.status == 303 && opened.location == "/assessments/rounds/r26?done=opened")
            #expect(try await house.fill("\(Self.settings)/open", [], by: "admin").status == 409)
        }
    }

    @Test func `appraisers are named, substituted and replaced`() async throws {
        try await RoundHouse.open { house in
            let page = try await house.see("\(Self.settings)/appraisers", by: "admin")
            #expect(page.text.contains("name=\"place.departments.1\"") && page.text.contains("appraiser-1 – Sở Nội vụ"))
            #expect(!page.text.contains("place.departments.3"), "a survey needs no appraiser")
            let own = try await house.fill(
                "\(Self.settings)/appraisers/substitute", [("unit", "A"), ("field", "1"), ("person", "P-appraiser-2")], by: "admin")
            #expect(own.status == 403, "nobody appraises the own unit")
            let substitute = try await house.fill(
                "\(Self.settings)/appraisers/substitute", [("unit", "NV"), ("field", "1"), ("person", "P-appraiser-2")], by: "admin")
            #expect(substitute.status == 303)
            #expect(try await house.see("\(Self.settings)/appraisers", by: "admin").words.contains("Sở Nội vụ 1. Chỉ đạo appraiser-2"))
            let path = "\(Self.settings)/appraisers/replace"
            let unreasoned = try await house.fill(path, [("from", "P-appraiser-2"), ("to", "P-appraiser-1"), ("reason", "")], by: "admin")
            #expect(unreasoned.status == 422)
            let replaced = try await house.fill(
                path, [("from", "P-appraiser-2"), ("to", "P-appraiser-1"), ("reason", "nghỉ")], by: "admin")
            #expect(replaced.status == 303)
            house.goTo("2026-04-02")
            #expect(try await house.see("/assessments/rounds/r26/appraisal", by: "appraiser-2").status == 404)
        }
    }

    @Test func `deadlines of an open round move with a reason only`() async throws {
        try await RoundHouse.open { house in
            let days = RoundHouse.days.map { ($0.key, $0.key == "self_assessment" ? "2026-04-05" : $0.value) }
            let refused = try await house.fill("\(Self.settings)/deadlines", days + [("reason", "")], by: "admin")
            #expect(refused.status == 422 && refused.text.contains("<a href=\"#reason\">") && refused.text.contains("value=\"2026-04-05\""))
            let broken = try await house.fill(
                "\(Self.settings)/deadlines", days.map { ($0.0, $0.0 == "survey" ? "mai" : $0.1) } + [("reason", "x")], by: "admin")
            #expect(broken.status == 422 && broken.text.contains("<a href=\"#survey\">"))
            let moved = try await house.fill("\(Self.settings)/deadlines", days + [("reason", "Bão số 3")], by: "admin")
            #expect(moved.status == 303)
            #expect(try await house.see(Self.settings, by: "admin").words.contains("Hạn tự đánh giá 05/04/2026"))
        }
    }

    @Test func `a reopening names its leaf, its day and its reason (PI-78)`() async throws {
        try await RoundHouse.open { house in
            try await house.toAppraisal()
            let sound = [("unit", "B"), ("criterion", "1.2"), ("stage", "self_assessment"), ("until", "2026-04-10"), ("reason", "x")]
            for (field, value) in [("criterion", "9.9"), ("until", "mai"), ("reason", "")] {
                let values = sound.map { ($0.0, $0.0 == field ? value : $0.1) }
                let refused = try await house.fill("\(Self.settings)/reopen", values, by: "admin")
                #expect(refused.status == 422 && refused.text.contains("<a href=\"#\(field)\">"), "\(field)")
            }
            let prefilled = try await house.see("\(Self.settings)/reopen?unit=B&criterion=1.2", by: "admin")
            #expect(prefilled.text.contains("<option value=\"B\" selected>") && prefilled.text.contains("name=\"criterion\" value=\"1.2\""))
            #expect(!prefilled.text.contains("<option value=\"council\""), "what has not come cannot be reopened")
        }
    }

    @Test func `a survey file is taken whole, or every fault of it is listed`() async throws {
        try await RoundHouse.open { house in
            let page = try await house.see("\(Self.settings)/survey", by: "admin")
            #expect(page.text.contains("enctype=\"multipart/form-data\"") && page.text.contains("<option value=\"departments\""))
            let missing = try await house.fill("\(Self.settings)/survey", [("block", "departments")], by: "admin")
            #expect(missing.status == 422 && missing.text.contains("<a href=\"#file\">"))
            let broken = try await house.upload(
                "\(Self.settings)/survey", "unit,criterion,input,value,reason\nX,3.1,value,80,\n", by: "admin")
            #expect(broken.status == 422 && broken.text.contains("class=\"faults\"") && broken.text.contains("khao-sat.csv"))
            let taken = try await house.upload(
                "\(Self.settings)/survey", "unit,criterion,input,value,reason\nA,3.1,value,80,\nB,3.1,value,90,\n", by: "admin")
            #expect(taken.status == 303 && taken.location == "\(Self.settings)?done=imported&count=2")
        }
    }

    @Test func `a decision lists what is still open, with the way to each leaf`() async throws {
        try await RoundHouse.open { house in
            try await house.toAppraisal()
            try await house.appraiseAll()
            let path = "\(Self.settings)/decision"
            #expect(try await house.see(path, by: "admin").status == 403)
            let early = try await house.fill(path, [("number", "12/QĐ-UBND"), ("date", "2026-08-02")], by: "chair")
            #expect(early.status == 409 && early.text.contains("name=\"number\" value=\"12/QĐ-UBND\""))
            house.goTo("2026-08-02")
            let open = try await house.fill(path, [("number", "12/QĐ-UBND"), ("date", "2026-08-02")], by: "chair")
            #expect(open.status == 422 && open.text.contains("href=\"/assessments/rounds/r26/units/B/leaves/3.1\""))
            let day = try await house.fill(path, [("number", "12/QĐ-UBND"), ("date", "mai")], by: "chair")
            #expect(day.status == 422 && day.text.contains("<a href=\"#date\">"))
        }
    }
}
