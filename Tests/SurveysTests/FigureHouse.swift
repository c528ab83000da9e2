import Forms
import Kernel
import Office
import Platform
import Storage
import Surveys
import TestSupport
import Testing

extension SurveysHouse {
    /// A closed campaign of six answers that can be computed by hand.
    ///
    /// Three of ten are asked about unit A and answer 5, 4, 3 to the first question, three of ten about B, who answer 2, 3, 4; all answer
    /// 5 to the second, nobody the third.
    func answered(minimum: Int = 2, design: SampleDesign = SampleDesign(formula: .given, givenSize: 6, reservePercent: 0)) async throws {
        try await planned { SurveysHouse.group($0, design: design) }
        var plan = try Self.plan()
        plan.minimumAnswers = minimum
        try await PlanCampaign(bureau)(plan, for: Self.number, version: nil, by: Self.coordinator)
        try await DrawSample(bureau)(Self.number, seed: 42, by: Self.coordinator)
        try await OpenCampaign(bureau)(Self.number, by: Self.coordinator)
        var given = ["A": ["5", "4", "3"], "B": ["2", "3", "4"]]
        for letter in try await links() {
            let unit = try await unit(of: letter)
            guard let first = given[unit]?.first else { continue }
            given[unit]?.removeFirst()
            try await submit(letter, Self.answers(first, "5", remark: first == "5" ? "Gọi tôi: 0901" : ""))
        }
        try await CloseCampaign(bureau)(Self.number, by: Self.coordinator)
    }

    /// A closed campaign of sixteen answers, eight of each unit, half of them by the web and half by telephone.
    ///
    /// To the first question the web answers 5 and 4, the telephone 1 and 4, by turns; all answer 5 to the second, nobody the third.
    func answeredByTwoChannels() async throws {
        try await running { SurveysHouse.group($0, design: SampleDesign(formula: .given, givenSize: 16, reservePercent: 0)) }
        try await AssignEnumerator(bureau)(
            "test-enumerator", from: 1, to: 100, group: "citizens", campaign: Self.number, by: Self.coordinator)
        var turns: [String: Int] = [:]
        for letter in try await links() {
            let unit = try await unit(of: letter)
            let turn = turns[unit, default: 0]
            turns[unit] = turn + 1
            if turn.isMultiple(of: 2) {
                try await submit(letter, Self.answers(turn.isMultiple(of: 4) ? "5" : "4", "5"))
            } else {
                try await EnterAnswer(bureau)(
                    .init(
                        letter.person.number, campaign: Self.number, group: "citizens", unit: unit, way: .phone,
                        answers: Self.answers(turn % 4 == 1 ? "1" : "4", "5"), consents: true, seconds: 60),
                    by: Self.enumerator)
            }
        }
        try await CloseCampaign(bureau)(Self.number, by: Self.coordinator)
    }

    @discardableResult
    func estimate(_ formula: EstimateFormula = EstimateFormula()) async throws -> Int {
        try await EstimateCampaign(bureau)(formula, campaign: Self.number, by: Self.coordinator)
    }

    /// The lines of the latest edition by unit code, `""` for all together, and figure.
    func lines(edition: Int? = nil, stream: KeptAnswer.Stream = .verified) async throws -> [String: FigureLine] {
        let codes = try await services.database.read { db in
            Dictionary(
                try db.rows("SELECT id, code FROM units_units").map { (try $0.string("id"), try $0.string("code")) },
                uniquingKeysWith: { first, _ in first })
        }
        let lines = try await ShowFigures(bureau)(Self.number, edition: edition, by: Self.coordinator).lines
        return Dictionary(
            lines.filter { $0.stream == stream }.map { ("\(codes[$0.unit] ?? "") \($0.respondents) \($0.figure)", $0) },
            uniquingKeysWith: { first, _ in first })
    }

    static func number(_ text: String) throws -> Number { try #require(Number(text)) }
}

/// Equal to nine digits.
func isNear(_ value: Number?, _ wanted: String) throws -> Bool {
    let value = try #require(value)
    let wanted = try SurveysHouse.number(wanted)
    let difference = try value.ratio - wanted.ratio
    let slack = try max(wanted.ratio, -wanted.ratio) * Ratio(1, 1_000_000_000)
    return max(difference, -difference) <= max(slack, Ratio(1, 1_000_000_000))
}
