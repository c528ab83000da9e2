import Kernel
import Platform
import WorkingTime

/// What a computed deadline comes to, line by line, for a page and for a command.
struct DeadlineSummary {
    /// The first is the deadline itself.
    let lines: [(term: String, text: String)]

    init(_ answer: ComputeDeadline.Answer, _ words: Words) {
        let clock = ClockWords(words)
        var lines: [(term: String, text: String)] = []
        func add(_ key: String, _ text: String) { lines.append((words(key), text)) }
        if let deadline = answer.reading.deadline {
            if case .workingHours = answer.clock.limit {
                add("facts.deadline.due", "\(deadline.due.vietnamClock), \(clock.day(deadline.day))")
            } else {
                add("facts.deadline.due", clock.day(deadline.day))
                add("facts.deadline.appointment", words.numbers.moment(deadline.appointment))
            }
        } else {
            add("facts.deadline.due", words("facts.deadline.waiting"))
        }
        add("facts.deadline.forwarding", words.numbers.moment(answer.forwarding))
        if let letter = answer.letter {
            add("facts.deadline.letter", clock.day(letter.day))
            if letter.warning != letter.day { add("facts.deadline.warning", clock.day(letter.warning)) }
        }
        self.lines = lines
    }
}
