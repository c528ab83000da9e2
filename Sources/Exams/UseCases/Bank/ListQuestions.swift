import Foundation
import Kernel
import Office
import Platform
import Storage

/// The bank as whoever keeps it sees it.
package struct ListQuestions: Sendable {
    package static let pageSize = 50

    package struct Screen: Sendable {
        package let entries: [BankEntry]
        package let count: Int
        package let pages: Int
        package let page: Int
        /// How many questions of each topic and level may be asked.
        package let counts: [(topic: String, level: Int, count: Int)]
    }

    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    package func callAsFunction(_ filter: QuestionFilter, page: Int = 1, by actor: Actor) async throws -> Screen {
        try actor.require(.administrator)
        return try await bureau.read(by: actor) { desk in
            let found = try QuestionStore.search(filter, page: page, size: Self.pageSize, desk.db)
            return Screen(
                entries: found.found, count: found.count, pages: max((found.count + Self.pageSize - 1) / Self.pageSize, 1), page: page,
                counts: try QuestionStore.counts(desk.db))
        }
    }

    /// A question as it is listed, and all its versions, the newest first.
    package func one(_ code: String, by actor: Actor) async throws -> (entry: BankEntry, versions: [Question]) {
        try actor.require(.administrator)
        return try await bureau.read(by: actor) { desk in
            guard let entry = try QuestionStore.find([code], desk.db)[code] else { throw ExamsError.noSuchQuestion(code) }
            return (entry, try QuestionStore.versions(of: code, desk.db))
        }
    }

    /// All that may be asked, as a file that ``ImportQuestions`` takes back unchanged.
    package func sheet(by actor: Actor) async throws -> ResultSheet {
        try actor.require(.administrator)
        let entries = try await bureau.read(by: actor) { desk in try QuestionStore.active(desk.db) }
        return ResultSheet(
            name: "questions", header: QuestionColumn.allCases.map(\.rawValue),
            rows: entries.map { entry in
                let content = entry.question.content
                let choices = (0..<QuestionColumn.choices.count).map { content.choices.indices.contains($0) ? content.choices[$0] : "" }
                let texts =
                    [entry.question.code, content.topic, "\(content.level)", content.text] + choices
                    + [Question.letter(content.correct), content.source]
                return texts.map { $0.isEmpty ? .blank : .text($0) }
            })
    }
}
