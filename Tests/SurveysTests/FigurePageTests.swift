import Kernel
import Platform
import Surveys
import TestSupport
import Testing

@Suite struct `A page of figures` {
    private static let page = "/surveys/campaigns/KS-2026-0001/figures"

    @Test func `tells of each part how much less the draw says than a simple sample would, and against which (SV-34)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            try await house.estimate()
            let lines = try await house.lines()
            // 100, 87.5 and 75 of three of ten: 0.7·156.25/3 against 156.25/3 with replacement.
            #expect(try isNear(lines["A citizens index"]?.effect, "0.7"))
            #expect(try isNear(lines["A citizens part/access"]?.effect, "0.7"))
            // Both units: 18.229166… against 859.375/30.
            #expect(try isNear(lines[" citizens index"]?.effect, "0.6363636364"))
            #expect(lines[" citizens part/result"]?.effect == nil, "nobody was asked")
            #expect(lines["A citizens item/q2"]?.effect == nil, "nothing varies")
            try await withSignIns(house.services) { client in
                let page = try await client.get(Self.page, as: .auditor, language: .en)
                #expect(page.text.contains("Design effect (against sampling with replacement)") && page.text.contains("0.64"))
            }
        }
    }

    @Test func `has no column of design effects where nobody was drawn (SV-25, SV-67)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            for index in 0..<6 {
                try await SubmitOpenAnswer(house.bureau)(
                    .init(
                        campaign: SurveysHouse.number, group: "citizens", unit: "A", answers: SurveysHouse.answers("\(index % 2 + 3)", "5"),
                        language: .vi, consents: true, ticket: "TICKETTICKET000\(index)"))
            }
            try await CloseCampaign(house.bureau)(SurveysHouse.number, by: SurveysHouse.coordinator)
            try await house.estimate()
            try await withSignIns(house.services) { client in
                let page = try await client.get(Self.page, as: .auditor, language: .en)
                #expect(page.text.contains("id=\"parts-citizens-open\"") && !page.text.contains("Design effect (against"))
            }
        }
    }

    @Test func `tells no chance that rests on cells which it hides (SV-54)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answeredByTwoChannels()
            try await house.estimate()
            let lines = try await house.lines()
            for unit in ["A", "B"] {
                let cells = try ["web", "phone"].map { try #require(lines["\(unit) citizens channel/\($0)"]) }
                #expect(cells.allSatisfy { $0.isHidden }, "four answers each, where five are wanted")
                #expect(lines["\(unit) citizens item/q1"]?.value != nil, "eight answers in all")
                for figure in ["test", "test/q1"] {
                    let test = try #require(lines["\(unit) citizens \(figure)"])
                    #expect(test.value == nil && test.error == nil && test.notes == [.complementary], "\(unit) \(figure)")
                }
            }
            #expect(lines[" citizens test"]?.value != nil, "of all units together nothing is hidden")
            try await withSignIns(house.services) { client in
                let page = try await client.get(Self.page, as: .auditor, language: .en)
                let table = try #require(
                    page.text.split(separator: "id=\"channels-citizens-verified\"").last?.split(separator: "</table>").first)
                #expect(table.matches(of: /p (=|&lt;) 0/).count == 1 && table.matches(of: /hidden with another/).count >= 2)
            }
        }
    }

    @Test func `tells no chance of a question whose answers it hides (SV-54)`() throws {
        func line(_ figure: String, unit: String, answered: Int, value: Number = 1) -> FigureLine {
            var line = FigureLine(figure, of: "citizens", unit: unit, stream: .verified, asked: 9, answered: answered)
            line.value = value
            return line
        }
        let lines = ["", "A", "B"].flatMap { unit in
            let few = unit == "A" ? 2 : 9
            return [
                line("index", unit: unit, answered: 9), line("item/q1", unit: unit, answered: 9),
                line("item/q2", unit: unit, answered: few),
                line("test/q1", unit: unit, answered: 9), line("test/q2", unit: unit, answered: 9), line("test", unit: unit, answered: 9),
            ]
        }
        var hiding = FigureHiding(minimum: 5)
        let hidden = try hiding.hide(lines, nodes: [("index", ["item/q1", "item/q2"])])
        func isShown(_ figure: String, _ unit: String) -> Bool {
            hidden.contains { $0.figure == figure && $0.unit == unit && $0.value != nil }
        }
        #expect(!isShown("item/q2", "A") && !isShown("test/q2", "A"))
        #expect(!isShown("test", "A"), "it may be that of the hidden question")
    }
}
