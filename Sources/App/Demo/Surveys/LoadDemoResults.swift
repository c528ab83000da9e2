import Kernel
import Office
import Platform
import Surveys

/// A campaign of the year before, closed, computed and let out: what results look like, with invented answers that say so.
struct LoadDemoResults: Sendable {
    let bureau: SurveysBureau
    let clock: DemoClock
    let coordinator: Actor
    let words: @Sendable (String, [String: String]) -> String
    let name: Bilingual
    let instrument: Instrument
    let judged: [String]

    private static let people = 200

    func callAsFunction(unit: String) async throws {
        clock.stand(at: -400, minute: 480)
        guard let closes = CalendarDate(daysSince1970: clock.today.daysSince1970 + 60) else { return }
        let plan = CampaignPlan(
            title: words("past", [:]), period: .year(clock.today.year), opens: clock.today, closes: closes, note: words("note", [:]))
        let number = try await PlanCampaign(bureau)(plan, unit: unit, isGenerated: true, by: coordinator).number
        let group = RespondentGroup(
            code: "citizens", name: name, instrument: instrument.id, frame: .list,
            design: SampleDesign(formula: .given, givenSize: 80, reservePercent: 10))
        try await PlanGroup(bureau)(.init(group, units: judged, isOnce: true), campaign: number, by: coordinator)
        let rows = (1...Self.people).map { row in
            let unit = judged[row % judged.count]
            return "\(row),\(unit),\(unit),\(words("person", ["number": "\(row)"])),\(words("address", ["number": "\(row % 40 + 1)"]))"
        }
        let list = (["reference,unit,stratum,name,address"] + rows).joined(separator: "\n")
        try await TakeFrame(bureau)(
            "citizens", campaign: number, file: InputFile(name: words("file", [:]), bytes: Array(list.utf8)), by: coordinator)
        try await DrawSample(bureau)(number, seed: 2025, by: coordinator)
        try await OpenCampaign(bureau)(number, by: coordinator)
        var chance = SeededGenerator(seed: "surveys/past/\(unit)")
        for letter in try await GiveLinks(bureau).letters(for: 1...1000, group: "citizens", campaign: number, by: coordinator)
        where chance.happens(800) {
            clock.stand(at: -Int.random(in: 345...395, using: &chance), minute: Int.random(in: 480...1200, using: &chance))
            guard let unit = try await ShowAsking(bureau).units(of: letter.token.text).first else { continue }
            try await SubmitAnswer(bureau)(
                .init(
                    token: letter.token.text, unit: unit, answers: instrument.content.someAnswers(&chance), language: .vi, consents: true))
        }
        clock.stand(at: -330, minute: 480)
        try await CloseCampaign(bureau)(number, by: coordinator)
        let edition = try await EstimateCampaign(bureau)(
            EstimateFormula(scoring: .linear, maximum: 35, seed: 2025), campaign: number, by: coordinator)
        try await ReleaseFigures(bureau)(edition, note: words("note", [:]), campaign: number, by: coordinator)
    }
}
