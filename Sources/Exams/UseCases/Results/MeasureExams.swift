import Kernel
import Platform
import Units

/// Hands what came out of a period's tests over to whoever scores: for each unit who sat of those called, who passed of those who sat
/// (HOUSE 1).
package struct MeasureExams: Sendable {
    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// How many values were handed over; an indicator of nothing is left out.
    @discardableResult
    package func callAsFunction(_ period: Period, by actor: Actor) async throws -> Int {
        try actor.require(.administrator)
        return try await bureau.write(by: actor) { desk in
            if period.last >= desk.now.vietnamDate { throw ExamsError.periodNotOver(desk.now.vietnamDate) }
            return try HandOverIndicators(desk.services)(desk.indicators(period), of: period, from: "exams", by: actor, in: desk.db)
        }
    }
}

extension ExamsBureau.Desk {
    /// The tests that ended in the period and whose results were given out, added up by unit.
    fileprivate func indicators(_ period: Period) throws -> [IndicatorValue] {
        var tallies: [String: ExamTally] = [:]
        for exam in try ExamStore.released(from: period.first.start, before: period.last.end, db) {
            for line in try results(of: exam).units { tallies[line.unit.id.rawValue, default: ExamTally()] += line.tally }
        }
        return tallies.sorted { $0.key < $1.key }.flatMap { unit, tally in
            [("exams.attended", tally.sat, tally.invited), ("exams.passed", tally.passed, tally.sat)].filter { $0.2 > 0 }.map {
                IndicatorValue(
                    unit: unit, indicator: $0.0, period: period, measure: .ratio(numerator: Number($0.1), denominator: Number($0.2)),
                    taken: now, source: "exams \(period)", link: "/exams")
            }
        }
    }
}

extension ExamTally {
    static func += (one: inout ExamTally, other: ExamTally) {
        one.invited += other.invited
        one.started += other.started
        one.sat += other.sat
        one.passed += other.passed
        one.sum += other.sum
    }
}
