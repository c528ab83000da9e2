import Kernel
import Platform
import Storage
import Surveys
import TestSupport
import Testing
import Units

@Suite struct `Figures that are let out` {
    private let number = SurveysHouse.number
    private let coordinator = SurveysHouse.coordinator
    private static let front = "/surveys/campaigns/KS-2026-0001/figures"

    @Test func `are there for everybody, whole, with what they mean (SV-55)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            try await withSignIns(house.services) { client in
                #expect(try await client.get("/surveys/results/KS-2026-0001", as: nil).status == 404)
                let formula = [
                    "scoring": "linear", "options": "", "weighting": "design", "calibration": "", "lonely": "fail", "absent": "leave_out",
                    "interval": "wilson", "level": "95", "group_weights": "", "maximum": "35", "floor": "",
                ]
                let wrong = try await client.send(
                    "\(Self.front)/new", formula.merging(["level": "x", "options": "5"]) { $1 }, as: .surveyCoordinator)
                #expect(wrong.status == 422 && wrong.text.contains("id=\"level-error\"") && wrong.text.contains("id=\"options-error\""))
                let made = try await client.send("\(Self.front)/new", formula, as: .surveyCoordinator)
                #expect(made.location == "\(Self.front)?done=estimated")
                for language in [Language.vi, .en] {
                    let page = try await client.get(Self.front, as: .auditor, language: language)
                    #expect(page.status == 200 && page.text.contains("<svg") && !page.text.contains("surveys."), "\(language)")
                    for part in ["new", "release", "handover"] {
                        let form = try await client.get("\(Self.front)/\(part)", as: .surveyCoordinator, language: language)
                        #expect(form.status == 200 && !form.text.contains("surveys.figure"), "\(part) in \(language)")
                    }
                }
                #expect(try await client.get("/surveys/results/KS-2026-0001", as: nil).status == 404, "nobody let it out yet")
                let sent = try await client.send("\(Self.front)/release", ["edition": "1", "note": "Lần một"], as: .surveyCoordinator)
                #expect(sent.status == 303)
                #expect(try await client.send("\(Self.front)/release", ["edition": "1", "note": ""], as: .surveyCoordinator).status == 409)
                #expect(try await client.get("/surveys/results", as: nil).text.contains("Khảo sát thử"))
                let page = try await client.get("/surveys/results/KS-2026-0001", as: nil)
                #expect(page.status == 200 && page.text.contains("Lần một"))
                let digest = try await house.services.database.read {
                    try #require(try $0.row("SELECT digest FROM surveys_releases")).string("digest")
                }
                #expect(page.text.contains(digest))
                let csv = try await client.get("/surveys/results/KS-2026-0001/figures.csv", as: nil)
                #expect(csv.status == 200 && csv.text.contains(digest) && csv.text.contains(",index,"))
                let json = try await client.get("/surveys/results/KS-2026-0001/figures.json", as: nil)
                #expect(json.text.contains("\"digest\":\"\(digest)\""))
            }
        }
    }

    @Test func `become indicators of a period, with the interval beside the value and in their source (PI-61)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            try await house.estimate()
            let order = HandOverFigures.Order(edition: 1, respondents: "citizens", figure: "index", indicator: "surveys.satisfaction")
            await #expect(throws: SurveysError.notReleased(1)) {
                try await HandOverFigures(house.bureau)(order, campaign: number, by: coordinator)
            }
            try await ReleaseFigures(house.bureau)(1, note: "", campaign: number, by: coordinator)
            #expect(try await HandOverFigures(house.bureau)(order, campaign: number, by: coordinator) == 2)
            let value = try await house.services.database.read { db in
                let unit = try #require(try UnitStore.find(code: "A", db)).id.rawValue
                return try #require(try IndicatorStore.values(of: unit, in: .year(2026), db)["surveys.satisfaction"])
            }
            #expect(value.measure == .value(Number(digits: 875, scale: 1)))
            #expect(value.source.contains("n=3 [") && value.link?.text == "/surveys/results/KS-2026-0001")
            let line = try #require(try await house.lines()["A citizens index"])
            let interval = try #require(value.interval)
            #expect(
                interval.method == .t && interval.level == 95 && interval.respondents == 3 && interval.sample == "KS-2026-0001/citizens")
            let (low, high) = (try #require(line.low), try #require(line.high))
            #expect(interval.low == max(low, 0) && interval.high == min(high, 100) && interval.contains(Number(digits: 875, scale: 1)))
            var other = order
            other.indicator = "dossiers.on_time"
            await #expect(throws: Faults.self) { try await HandOverFigures(house.bureau)(other, campaign: number, by: coordinator) }
            for (name, code) in [
                ("surveys.satisfactoin", "surveys.figure.indicator_mistyped"), ("surveys.weather", "surveys.figure.indicator_unknown"),
            ] {
                other.indicator = name
                let order = other
                let faults = await #expect(throws: Faults.self, "nobody could take it from there (HOUSE 1)") {
                    try await HandOverFigures(house.bureau)(order, campaign: number, by: coordinator)
                }
                #expect(faults?.faults.map(\.code) == [code] && faults?.faults.first?.details["name"] == name)
            }
            #expect(try await house.count("platform_indicators") == 2)
        }
    }

    @Test func `show what people wrote after somebody read it (SV-54)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            try await house.estimate()
            try await ReleaseFigures(house.bureau)(1, note: "", campaign: number, by: coordinator)
            let answer = try await house.services.database.read { db in
                try #require(try db.row("SELECT id FROM surveys_answers WHERE record LIKE '%0901%'")).string("id")
            }
            try await withSignIns(house.services) { client in
                let review = "/surveys/campaigns/KS-2026-0001/groups/citizens/remarks"
                #expect(try await client.get(review, as: .surveyCoordinator).text.contains("Gọi tôi: 0901"))
                #expect(try await client.get(review, as: .auditor).status == 403)
                let id = "\(answer)-remark"
                let sent = try await client.send(
                    review, ["answer": answer, "question": "remark", "text-\(id)": "Gọi tôi", "shown-\(id)": "1"], as: .surveyCoordinator)
                #expect(sent.status == 303)
                let page = try await client.get("/surveys/results/KS-2026-0001", as: nil)
                #expect(page.text.contains("Gọi tôi") && !page.text.contains("0901"))
            }
        }
    }
}
