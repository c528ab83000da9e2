import Kernel
import Platform
import Statistics
import Storage
import Surveys
import TestSupport
import Testing

/// Figures of a campaign small enough to be computed by hand.
@Suite struct `The figures of a campaign` {
    private let number = SurveysHouse.number
    private let coordinator = SurveysHouse.coordinator

    @Test func `are those of the design, with their errors and intervals (SV-30…32)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            try await house.estimate()
            let lines = try await house.lines()
            // 100, 75, 50 of three of ten: mean 75, V = 0.7·625/3.
            let a = try #require(lines["A citizens item/q1"])
            #expect(a.asked == 3 && a.answered == 3 && a.weighted == .design && a.interval == .t)
            #expect(try isNear(a.value, "75"))
            #expect(try isNear(a.error, "12.07614729"))
            #expect(try isNear(a.low, "23.0405319"))
            #expect(try isNear(a.high, "126.9594681"))
            let all = try #require(lines[" citizens item/q1"])
            #expect(try isNear(all.value, "62.5"))
            #expect(try isNear(all.error, "8.539125638"))
            #expect(try isNear(all.low, "38.79158642"))
            #expect(try isNear(all.high, "86.20841358"))
            #expect(try isNear(lines["B citizens mean/q1"]?.value, "3"))
            // Half are satisfied; Wilson with n = p(1 − p)/V and t of four degrees.
            let satisfied = try #require(lines[" citizens satisfied/q1"])
            #expect(satisfied.interval == .wilson)
            #expect(try isNear(satisfied.value, "50"))
            #expect(try isNear(satisfied.low, "13.07868973"))
            #expect(try isNear(satisfied.high, "86.92131027"))
            // Ten of the twenty.
            #expect(try isNear(lines[" citizens total/q1"]?.value, "10"))
            #expect(try isNear(lines[" citizens total/q1"]?.error, "3.944053189"))
            // The mean of two questions; the third nobody answered, and its part is left out.
            let index = try #require(lines["A citizens index"])
            #expect(try isNear(index.value, "87.5"))
            #expect(try isNear(index.error, "6.038073645"))
            #expect(index.notes.contains(.partLeftOut))
            #expect(lines["A citizens item/q3"]?.notes == [.nobody])
            #expect(lines[" citizens response"]?.value == 100)
        }
    }

    @Test func `of an index with a part that nobody was asked are refused where the formula says so`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            try await house.estimate(EstimateFormula(absent: .refuse))
            let line = try #require(try await house.lines()["A citizens index"])
            #expect(line.value == nil && line.notes == [.nobody])
        }
    }

    @Test func `become points by the forms of SV-22`() async throws {
        try await SurveysHouse.open { house in
            let id = try await house.keep()
            let scale = try #require(try await ShowInstrument(house.bureau)(id)?.scales.first)
            func percent(_ formula: EstimateFormula, _ counts: [Int]) throws -> Number {
                var sum = Ratio.zero
                for (count, percent) in zip(counts, formula.percents(of: scale)) {
                    sum = try sum + (try percent.ratio * Ratio(count, counts.reduce(0, +)))
                }
                return try #require(sum.number(scale: 9))
            }
            let counts = [2, 3, 10, 45, 40]
            let wanted: [(EstimateFormula.Scoring, String, String)] = [
                (.satisfied, "85", "29.75"), (.shareOfTop, "83.6", "29.26"), (.linear, "79.5", "27.825"),
            ]
            for (scoring, share, points) in wanted {
                let formula = EstimateFormula(scoring: scoring, maximum: 35)
                let value = try percent(formula, counts)
                #expect(value == Number(share), "\(scoring)")
                #expect(formula.points(value) == Number(points), "\(scoring)")
            }
            // June 2026 of the deputy reports (SV-7): 79.52 by the line, 82.19 by the two best.
            let june = [23, 30, 141, 428, 467]
            #expect(try percent(EstimateFormula(scoring: .linear), june).rounded(scale: 2) == Number("79.52"))
            #expect(try percent(EstimateFormula(scoring: .satisfied), june).rounded(scale: 2) == Number("82.19"))
            let floor = EstimateFormula(scoring: .satisfied, maximum: 35, floor: 80)
            #expect(floor.points(Number(digits: 7999, scale: 2)) == .zero && floor.points(80) == 28)
            let options = EstimateFormula(scoring: .options, options: ["1": 0, "2": 0, "3": 20, "4": 60, "5": 100])
            #expect(options.percents(of: scale) == [0, 0, 20, 60, 100])
        }
    }

    @Test func `keep each formula beside those before (SV-7), and both weightings (SV-24)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            #expect(try await house.estimate() == 1)
            let first = try await house.lines()
            #expect(try await house.estimate(EstimateFormula(scoring: .satisfied, weighting: .none)) == 2)
            #expect(try await house.lines(edition: 1) == first, "nothing is overwritten")
            let second = try await house.lines()
            #expect(try isNear(second[" citizens item/q1"]?.value, "50"))
            #expect(second[" citizens item/q1"]?.weighted == FigureLine.Weighted.none)
            #expect(second[" citizens index"]?.other != nil)
        }
    }

    @Test func `are refused with the name of a lonely stratum, and computed where somebody says how (SV-31)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered(design: SampleDesign(formula: .given, givenSize: 2, reservePercent: 0))
            let error = await #expect(throws: SurveysError.self) { try await house.estimate() }
            #expect([.lonelyStratum("A", stage: 1), .lonelyStratum("B", stage: 1)].contains(error))
            try await house.estimate(EstimateFormula(lonely: .certainty))
            #expect(try await house.lines()[" citizens index"]?.value != nil)
        }
    }

    @Test func `are refused where margins are missing, or have what the sample has not`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            let formula = EstimateFormula(calibration: ["citizens": ["adult"]])
            await #expect(throws: SurveysError.marginMissing("adult")) { try await house.estimate(formula) }
            try await SetMargins(house.bureau)(
                [MarginTable("adult", [.init("yes", 15), .init("no", 5)])], group: "citizens", campaign: number, by: coordinator)
            await #expect(throws: SurveysError.marginEmpty("adult", category: "no")) { try await house.estimate(formula) }
            try await SetMargins(house.bureau)(
                [MarginTable("adult", [.init("yes", 40), .init("no", 0)])], group: "citizens", campaign: number, by: coordinator)
            try await house.estimate(formula)
            let lines = try await house.lines()
            #expect(lines[" citizens index"]?.weighted == .calibrated)
            #expect(try isNear(lines[" citizens total/q1"]?.value, "20"), "forty in all")
            for (categories, code) in [
                ([MarginTable.Category("yes", 1)], "surveys.figure.category_once"),
                ([.init("yes", 1), .init("no", 1), .init("x", 1)], "surveys.figure.category_unknown"),
            ] {
                let faults = await #expect(throws: Faults.self) {
                    try await SetMargins(house.bureau)(
                        [MarginTable("adult", categories)], group: "citizens", campaign: number, by: coordinator)
                }
                #expect(faults?.faults.map(\.code).contains(code) == true)
            }
        }
    }

    @Test func `of a census have no error to tell (SV-39)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered(design: SampleDesign(draw: .census))
            try await house.estimate()
            let line = try #require(try await house.lines()["A citizens index"])
            #expect(line.weighted == .census && line.value != nil && line.error == nil && line.interval == .none)
        }
    }

    @Test func `hide few answers and what would tell them (SV-54)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered(minimum: 5)
            try await house.estimate()
            let lines = try await house.lines()
            for unit in ["A", "B"] {
                for figure in ["index", "part/access", "item/q1", "satisfied/q1", "mean/q1", "total/q1"] {
                    let line = try #require(lines["\(unit) citizens \(figure)"])
                    #expect(line.isHidden && line.value == nil && line.low == nil && line.other == nil, "\(unit) \(figure)")
                }
            }
            #expect(lines[" citizens index"]?.value != nil, "six answered in all")
        }
    }

    @Test func `of whoever came are a series without intervals (SV-25, SV-67)`() async throws {
        try await SurveysHouse.open { house in
            try await house.running { SurveysHouse.group($0, frame: .none) }
            for (index, answer) in ["5", "5", "3", "3", "4"].enumerated() {
                try await SubmitOpenAnswer(house.bureau)(
                    .init(
                        campaign: number, group: "citizens", unit: "A", answers: SurveysHouse.answers(answer, "5"), language: .vi,
                        consents: true, ticket: "TICKETTICKET000\(index)"))
            }
            try await CloseCampaign(house.bureau)(number, by: coordinator)
            try await house.estimate()
            #expect(try await house.lines().isEmpty, "nobody was drawn")
            let line = try #require(try await house.lines(stream: .open)["A citizens item/q1"])
            #expect(try isNear(line.value, "75"))
            #expect(line.error == nil && line.low == nil && line.notes == [.selfSelected])
        }
    }

    @Test func `of two channels are held against each other (SV-25)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answeredByTwoChannels()
            try await house.estimate()
            let lines = try await house.lines()
            #expect(try isNear(lines[" citizens channel/web"]?.value, "93.75"))
            #expect(try isNear(lines[" citizens channel/phone"]?.value, "68.75"))
            #expect(lines[" citizens test/q2"]?.notes == [.noTest], "everybody says the same")
            let p = try #require(lines[" citizens test"]?.value)
            #expect(p < Number(digits: 1, scale: 2))
        }
    }

    @Test func `are ranked no more surely than they are known (SV-37, PI-61)`() async throws {
        try await SurveysHouse.open { house in
            try await house.answered()
            try await house.estimate(EstimateFormula(maximum: 35))
            let lines = try await house.lines()
            let index = lines.values.filter { $0.figure == "index" }
            let ranks = try #require(UnitRanks(index, EstimateFormula()))
            #expect(ranks.places.map(\.rank) == [1, 2])
            #expect(ranks.places.allSatisfy { $0.possible == 1...2 }, "three answers each tell no difference of 12.5")
            #expect(ranks.groups.contains { $0.count == 2 })
            let points = try #require(lines["A citizens points"])
            #expect(points.value == Number("30.625"))
            #expect(points.high == 35, "no more than all")
        }
    }

    @Test func `change with no answer after they were read`() async throws {
        try await SurveysHouse.open { house in
            try await house.running()
            await #expect(throws: SurveysError.notPossible(.estimated, from: .open)) { try await house.estimate() }
            try await CloseCampaign(house.bureau)(number, by: coordinator)
            await #expect(throws: SurveysError.self) { try await house.estimate() }
        }
    }
}

@Suite struct `A formula` {
    @Test func `is stored as one text and read back`() throws {
        let formula = EstimateFormula(
            scoring: .options, options: ["1": 0, "5": 100], weighting: .none, lonely: .average, absent: .refuse, interval: .logit,
            level: 99,
            calibration: ["citizens": ["sex", "age"]], groupWeights: ["citizens": 2, "officials": Number(digits: 15, scale: 1)],
            maximum: 35, floor: 80, seed: .max)
        #expect(EstimateFormula(definition: formula.definition) == formula)
        #expect(EstimateFormula(definition: "{}") == nil)
    }
}
