import Kernel
import Office
import Platform
import Storage

/// Takes a file of questions into the bank, whole or not at all.
///
/// A question that says something else than before becomes a new version; papers that hold the old one keep it. What says the same stays
/// as it is, so the same file can be sent again.
package struct ImportQuestions: Sendable {
    package struct Outcome: Sendable, Hashable {
        package var added = 0
        package var changed = 0
        /// Asked again after they had been retired.
        package var revived = 0
        package var unchanged = 0

        package init(added: Int = 0, changed: Int = 0, revived: Int = 0, unchanged: Int = 0) {
            self.added = added
            self.changed = changed
            self.revived = revived
            self.unchanged = unchanged
        }
    }

    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// `isSample` marks what was written to show how it is done.
    @discardableResult
    package func callAsFunction(_ file: InputFile, isSample: Bool = false, by actor: Actor) async throws -> Outcome {
        try actor.require(.administrator)
        let lines = try QuestionTable(file).lines
        return try await bureau.write(by: actor) { desk in
            let known = try QuestionStore.find(lines.map(\.code), desk.db)
            var outcome = Outcome()
            for line in lines {
                let entry = known[line.code]
                if let entry, entry.question.content == line.content, entry.retired == nil, entry.isSample == isSample {
                    outcome.unchanged += 1
                    continue
                }
                if entry == nil { outcome.added += 1 } else if entry?.retired != nil { outcome.revived += 1 } else { outcome.changed += 1 }
                let question = Question(
                    code: line.code, version: (entry?.question.version ?? 0) + 1, content: line.content, created: desk.now)
                try QuestionStore.insert(question, isSample: isSample, desk.db)
            }
            guard outcome.unchanged < lines.count else { return outcome }
            try desk.services.audit.record(
                "exams.questions_imported", by: actor, subject: "exams/bank",
                after: [
                    "file": .text(file.name), "digest": .text(FileDigest(of: file.bytes).rawValue), "added": .whole(Int64(outcome.added)),
                    "changed": .whole(Int64(outcome.changed)), "revived": .whole(Int64(outcome.revived)),
                ], in: desk.db)
            return outcome
        }
    }
}
