import Kernel
import Office
import Platform
import Storage
import Surveys
import TestSupport
import Testing
import Units

@Suite struct `A campaign` {
    private let number = SurveysHouse.number
    private let coordinator = SurveysHouse.coordinator

    @Test func `goes from plan to draw to open to closed, and not back`() async throws {
        try await SurveysHouse.open { house in
            try await house.planned()
            await #expect(throws: SurveysError.nothingDrawn("citizens")) { try await OpenCampaign(house.bureau)(number, by: coordinator) }
            try await DrawSample(house.bureau)(number, seed: 42, by: coordinator)
            await #expect(throws: SurveysError.notPossible(.drawn, from: .drawn)) {
                try await DrawSample(house.bureau)(number, seed: 1, by: coordinator)
            }
            await #expect(throws: SurveysError.notPossible(.changed, from: .drawn)) {
                try await PlanCampaign(house.bureau)(SurveysHouse.plan(), for: number, version: nil, by: coordinator)
            }
            try await OpenCampaign(house.bureau)(number, by: coordinator)
            try await CloseCampaign(house.bureau)(number, by: coordinator)
            await #expect(throws: SurveysError.notPossible(.opened, from: .closed)) {
                try await OpenCampaign(house.bureau)(number, by: coordinator)
            }
        }
    }

    @Test func `is planned and drawn by those of its unit alone`() async throws {
        try await SurveysHouse.open { house in
            try await house.planned()
            let unit = try await house.services.database.read { try #require(try UnitStore.find(code: "B", $0)).id.rawValue }
            let other = Actor(.person, name: "x", person: "X", grants: [Grant(.surveyCoordinator, unit: unit)])
            await #expect(throws: SurveysError.noSuchCampaign(number)) { try await DrawSample(house.bureau)(number, by: other) }
            let reader = Actor(.person, name: "y", person: "Y", grants: [Grant(.auditor)])
            await #expect(throws: SurveysError.notYourWork(.plan)) { try await DrawSample(house.bureau)(number, by: reader) }
        }
    }

    @Test func `draws by a stored seed, and repeats the draw by it (SV-14)`() async throws {
        @Sendable func names(_ house: SurveysHouse) async throws -> [String] {
            try await house.services.database.read { db in
                try db.rows("SELECT name, role, draw_place FROM surveys_persons ORDER BY number").map {
                    "\(try $0.string("name")) \(try $0.string("role")) \(try $0.integer("draw_place"))"
                }
            }
        }
        try await SurveysHouse.open { house in
            try await house.planned()
            try await DrawSample(house.bureau)(number, seed: 42, by: coordinator)
            let first = try await names(house)
            #expect(first.count == 10, "six and a reserve of two in each of two strata")
            try await DiscardDraw(house.bureau)(number, reason: "Thử", by: coordinator)
            #expect(try await house.count("surveys_persons") == 0)
            try await DrawSample(house.bureau)(number, seed: 42, by: coordinator)
            #expect(try await names(house) == first)
            let seed = try await house.services.database.read {
                try #require(try $0.row("SELECT seed FROM surveys_campaigns")).string("seed")
            }
            #expect(seed == "42")
        }
    }

    @Test func `cannot promise one answer each by a public link (SV-52)`() async throws {
        try await SurveysHouse.open { house in
            let instrument = try await house.keep()
            _ = try await PlanCampaign(house.bureau)(SurveysHouse.plan(), unit: "A", by: coordinator)
            await #expect(throws: SurveysError.openLinkRepeats) {
                try await PlanGroup(house.bureau)(
                    .init(SurveysHouse.group(instrument, frame: .none), units: ["A"], isOnce: true), campaign: number, by: coordinator)
            }
        }
    }

    @Test func `lets only a drawn reserve of the same cell stand in, with a reason (SV-14)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let letter = try #require(try await house.links().first)
            let person = letter.person
            func order(_ number: Int, reason: String = "Đi vắng") -> ReplacePerson.Order {
                .init(number, campaign: self.number, group: "citizens", outcome: .moved, reason: reason)
            }
            await #expect(throws: Faults.self) { try await ReplacePerson(house.bureau)(order(person.number, reason: ""), by: coordinator) }
            let next = try await ReplacePerson(house.bureau)(order(person.number), by: coordinator)
            let replaced = try await house.links().first { $0.person.number == next }
            #expect(replaced?.person.cell == person.cell && replaced?.person.standsFor == person.number)
            // The link of whoever was replaced opens nothing.
            await #expect(throws: SurveysError.linkVoid) { try await house.submit(letter) }
            await #expect(throws: SurveysError.settledAlready(person.number)) {
                try await ReplacePerson(house.bureau)(order(person.number), by: coordinator)
            }
            // There are two in the reserve of a cell.
            let last = try await ReplacePerson(house.bureau)(order(next), by: coordinator)
            await #expect(throws: SurveysError.noReserve(last)) { try await ReplacePerson(house.bureau)(order(last), by: coordinator) }
        }
    }

    @Test func `forgets names and addresses once it is closed, and no answer with them`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            for letter in try await house.links() { try await house.submit(letter) }
            await #expect(throws: SurveysError.notPossible(.forgotten, from: .open)) {
                try await ForgetPeople(house.bureau)(number, by: coordinator)
            }
            try await CloseCampaign(house.bureau)(number, by: coordinator)
            try await ForgetPeople(house.bureau)(number, by: coordinator)
            let contents = try await DatabaseContents(house.services.database)
            for (table, rows) in contents.tables where table.hasPrefix("surveys_") {
                #expect(!rows.contains { $0.contains("Người A") || $0.contains("vidu.vn") || $0.contains("09011") }, "\(table)")
            }
            #expect(try await house.count("surveys_answers") == 6)
            #expect(try await house.count("surveys_links") == 0)
        }
    }

    @Test func `asks each delegate about each unit (SV-10)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, judges: .all) }
            #expect(try await house.count("surveys_askings") == 12, "six people, two units")
            let letter = try #require(try await house.links().first)
            for unit in ["A", "B"] {
                try await SubmitAnswer(house.bureau)(
                    .init(token: letter.token.text, unit: unit, answers: SurveysHouse.answers(), language: .vi, consents: true))
            }
            #expect(try await house.count("surveys_waiting") == 2)
        }
    }

    @Test func `invites by message what has a number, and says so where it cannot`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            await #expect(throws: SurveysError.cannotInvite) {
                try await GiveLinks(house.bureau).invite("citizens", by: .sms, campaign: number, by: coordinator)
            }
        }
        try await SurveysHouse.open([.sms: "file:/tmp/none", .publicURL: "https://tinh.vn"]) { house in
            try await house.running()
            let count = try await GiveLinks(house.bureau).invite("citizens", by: .sms, campaign: number, by: coordinator)
            #expect(count == 6)
            let texts = try await house.services.database.read { db in
                try db.rows("SELECT text FROM citizens_texts").map { try $0.string("text") }
            }
            #expect(texts.count == 6 && texts.allSatisfy { $0.contains("https://tinh.vn/surveys/r/") })
        }
    }
}

