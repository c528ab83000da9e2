import Kernel

/// What one person does with their paper, from the first look to the score.
package struct Attempt: Hashable, Sendable {
    package let exam: String
    package let login: String
    package let started: Timestamp
    package var due: Timestamp
    package let paper: Paper
    /// The choice of each question as the bank numbers it; 0: none.
    package var answers: [Int]
    /// The question that is asked now, from 0, where there is no way back; the number of questions: all were asked.
    package var reached: Int
    /// Grows with every save.
    package var revision: Int
    /// Of the page that saved last: it may save again, whatever became of the answer to its last save.
    package var ticket: String
    package var saved: Timestamp?
    package var outcome: Outcome?

    package struct Outcome: Hashable, Sendable {
        package let ended: Timestamp
        package let ending: Ending
        package let score: Points
        package let isPassed: Bool
    }

    package enum Ending: String, Hashable, Sendable, CaseIterable {
        case handedIn = "handed_in"
        case timeOver = "time_over"

        var text: String { "exams.ending.\(rawValue)" }
    }

    package var answered: Int { answers.count { $0 > 0 } }

    /// The place, from 1, at which the chosen answer of a question is shown; nil where none was chosen.
    func shownPlace(_ index: Int) -> Int? { paper.items[index].order.firstIndex(of: answers[index]).map { $0 + 1 } }

    /// The points of the answers, exactly.
    func score(_ keys: [Question.Key: Int], _ parts: [ExamPlan.Part]) -> Points {
        zip(paper.items, answers).reduce(into: Points.zero) { sum, answer in
            if keys[answer.0.question] == answer.1 { sum += parts[answer.0.part - 1].points }
        }
    }

    /// Takes over what a page shows, by the numbers of questions from 1 and of choices as they are shown.
    ///
    /// Throws where one is not on the paper, or may not be answered any more.
    mutating func take(_ shown: [Int: Int], isOneWay: Bool) throws {
        for (number, place) in shown {
            guard paper.items.indices.contains(number - 1), paper.items[number - 1].order.indices.contains(place - 1) else {
                throw Faults([Fault("exams.answer_wrong", at: Place(field: "q.\(number)"), ["question": "\(number)"])])
            }
            let choice = paper.items[number - 1].order[place - 1]
            // What a page sends again unchanged is no new answer.
            if answers[number - 1] == choice { continue }
            if isOneWay, number - 1 != reached { throw ExamsError.noWayBack(number) }
            answers[number - 1] = choice
        }
    }
}

/// Somebody who is to sit a test.
package struct Sitter: Hashable, Sendable {
    package let exam: String
    package let login: String
    /// From 1, in the order in which they were called; the stream of the seed.
    package let number: Int
    /// The id of the unit for which the person sits it.
    package let unit: String
    package var extraMinutes: Int
    /// Why minutes were added; empty: none were.
    package var reason: String
}
