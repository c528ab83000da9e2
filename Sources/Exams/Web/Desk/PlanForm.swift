import Foundation
import Kernel
import Platform

/// The form of a test's plan: units and parts a line each, as people write such lists anyway.
struct PlanForm {
    let form: Form
    /// What is there already; nil: a new one.
    let plan: ExamPlan?
    let words: Words

    var fields: [Field] {
        func field(_ name: String, _ control: Field.Control, isRequired: Bool = true) -> Field {
            let hint = words.has("exams.plan.\(name).hint") ? words("exams.plan.\(name).hint") : nil
            return Field(name, words("exams.plan.\(name)"), control, hint: hint, isRequired: isRequired)
        }
        func value(_ name: String, _ first: String = "", _ known: (ExamPlan) -> String) -> String {
            form.names.contains(name) ? form[name] : plan.map(known) ?? first
        }
        func isChecked(_ name: String, _ known: (ExamPlan) -> Bool) -> Bool {
            form.names.isEmpty ? plan.map(known) ?? false : form.isChecked(name)
        }
        return [
            field("title", .text(value("title", "", \.title))),
            field("units", .area(value("units") { $0.units.joined(separator: "\n") }, rows: 4), isRequired: false),
            field("opens_day", .text(value("opens_day") { words.numbers.date($0.opens.vietnamDate) })),
            field("opens_clock", .text(value("opens_clock") { $0.opens.vietnamClock })),
            field("closes_day", .text(value("closes_day") { words.numbers.date($0.closes.vietnamDate) })),
            field("closes_clock", .text(value("closes_clock") { $0.closes.vietnamClock })),
            field("minutes", .text(value("minutes", "45") { "\($0.minutes)" })),
            field("grace", .text(value("grace", "60") { "\($0.graceSeconds)" })),
            field("pass", .text(value("pass", "50") { words.numbers.plain(Number(digits: Int64($0.passHundredths), scale: 2)) })),
            field("parts", .area(value("parts") { $0.parts.map(line).joined(separator: "\n") }, rows: 8)),
            field("seed", .text(value("seed", "\(UInt64.random(in: 1...999_999_999_999))") { "\($0.seed)" })),
            field("one_way", .checkbox(isChecked: isChecked("one_way", \.isOneWay)), isRequired: false),
            field("shows_people", .checkbox(isChecked: isChecked("shows_people", \.showsPeople)), isRequired: false),
        ]
    }

    private func line(_ part: ExamPlan.Part) -> String {
        "\(part.topic); \(part.level); \(part.count); \(words.numbers.plain(part.points.number))"
    }

    /// What was typed, or all that cannot be read of it; a fault of a list names its line.
    func read() throws(Faults) -> ExamPlan {
        let log = FaultLog()
        let (opens, closes) = (moment("opens", log), moment("closes", log))
        let minutes = Int(form["minutes"])
        let grace = Int(form["grace"])
        log.number("minutes", minutes, in: ExamPlan.minutesRange)
        log.number("grace", grace, in: ExamPlan.graceRange)
        let pass = pass
        if pass == nil { log.add("exams.pass_wrong", at: Place(field: "pass")) }
        let seed = UInt64(form["seed"])
        if seed == nil { log.add("exams.seed_wrong", at: Place(field: "seed")) }
        let parts = Self.lines(form["parts"]).compactMap { number, words -> ExamPlan.Part? in
            guard words.count == 4, let level = Int(words[1]), let count = Int(words[2]),
                case .one(let number) = NumberReading(words[3]).meaning(admits: { $0 > .zero }), let points = Points(number)
            else {
                log.line("parts", number)
                return nil
            }
            return ExamPlan.Part(topic: words[0], level: level, count: count, points: points)
        }
        try log.check()
        guard let opens, let closes, let minutes, let grace, let pass, let seed else {
            throw Faults([Fault("exams.day_wrong", at: Place(field: "opens_day"))])
        }
        return ExamPlan(
            title: form["title"], units: Self.lines(form["units"]).map { $0.1[0] }, opens: opens, closes: closes, minutes: minutes,
            graceSeconds: grace, passHundredths: pass, seed: seed, isOneWay: form.isChecked("one_way"),
            showsPeople: form.isChecked("shows_people"), parts: parts)
    }

    /// Hundredths of a percent.
    private var pass: Int? {
        guard case .one(let number) = NumberReading(form["pass"]).meaning(admits: { $0 >= .zero && $0 <= 100 }), number.scale <= 2 else {
            return nil
        }
        return Int(number.digits * Number.powerOfTen(2 - number.scale))
    }

    private func moment(_ name: String, _ log: FaultLog) -> Timestamp? {
        let day = CalendarDate(written: form["\(name)_day"])
        let minute = Self.minute(form["\(name)_clock"])
        if day == nil { log.add("exams.day_wrong", at: Place(field: "\(name)_day")) }
        if minute == nil { log.add("exams.clock_wrong", at: Place(field: "\(name)_clock")) }
        guard let day, let minute else { return nil }
        return day.start.adding(seconds: minute * 60)
    }

    /// Lines that are not empty, each with its number and its parts between semicolons.
    private static func lines(_ text: String) -> [(Int, [String])] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let line = String(line).trimmed
            if line.isEmpty { return nil }
            return (index + 1, line.split(separator: ";", omittingEmptySubsequences: false).map { String($0).trimmed })
        }
    }

    /// `8:00`, `08:00` or `8h00`.
    private static func minute(_ text: String) -> Int? {
        let parts = text.lowercased().split(whereSeparator: { $0 == ":" || $0 == "h" }).map { Int($0) }
        guard (1...2).contains(parts.count), let hour = parts[0], (0..<24).contains(hour) else { return nil }
        if parts.count == 1 { return hour * 60 }
        guard let minute = parts[1], (0..<60).contains(minute) else { return nil }
        return hour * 60 + minute
    }
}
