import Kernel
import Units

/// A test of officials' knowledge: who sits it, when, for how long, and what stands on each paper (GL-78, SV-70).
package struct Exam: Hashable, Sendable {
    /// KT-2026-0001.
    package let number: String
    package var plan: ExamPlan
    package var announced: Timestamp?
    package var released: Timestamp?
    package var isGenerated: Bool
    package var version: Int

    package init(number: String, plan: ExamPlan, announced: Timestamp?, released: Timestamp?, isGenerated: Bool, version: Int) {
        self.number = number
        self.plan = plan
        self.announced = announced
        self.released = released
        self.isGenerated = isGenerated
        self.version = version
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case draft, announced, open, closed, released
    }

    package func state(at now: Timestamp) -> State {
        if announced == nil { return .draft }
        if released != nil { return .released }
        return now < plan.opens ? .announced : now < plan.closes ? .open : .closed
    }

    /// When the time of somebody who begins now is over.
    func due(from start: Timestamp, extraMinutes: Int) -> Timestamp {
        min(start.adding(seconds: plan.minutes * 60), plan.closes).adding(seconds: extraMinutes * 60)
    }

    /// Whether an answer of a paper that is due then still counts: its time and the grace for what a lost connection held up.
    func takesAnswers(dueAt due: Timestamp, at now: Timestamp) -> Bool { now < due.adding(seconds: plan.graceSeconds) }

    /// Whether so many points are enough, compared exactly.
    package func isPassed(_ score: Points) -> Bool {
        Int128(score.micro) * 10_000 >= Int128(plan.maximum.micro) * Int128(plan.passHundredths)
    }
}

extension Timestamp {
    func adding(seconds: Int) -> Timestamp { Timestamp(milliseconds: milliseconds + Int64(seconds) * 1000) }
}

/// What the organiser decides about a test.
package struct ExamPlan: Hashable, Sendable {
    /// So many questions of a topic and level, so many points each.
    package struct Part: Hashable, Sendable {
        package var topic: String
        package var level: Int
        package var count: Int
        package var points: Points

        package init(topic: String, level: Int, count: Int, points: Points) {
            self.topic = topic
            self.level = level
            self.count = count
            self.points = points
        }
    }

    package var title: String
    /// Codes of units whose people sit it, those below them included.
    package var units: [String]
    package var opens: Timestamp
    package var closes: Timestamp
    package var minutes: Int
    package var graceSeconds: Int
    /// Hundredths of a percent of all points.
    package var passHundredths: Int
    package var seed: UInt64
    package var isOneWay: Bool
    package var showsPeople: Bool
    package var parts: [Part]

    package init(
        title: String, units: [String], opens: Timestamp, closes: Timestamp, minutes: Int, graceSeconds: Int = 60,
        passHundredths: Int = 5000, seed: UInt64, isOneWay: Bool = false, showsPeople: Bool = false, parts: [Part]
    ) {
        self.title = title
        self.units = units
        self.opens = opens
        self.closes = closes
        self.minutes = minutes
        self.graceSeconds = graceSeconds
        self.passHundredths = passHundredths
        self.seed = seed
        self.isOneWay = isOneWay
        self.showsPeople = showsPeople
        self.parts = parts
    }

    package static let titleLimit = 200
    package static let minutesRange = 1...480
    package static let graceRange = 0...600
    static let partLimit = 50
    static let questionLimit = 300
    static let unitLimit = 500
    static let pointsLimit = Points(micro: 1_000_000_000)

    /// Questions on each paper.
    package var length: Int { parts.reduce(0) { $0 + $1.count } }
    package var maximum: Points { Points(micro: parts.reduce(0) { $0 + $1.points.micro * Int64($1.count) }) }

    func check() throws(Faults) {
        let log = FaultLog()
        if title.trimmed.isEmpty { log.missing("title") }
        if title.count > Self.titleLimit { log.tooLong("title", Self.titleLimit) }
        if closes <= opens { log.add("exams.window_wrong", at: Place(field: "closes_day")) }
        log.number("minutes", minutes, in: Self.minutesRange)
        log.number("grace", graceSeconds, in: Self.graceRange)
        if !(0...10_000).contains(passHundredths) { log.add("exams.pass_wrong", at: Place(field: "pass")) }
        if Set(units).count != units.count || units.count > Self.unitLimit { log.add("exams.units_wrong", at: Place(field: "units")) }
        checkParts(log)
        try log.check()
    }

    private func checkParts(_ log: FaultLog) {
        if parts.isEmpty { log.missing("parts") }
        var length = 0
        for (index, part) in parts.enumerated() {
            let isBounded =
                Question.levels.contains(part.level) && (1...Self.questionLimit).contains(part.count) && part.points > .zero
                && part.points <= Self.pointsLimit && !part.topic.isEmpty && part.topic.count <= Question.topicLimit
            let isTwice = parts[..<index].contains { $0.topic == part.topic && $0.level == part.level }
            if !isBounded || isTwice { log.line("parts", index + 1) } else { length += part.count }
        }
        if parts.count > Self.partLimit || length > Self.questionLimit {
            log.add("exams.paper_too_long", at: Place(field: "parts"), ["limit": "\(Self.questionLimit)"])
        }
    }
}
