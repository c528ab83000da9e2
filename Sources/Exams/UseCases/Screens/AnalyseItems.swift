import Kernel
import Office
import Platform
import Statistics
import Storage

/// How hard each question of a test was and how well it told people apart (SV-72).
package struct AnalyseItems: Sendable {
    package struct Line: Sendable {
        package let question: Question
        /// On how many papers it stood.
        package let papers: Int
        /// Share of right answers.
        package let difficulty: Number
        /// Correlation with the rest of the paper; nil where either does not vary.
        package let discrimination: Number?

        /// What should be looked at again: the right choice may be wrong, or all or none knew it.
        package var doubt: String? {
            if let discrimination, discrimination < .zero { return "exams.item.doubt.reversed" }
            return difficulty == .zero || difficulty == 1 ? "exams.item.doubt.flat" : nil
        }
    }

    package struct Screen: Sendable {
        package let exam: Exam
        package let lines: [Line]
        /// Nil where fewer than two sat, or all have the same sum.
        package let kr20: Number?
        /// In right answers.
        package let standardError: Number?
        package let respondents: Int
    }

    /// Decimals with which an estimate leaves the sums.
    private static let digits = 10

    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(_ number: String, by actor: Actor) async throws -> Screen {
        let (exam, pool, keys, questions, attempts) = try await bureau.read(by: actor) { desk in
            guard ExamsDuty.readPeople.isHeld(by: actor) else { throw ExamsError.notYourResults }
            let exam = try desk.exam(number)
            // Before everybody has ended, whoever reads would know the questions of others.
            if exam.released == nil { throw ExamsError.notReleased(number) }
            let pool = try ExamStore.pool(of: number, desk.db).map(\.question)
            return (
                exam, pool, try ExamStore.keys(of: number, desk.db), try QuestionStore.questions(pool, desk.db),
                try AttemptStore.attempts(of: number, desk.db)
            )
        }
        let places = Dictionary(uniqueKeysWithValues: pool.enumerated().map { ($0.element, $0.offset) })
        let papers = attempts.map { attempt in
            zip(attempt.paper.items, attempt.answers).compactMap { item, answer in
                places[item.question].map { (item: $0, isRight: keys[item.question] == answer) }
            }
        }
        guard papers.count > 1, exam.plan.length > 1 else {
            return Screen(exam: exam, lines: [], kr20: nil, standardError: nil, respondents: papers.count)
        }
        let analysis = try ItemAnalysis(papers, of: pool.count)
        let lines = zip(pool, analysis.items).compactMap { key, item -> Line? in
            guard let item, let question = questions[key], let difficulty = Number(item.difficulty, digits: Self.digits) else { return nil }
            return Line(
                question: question, papers: item.papers, difficulty: difficulty,
                discrimination: item.discrimination.flatMap { Number($0, digits: Self.digits) })
        }
        return Screen(
            exam: exam, lines: lines.sorted { $0.difficulty < $1.difficulty },
            kr20: analysis.kr20.flatMap { Number($0, digits: Self.digits) },
            standardError: analysis.standardErrorOfMeasurement.flatMap { Number($0, digits: Self.digits) },
            respondents: analysis.respondents)
    }
}

extension AnalyseItems.Screen {
    var sheet: ResultSheet {
        ResultSheet(
            name: "items", header: ["code", "version", "topic", "level", "text", "papers", "difficulty", "discrimination"],
            rows: lines.map { line in
                [
                    .text(line.question.code), .number(Number(line.question.version)), .text(line.question.content.topic),
                    .number(Number(line.question.content.level)), .text(line.question.content.text), .number(Number(line.papers)),
                    .number(line.difficulty), line.discrimination.map { .number($0) } ?? .blank,
                ]
            })
    }
}
