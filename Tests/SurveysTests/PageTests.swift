import Kernel
import Office
import Platform
import Surveys
import TestSupport
import Testing

@Suite struct `The pages of surveys` {
    private static let front = "/surveys/campaigns/KS-2026-0001"

    @Test func `plan, draw and open a campaign by forms`() async throws {
        try await SurveysHouse.open { house in
            let instrument = try await house.keep()
            try await withSignIns(house.services) { client in
                let sent = try await client.send(
                    "/surveys/new",
                    [
                        "unit": "A", "title": "Khảo sát <một cửa>", "period": "2026", "opens": "01/10/2026", "closes": "31/12/2026",
                        "minimum": "5",
                    ],
                    as: .surveyCoordinator)
                #expect(sent.location == "\(Self.front)?done=planned")
                let wrong = try await client.send(
                    "/surveys/new", ["unit": "A", "title": "", "period": "x", "minimum": "5"], as: .surveyCoordinator)
                #expect(wrong.status == 422)
                for field in ["period", "opens", "closes"] { #expect(wrong.text.contains("id=\"\(field)-error\""), "\(field)") }
                let group = [
                    "respondents": "citizens", "name_vi": "Người dân", "name_en": "Citizens", "instrument": instrument.rawValue,
                    "frame": "list", "once": "1", "judges": "own", "units": "A\nB", "draw": "simple", "formula": "cochran",
                    "sizing": "whole", "size": "", "margin": "0,2", "share": "0,5", "design_effect": "1", "sharing": "proportional",
                    "reserve": "10", "communes": "", "villages": "", "households": "",
                ]
                #expect(try await client.send("\(Self.front)/groups/new", group, as: .surveyCoordinator).status == 303)
                let taken = try await client.send(
                    "\(Self.front)/groups/citizens/frame", [:], file: ("file", "list.csv", SurveysHouse.list().bytes),
                    as: .surveyCoordinator)
                #expect(taken.location == "\(Self.front)?done=frame")
                let page = try await client.get(Self.front, as: .surveyCoordinator)
                #expect(page.text.contains("Khảo sát &lt;một cửa&gt;"))
                #expect(page.text.contains("Cochran"))
                #expect(try await client.send("\(Self.front)/draw", ["seed": "7"], as: .surveyCoordinator).status == 303)
                #expect(try await client.send("\(Self.front)/draw", ["seed": "7"], as: .surveyCoordinator).status == 409)
                #expect(try await client.send("\(Self.front)/move", ["event": "opened"], as: .surveyCoordinator).status == 303)
                let people = try await client.get("\(Self.front)/groups/citizens/people", as: .surveyCoordinator)
                #expect(people.text.contains("Người A") || people.text.contains("Người B"))
                #expect(
                    try await client.get("\(Self.front)/groups/citizens/people", as: .auditor).status == 403, "names are for whoever plans")
                for language in [Language.vi, .en] {
                    for path in ["", "/follow", "/groups/citizens", "/groups/citizens/strata", "/costs", "/discard"] {
                        let shown = try await client.get(Self.front + path, as: .surveyCoordinator, language: language)
                        #expect(shown.status == 200, "\(path)")
                        #expect(!shown.text.contains("surveys."), "\(path) in \(language) shows a key")
                    }
                }
            }
        }
    }

    @Test func `take an answer part by part, read over and sent, and thank without showing it (SV-51, SV-66)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            let letter = try #require(try await house.links(1...100).first)
            let unit = try await house.unit(of: letter)
            let link = "/surveys/r/\(letter.token.text)"
            try await withClient(house.services) { client in
                let welcome = try await client.get(link)
                #expect(welcome.status == 200 && welcome.text.contains("Không ghi tên."))
                #expect(!welcome.text.contains(letter.person.name), "the page of a link names nobody")
                #expect(try await client.get("\(link)/\(unit)").text.contains("role=\"alert\""), "consent comes first")
                let form = try await client.get("\(link)/\(unit)?consent=1")
                #expect(form.text.contains("data-draft=\"survey-"), "the browser keeps what was begun")
                #expect(!form.text.contains("data-autosave"), "the server keeps nothing before it is sent")
                let answers = [("q.adult", "yes"), ("q.q1", "4"), ("q.q2", "5"), ("q.remark", "Cảm ơn")]
                let review = try await client.post("\(link)/\(unit)", answers + [("consent", "1"), ("step", "review")])
                #expect(review.status == 200 && review.text.contains("Cảm ơn"))
                #expect(review.text.contains("Xem lại trước khi gửi") && !review.text.contains("hoặc in"), "nothing can be printed here")
                let bad = try await client.post(
                    "\(link)/\(unit)", [("q.adult", "yes"), ("q.q1", "77"), ("consent", "1"), ("step", "save")])
                #expect(bad.status == 422)
                let sent = try await client.post("\(link)/\(unit)", answers + [("consent", "1"), ("step", "save")])
                #expect(sent.status == 200 && sent.text.contains("data-draft-done=\"survey-"))
                #expect(!sent.text.contains("value=\"5\""))
                let again = try await client.post("\(link)/\(unit)", answers + [("consent", "1"), ("step", "save")])
                #expect(again.status == 409)
                #expect(try await client.get("\(link)/\(unit)?consent=1").status == 409)
                #expect(try await client.get("/surveys/r/AAAA-AAAA-AAAA-AAAA-AAAA").status == 404)
            }
        }
    }

    @Test func `print letters with an address that works, and none while the site knows no address (SV-51)`() async throws {
        let letters = "\(Self.front)/groups/citizens/letters"
        try await SurveysHouse.open { house in
            try await house.running()
            let before = try #require(try await house.links(1...100).first)
            try await withSignIns(house.services) { client in
                let refused = try await client.send(letters, ["from": "1", "to": "9"], as: .surveyCoordinator)
                #expect(refused.status == 409 && refused.text.contains("public_url") && refused.text.contains("id=\"from-error\""))
            }
            try await house.submit(before)
        }
        try await SurveysHouse.open([.publicURL: "https://tinh.vn"]) { house in
            try await house.running()
            let made = try await GiveLinks(house.bureau).printed(
                for: 1...100, group: "citizens", campaign: SurveysHouse.number, by: SurveysHouse.coordinator)
            #expect(made.address == "https://tinh.vn" && !made.letters.isEmpty)
        }
    }

    @Test func `lead everybody to what was released, and nobody but those of the house to campaigns (SV-55)`() async throws {
        try await SurveysHouse.open { house in
            try await withSignIns(house.services) { client in
                for (language, name) in [(Language.vi, "Kết quả khảo sát"), (.en, "Survey results")] {
                    let front = try await client.get("/", language: language)
                    #expect(front.text.contains("<a href=\"/surveys/results\">\(name)</a>") && !front.text.contains("href=\"/surveys\""))
                }
                let results = try await client.get("/surveys/results")
                #expect(results.text.contains("<a href=\"/surveys/results\" aria-current=\"true\">Kết quả khảo sát</a>"))
            }
        }
    }

    @Test func `stop whoever tries links through`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            _ = try await house.links(1...100)
            try await withClient(house.services) { client in
                var statuses: [Int] = []
                for number in 0..<40 { statuses.append(try await client.get("/surveys/r/\(1000 + number)").status) }
                #expect(Set(statuses) == [404, 429])
            }
        }
    }
}
