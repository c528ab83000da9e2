import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Surveys
import TestSupport
import Testing

@Suite struct `The pages of kiosks and paper` {
    private static let front = "/surveys/campaigns/KS-2026-0001"

    /// What a device sends, and what it is answered.
    private func post(_ client: any TestClientProtocol, _ path: String, _ body: [String: Any]) async throws -> (
        status: Int, json: [String: Any]
    ) {
        let bytes = ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: body))
        let answer = try await client.executeRequest(
            uri: "/api/v1/surveys/kiosk/\(path)", method: .post, headers: [.contentType: "application/json"], body: bytes)
        let json = try JSONSerialization.jsonObject(with: Data(String(buffer: answer.body).utf8)) as? [String: Any]
        return (answer.status.code, json ?? [:])
    }

    @Test func `register a device, pair it, take its answers and show how it stands`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            try await withSignIns(house.services) { client in
                let wrong = try await client.send("\(Self.front)/kiosks", ["name": "", "place": "citizens/A"], as: .surveyCoordinator)
                #expect(wrong.status == 422)
                for field in ["name", "pin", "episode"] { #expect(wrong.text.contains("id=\"\(field)-error\""), "\(field)") }
                let made = try await client.send(
                    "\(Self.front)/kiosks", ["name": "Quầy <2>", "place": "citizens/A", "pin": "2468", "episode": "30"],
                    as: .surveyCoordinator)
                #expect(made.status == 200)
                let code = try #require(made.text.firstMatch(of: /<strong>([0-9A-Z-]{9})<\/strong>/)).1
                let paired = try await post(client, "pairings", ["code": String(code)])
                #expect(paired.status == 200)
                let setup = try #require(paired.json["setup"] as? [String: Any])
                let answer: [String: Any] = [
                    "id": TestKiosk.word(1), "device": setup["id"] ?? "", "instrument": setup["instrument"] ?? "", "language": "en",
                    "day": "2026-10-10", "seconds": 12, "answers": #"{"adult":"yes","q1":"4","q2":"5"}"#,
                ]
                let report: [String: Any] = [
                    "secret": paired.json["secret"] ?? "", "run": "RUN0000000000000000001", "after": [String](), "clock": 1_791_600_000_000,
                    "queued": 2, "pixel": 248, "setup": paired.json["digest"] ?? "", "answers": [answer],
                ]
                let told = try await post(client, "reports", report)
                #expect(told.status == 200 && told.json["kept"] as? [String] == [TestKiosk.word(1)])
                let page = try await client.get("\(Self.front)/kiosks", as: .auditor)
                #expect(page.text.contains("Quầy &lt;2&gt;") && page.text.contains("16 mm = 65 px"))
                #expect(!page.text.contains("name=\"pin\""), "who reads registers nothing")
                var copy = report
                copy["run"] = "RUN000000000000000000C"
                let refused = try await post(client, "reports", copy)
                #expect(refused.status == 409 && refused.json["code"] as? String == "surveys.kiosk.device_twice")
                #expect(try await client.get("\(Self.front)/kiosks", as: .surveyCoordinator).text.contains("role=\"alert\""))
                #expect(try await post(client, "reports", ["secret": 1]).status == 422)
                let id = try #require(setup["id"] as? String)
                for language in [Language.vi, .en] {
                    for path in ["/kiosks", "/kiosks/\(id)", "/paper", "/paper/batches"] {
                        let shown = try await client.get(Self.front + path, as: .surveyCoordinator, language: language)
                        #expect(shown.status == 200, "\(path)")
                        #expect(!shown.text.contains("surveys."), "\(path) in \(language) shows a key")
                    }
                }
            }
        }
    }

    @Test func `stop whoever tries codes through`() async throws {
        try await SurveysHouse.open { house in
            try await withClient(house.services) { client in
                var statuses: Set<Int> = []
                for number in 0..<40 { statuses.insert(try await post(client, "pairings", ["code": "AAAA-\(1000 + number)"]).status) }
                #expect(statuses == [404, 429])
            }
        }
    }

    @Test func `give a device a page that leads nowhere, and a worker that reaches the house alone`() async throws {
        try await SurveysHouse.open { house in
            try await withClient(house.services) { client in
                let page = try await client.get("/surveys/kiosk/screen")
                #expect(page.status == 200 && !page.text.contains("<a "), "no link leads away")
                #expect(!page.text.contains("surveys.kiosk"), "every word of the script has a text")
                let worker = try await client.executeRequest(uri: "/surveys/kiosk/worker.js", method: .get, headers: [:], body: nil)
                #expect(worker.headers[.contentType]?.hasPrefix("text/javascript") == true)
                #expect(worker.headers[.contentSecurityPolicy] == "default-src 'none'; connect-src 'self'")
            }
        }
    }

    @Test func `take a batch through two blind clerks and a third to its end`() async throws {
        try await SurveysHouse.open { house in
            let paper = try await TestPaper.open(house)
            try await withSignIns(house.services) { client in
                let numbered = try await client.send(
                    "\(Self.front)/paper/forms", ["place": "citizens/A", "cell": "", "count": "1"], as: .surveyCoordinator)
                #expect(numbered.location == "\(Self.front)/paper?done=numbered")
                let serial = try #require(FormSerial(year: 2026, number: 1))
                // The coordinator of this test is one of the two.
                let order = [
                    "group": "citizens", "from": "Bưu điện <1>", "day": "09/10/2026", "count": "1", "serials": serial.description,
                    "first": "test-enumerator", "second": "clerk-2", "settler": "clerk-3", "limit": "1000", "note": "",
                ]
                let wrong = try await client.send(
                    "\(Self.front)/paper/batches", order.merging(["count": "2", "first": "x"]) { $1 }, as: .surveyCoordinator)
                #expect(wrong.status == 422)
                for field in ["count", "first"] { #expect(wrong.text.contains("id=\"\(field)-error\""), "\(field)") }
                let received = try await client.send("\(Self.front)/paper/batches", order, as: .surveyCoordinator)
                #expect(received.location == "/surveys/batches/PB-2026-0001?done=received")
                let batch = "/surveys/batches/PB-2026-0001"
                let key = "\(batch)/forms/\(serial)"
                #expect(try await client.get("/surveys/batches", as: .enumerator).text.contains("PB-2026-0001"))
                try await KeyForm(house.bureau)(serial, SurveysHouse.answers("1", "1"), batch: "PB-2026-0001", by: TestPaper.second)
                let blank = try await client.get(key, as: .enumerator)
                #expect(blank.status == 200 && !blank.text.contains(" checked"), "nothing of the other is on the page")
                #expect(!blank.text.contains("data-draft="), "nor kept in the browser")
                let sent = try await client.send(
                    key, ["q.adult": "yes", "q.q1": "4", "q.q2": "5", "step": "save"], as: .enumerator)
                #expect(sent.location == "\(batch)?done=keyed")
                let shown = try await client.get(batch, as: .surveyCoordinator)
                #expect(shown.text.contains("Bưu điện &lt;1&gt;") && shown.text.contains(serial.description))
                #expect(try await client.send("\(batch)/close", [:], as: .surveyCoordinator).status == 409)
                try await paper.settle(serial, SurveysHouse.answers("4", "5"), try await paper.show(of: "PB-2026-0001"))
                for (language, label) in [(Language.vi, "Tốt"), (.en, "Good")] {
                    let settled = try await client.get(batch, as: .surveyCoordinator, language: language)
                    #expect(settled.text.contains(">\(label)</div>") && !settled.text.contains(">4</div>"), "no code of \(language)")
                }
                #expect(try await client.send("\(batch)/close", [:], as: .surveyCoordinator).status == 303)
                #expect(try await house.count("surveys_answers") == 1)
            }
        }
    }
}

extension TestPaper {
    fileprivate func show(of number: String) async throws -> PaperBatch {
        try await ShowPaper(house.bureau).batch(number, by: SurveysHouse.coordinator).batch
    }
}
