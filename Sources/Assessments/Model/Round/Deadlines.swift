import Kernel

/// The moments of a round: when it starts, and the first moment after each stage.
///
/// People name days; a stage is open to the end of its day in Vietnam. Two equal moments leave the stage between them out.
package struct Deadlines: Sendable, Hashable {
    package var starts: Timestamp
    package var selfAssessment: Timestamp
    /// Runs beside the other stages (PI-72).
    package var survey: Timestamp
    package var appraisal: Timestamp
    package var explanation: Timestamp
    package var secondAppraisal: Timestamp
    package var council: Timestamp

    /// The names of the moments as forms and programs use them, in order; each but the first ends a stage.
    package static let names = ["starts", "self_assessment", "survey", "appraisal", "explanation", "second_appraisal", "council"]

    /// The stages with the first moment after each; appraisal begins only where self-assessment ended (PI-73).
    private var ends: [(stage: Stage, end: Timestamp)] {
        [
            (.selfAssessment, selfAssessment), (.appraisal, appraisal), (.explanation, explanation), (.secondAppraisal, secondAppraisal),
            (.council, council),
        ]
    }

    package func stage(at now: Timestamp) -> Stage {
        if now < starts { return .preparation }
        return ends.first { now < $0.end }?.stage ?? .decision
    }

    /// The first moment of a stage.
    package func start(of stage: Stage) -> Timestamp? {
        switch stage {
        case .selfAssessment: starts
        case .appraisal: selfAssessment
        case .explanation: appraisal
        case .secondAppraisal: explanation
        case .council: secondAppraisal
        case .decision: council
        case .preparation, .decided: nil
        }
    }

    /// The first moment after a stage; nil for those that no deadline ends.
    package func end(of stage: Stage) -> Timestamp? { ends.first { $0.stage == stage }?.end }

    /// The days by which people know the moments, in the order of ``names``.
    package var days: [CalendarDate?] {
        let closing = [selfAssessment, survey, appraisal, explanation, secondAppraisal, council]
        return [starts.vietnamDate] + closing.map { Timestamp(milliseconds: $0.milliseconds - 1).vietnamDate }
    }
}

extension Deadlines {
    /// Reads the days by name, `2026-03-31`; all faults at once, each with the name of its field.
    package init(days: [String: String]) throws(Faults) {
        let log = FaultLog()
        let place = { (name: String) in Place(file: "deadlines", field: name) }
        for name in days.keys.sorted() where !Self.names.contains(name) {
            log.add("assessments.deadline_unknown", at: place(name), ["name": name, "known": Self.names.joined(separator: ", ")])
        }
        var dates: [CalendarDate] = []
        for name in Self.names {
            if let date = days[name].flatMap({ CalendarDate($0) }) {
                dates.append(date)
            } else {
                log.add("assessments.deadline_no_day", at: place(name), ["name": name, "text": days[name] ?? ""])
            }
        }
        try log.check()
        self.init(
            starts: dates[0].start, selfAssessment: dates[1].end, survey: dates[2].end, appraisal: dates[3].end, explanation: dates[4].end,
            secondAppraisal: dates[5].end, council: dates[6].end)
        let order = [starts, selfAssessment, appraisal, explanation, secondAppraisal, council]
        let ordered = Self.names.filter { $0 != "survey" }
        for index in order.indices.dropFirst() where order[index] < order[index - 1] {
            log.add(
                "assessments.deadline_order", at: place(ordered[index]), ["name": ordered[index], "before": ordered[index - 1]])
        }
        if survey <= starts || survey > council { log.add("assessments.deadline_survey", at: place("survey")) }
        try log.check()
    }

    /// The same days some years later (EXPECTED 5); nil beyond the calendar.
    package func adding(years: Int) -> Deadlines? {
        let shifted = zip(Self.names, days).map { ($0, $1?.adding(years: years)?.description ?? "") }
        return try? Deadlines(days: Dictionary(uniqueKeysWithValues: shifted))
    }
}