@Suite struct `A list of people` {
    private func faults(_ text: String, stages: Bool = false) -> [Fault] {
        let design = stages ? SampleDesign(draw: .stages, communes: 1, villages: 1, households: 1) : SampleDesign()
        do {
            _ = try FrameTable(SurveysHouse.file(text, "list.csv"), units: ["A": ID(rawValue: "unit-a")], design: design)
            return []
        } catch let error as Faults {
            return error.faults
        } catch {
            Issue.record("\(error)")
            return []
        }
    }

    @Test func `names the row and column of each fault`() {
        let found = faults("reference,unit,email\n1,A,x\n1,A,\n3,Z,\n,A,\n")
        #expect(found.map(\.code) == ["surveys.list_email", "surveys.list_twice", "surveys.list_unit", "surveys.list_missing"])
        #expect(found.map(\.place.line) == [2, 3, 4, 5])
        #expect(found.map(\.place.field) == ["email", "reference", "unit", "reference"])
        #expect(faults("reference,unit,emial\n1,A,x\n").map(\.code) == ["office.table.unknown_column"])
    }

    @Test func `is taken whole or not at all, and one that is wrong leaves the one before`() async throws {
        try await SurveysHouse.open { house in
            try await house.planned()
            let wrong = SurveysHouse.file("reference,unit\n1,A\n1,A\n", "wrong.csv")
            await #expect(throws: Faults.self) {
                try await TakeFrame(house.bureau)("citizens", campaign: SurveysHouse.number, file: wrong, by: SurveysHouse.coordinator)
            }
            #expect(try await house.count("surveys_frame_rows") == 20)
        }
    }

    @Test func `nests villages in communes and communes in strata`() {
        let found = faults(
            "reference,unit,stratum,commune,village\n1,A,S,C,V\n2,A,T,C,W\n3,A,S,D,V\n4,A,S,,\n", stages: true)
        #expect(
            found.map(\.code) == [
                "surveys.list_two_strata", "surveys.list_two_communes", "surveys.list_missing", "surveys.list_missing",
            ])
    }

    @Test func `is taken from settled dossiers of the period, and looks names up only of those who are drawn (SV-14)`() async throws {
        try await SurveysHouse.open { house in
            try await house.settle("A", 30)
            let instrument = try await house.keep()
            _ = try await PlanCampaign(house.bureau)(SurveysHouse.plan(), unit: "A", by: SurveysHouse.coordinator)
            try await PlanGroup(house.bureau)(
                .init(SurveysHouse.group(instrument, frame: .dossiers), units: ["A", "B"], isOnce: true), campaign: SurveysHouse.number,
                by: SurveysHouse.coordinator)
            let taken = try await TakeFrame(house.bureau)("citizens", campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
            #expect(taken.rows == 30)
            let names = try await house.services.database.read { db in
                try #require(try db.row("SELECT COUNT(*) AS n FROM surveys_frame_rows WHERE name <> ''")).integer("n")
            }
            #expect(names == 0)
            try await DrawSample(house.bureau)(SurveysHouse.number, seed: 1, by: SurveysHouse.coordinator)
            let drawn = try await house.services.database.read { db in
                try db.rows("SELECT name FROM surveys_persons").map { try $0.string("name") }
            }
            #expect(drawn.count == 9 && drawn.allSatisfy { $0.hasPrefix("Người nộp ") })
        }
    }
}

