import Kernel
import WorkingTime

/// "When does this limit end?" as somebody typed it; what is left empty is as the rules of NĐ 61/2018 have it.
package struct DeadlineQuestion: Sendable, Hashable {
    package enum Unit: String, Sendable, CaseIterable {
        case workingDays = "working_days"
        case workingHours = "working_hours"
        case days, months
    }

    /// Moments as ``moment(_:)`` reads them.
    package var received: String
    package var limit: String
    package var unit: String
    /// What a receipt after 15:00 does (OS-51), and an end on a day off (OS-54).
    package var late: String
    package var dayOff: String
    /// When a supplement was asked for, when it was complete, and what waiting for it does (OS-53).
    package var asked: String
    package var complete: String
    package var effect: String

    package init(
        received: String, limit: String, unit: String, late: String = "", dayOff: String = "", asked: String = "", complete: String = "",
        effect: String = ""
    ) {
        self.received = received
        self.limit = limit
        self.unit = unit
        self.late = late
        self.dayOff = dayOff
        self.asked = asked
        self.complete = complete
        self.effect = effect
    }

    /// The clock that was described, and the last moment told of it.
    func clock() throws -> (clock: DossierClock, latest: Timestamp) {
        let log = FaultLog()
        let received = moment(received, "received", log)
        let asked = asked.isEmpty ? nil : moment(asked, "asked", log)
        let complete = complete.isEmpty ? nil : moment(complete, "complete", log)
        if asked == nil, complete != nil { log.add("facts.deadline_not_asked", at: Place(file: "deadline", field: "asked")) }
        let limit = timeLimit(log)
        let policy = policy(log)
        try log.check()
        guard let received, let limit else { preconditionFailure("a question without faults says when and how long") }
        var clock = try told("limit") { () throws(WorkingTimeError) in try DossierClock(limit, received: received, policy: policy) }
        if let asked {
            try told("asked") { () throws(WorkingTimeError) in try clock.suspend(at: asked, .supplement, document: nil) }
        }
        if let complete { try told("complete") { () throws(WorkingTimeError) in try clock.resume(at: complete) } }
        return (clock, [received, asked, complete].compactMap { $0 }.max() ?? received)
    }

    /// What a clock refuses, as a fault of the field that said it.
    private func told<Value>(_ field: String, _ act: () throws(WorkingTimeError) -> Value) throws(Faults) -> Value {
        do {
            return try act()
        } catch {
            throw Faults([Fault(error.code, at: Place(file: "deadline", field: field), error.details)])
        }
    }

    private func timeLimit(_ log: FaultLog) -> TimeLimit? {
        // Any Int that is not a limit is refused by the clock; what is no Int is refused here.
        let count = Int(limit)
        if count == nil { log.add("facts.deadline_limit_unreadable", at: Place(file: "deadline", field: "limit"), ["text": limit]) }
        let unit = word(unit, "unit", Unit.init(rawValue:), Unit.allCases.map(\.rawValue), log)
        guard let count, let unit else { return nil }
        return switch unit {
        case .workingDays: .workingDays(count)
        case .workingHours: .workingHours(count)
        case .days: .days(count)
        case .months: .months(count)
        }
    }

    private func policy(_ log: FaultLog) -> ClockPolicy {
        var policy = ClockPolicy.standard
        func read<Word: RawRepresentable<String>>(_ text: String, _ field: String, _ known: [Word]) -> Word? {
            text.isEmpty ? nil : word(text, field, Word.init(rawValue:), known.map(\.rawValue), log)
        }
        if let late = read(late, "late", [ClockPolicy.LateReceipt.sameDay, .nextWorkingDay]) { policy.lateReceipt = late }
        if let dayOff = read(dayOff, "day_off", [ClockPolicy.EndOnDayOff.moves, .stays]) { policy.endOnDayOff = dayOff }
        if let effect = read(effect, "effect", [ClockPolicy.Supplement.restarts, .suspends]) { policy.supplement = effect }
        return policy
    }

    private func word<Word>(_ text: String, _ field: String, _ read: (String) -> Word?, _ known: [String], _ log: FaultLog) -> Word? {
        let word = read(text)
        if word == nil {
            log.add(
                "working_time.word_unknown", at: Place(file: "deadline", field: field),
                ["text": text, "known": known.joined(separator: ", ")])
        }
        return word
    }

    private func moment(_ text: String, _ field: String, _ log: FaultLog) -> Timestamp? {
        let moment = Self.moment(text)
        if moment == nil { log.add("facts.moment_unreadable", at: Place(file: "deadline", field: field), ["text": text]) }
        return moment
    }

    /// A moment by a clock in Vietnam: `2024-04-25T09:00`, `2024-04-25 09:00`, or day first, `25/04/2024 09:00`.
    package static func moment(_ text: String) -> Timestamp? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard parts.count == 2, let date = CalendarDate(written: String(parts[0])) else { return nil }
        let clock = Array(parts[1].utf8)
        guard clock.count == 5, clock[2] == UInt8(ascii: ":") else { return nil }
        let digits = [0, 1, 3, 4].map { Int64(clock[$0]) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hour < 24, minute < 60 else { return nil }
        return Timestamp(milliseconds: date.start.milliseconds + (hour * 60 + minute) * 60_000)
    }
}
