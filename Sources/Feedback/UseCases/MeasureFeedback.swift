import Kernel
import Platform
import Storage
import Units

/// Hands what a period that is over gave over to whoever scores: for each unit its indicators with their parts and the way back (HOUSE 1).
package struct MeasureFeedback: Sendable {
    private let bureau: FeedbackBureau

    package init(_ bureau: FeedbackBureau) { self.bureau = bureau }

    /// How many values were handed over; an indicator of nothing is left out.
    @discardableResult
    package func callAsFunction(_ period: Period, by actor: Actor) async throws -> Int {
        try actor.require(.procedureController)
        return try await bureau.write(by: actor) { desk in
            if period.last >= desk.now.vietnamDate { throw FeedbackError.periodNotOver(desk.now.vietnamDate) }
            return try HandOverIndicators(desk.services)(desk.indicators(period), of: period, from: "feedback", by: actor, in: desk.db)
        }
    }
}

extension FeedbackBureau.Desk {
    /// All indicators of the room for all units, in order.
    fileprivate func indicators(_ period: Period) throws -> [IndicatorValue] {
        let (first, end) = (period.first.start, period.last.end)
        var tallies: [ID<Units.Unit>: PetitionTally] = [:]
        for stay in try FigureStore.stays(from: first, before: end, of: nil, db) {
            tallies[stay.unit, default: PetitionTally()].add(stay, from: first, before: end, at: now)
        }
        let dialogue = try PromiseStore.counts(from: period.first, through: period.last, db)
        var values: [IndicatorValue] = []
        let units = try UnitStore.find(Set(tallies.keys).union(dialogue.keys), db)
        for unit in units.values.sorted(by: { $0.code < $1.code }) {
            let (tally, talk) = (tallies[unit.id] ?? PetitionTally(), dialogue[unit.id] ?? DialogueCount())
            let shares: [(String, Int, Int)] = [
                ("feedback.on_time", tally.onTime, tally.judged), ("feedback.answered_on_time", tally.onTime, tally.judged),
                ("feedback.satisfied", tally.judged - tally.late - tally.onlyUnsatisfied, tally.judged),
                ("feedback.results_published", tally.published, tally.toPublish),
                ("feedback.promises_kept", talk.kept, talk.promised),
                ("feedback.questions_answered_on_time", talk.answered, talk.asked),
            ]
            for (name, part, whole) in shares where whole > 0 {
                values.append(
                    IndicatorValue(
                        unit: unit.id.rawValue, indicator: name, period: period,
                        measure: .ratio(numerator: Number(part), denominator: Number(whole)), taken: now, source: "feedback \(period)",
                        link: ("/feedback/figures" as Link).setting("year", to: "\(period.first.year)")))
            }
        }
        return values
    }
}