extension SurveysHouse {
    /// Dossiers of a unit that were returned in the year, straight into the tables: what the view shows is what counts here.
    fileprivate func settle(_ code: String, _ count: Int) async throws {
        let moment = services.now()
        try await services.database.write { db in
            let unit = try #require(try UnitStore.find(code: code, db)).id
            try db.run(
                """
                INSERT INTO procedures_versions (id, code, name_vi, sort_key, search_text, field, levels, decision, source, entered_ms)
                VALUES ('V', '1.000001', 'Thủ tục', 'x', 'x', 'x', ' commune ', '', 'test', 0)
                """)
            for number in 1...count {
                let dossier = "H-\(100 + number)"
                try db.run(
                    """
                    INSERT INTO dossiers_dossiers (code, unit_id, version_id, channel, subject, state, received_ms, clock, finished_ms,
                        returned_ms, supplements, fee, delivery, is_digitised, has_electronic_result, reuses_data, is_in_store,
                        uses_population_data, origin, entered_ms, version)
                    VALUES (\(dossier), \(unit), 'V', 'direct', 'citizen', 'returned', \(moment), '', \(moment), \(moment), 0, 'none',
                        'counter', 0, 0, 0, 0, 0, 'import', \(moment), 1)
                    """)
                try db.run(
                    """
                    INSERT INTO dossiers_applicants (dossier, name, search_text, document, address, phone, email, submitter, request)
                    VALUES (\(dossier), \("Người nộp \(number)"), 'x', '', 'Số 1', '', '', '', '')
                    """)
            }
        }
    }
}
