import Kernel
import Office

/// A column of the file of questions: its name is a promise.
package enum QuestionColumn: String, Sendable, Hashable, CaseIterable {
    case code, topic, level, text
    // The choices.
    case a, b, c, d, e, f
    case correct, source

    static let choices: [QuestionColumn] = [.a, .b, .c, .d, .e, .f]
    static let required: [QuestionColumn] = [.code, .topic, .level, .text, .a, .b, .correct, .source]

    /// The key of its meaning.
    package var text: String { "exams.column.\(rawValue)" }
}

/// A file of questions as it was read; each fault names its row and column.
struct QuestionTable {
    struct Line {
        let code: String
        let content: Question.Content
    }

    /// Of one file; ten thousand questions are more than anybody asks.
    static let rowLimit = 10_000

    let lines: [Line]

    /// Throws all that is wrong in the file.
    init(_ file: InputFile) throws {
        let table = try file.table()
        let log = FaultLog()
        let optional = QuestionColumn.allCases.filter { !QuestionColumn.required.contains($0) }.map(\.rawValue)
        let columns = table.columns(required: QuestionColumn.required.map(\.rawValue), optional: optional, log: log)
        if table.rows.isEmpty { log.add("exams.list_empty", at: table.place) }
        if table.rows.count > Self.rowLimit { log.add("exams.list_too_long", at: table.place, ["limit": "\(Self.rowLimit)"]) }
        try log.check()
        var seen: [String: Int] = [:]
        var lines: [Line] = []
        for row in table.rows {
            let reader = RowReader(row: row, table: table, columns: columns, log: log)
            let line = reader.line()
            if let first = seen[line.code], !line.code.isEmpty {
                reader.fault("exams.code_twice", .code, ["code": line.code, "row": "\(first)"])
            }
            seen[line.code] = seen[line.code] ?? row.number
            lines.append(line)
        }
        try log.check()
        self.lines = lines
    }
}

/// One row of a file of questions.
private struct RowReader {
    let row: Table.Row
    let table: Table
    let columns: [String: Int]
    let log: FaultLog

    func text(_ column: QuestionColumn) -> String {
        guard let index = columns[column.rawValue] else { return "" }
        return ComposedText.make(row[index].numberAsTyped ?? row[index].text).trimmed
    }

    func fault(_ code: String, _ column: QuestionColumn, _ details: [String: String] = [:]) {
        log.add(code, at: table.place(row, columns[column.rawValue] ?? 0), details)
    }

    private func needed(_ column: QuestionColumn, upTo limit: Int) -> String {
        let text = text(column)
        if text.isEmpty { fault("exams.text_missing", column) }
        if text.count > limit { fault("exams.text_too_long", column, ["limit": "\(limit)"]) }
        return text
    }

    func line() -> QuestionTable.Line {
        let code = text(.code)
        if !Question.isCode(code) { fault("exams.code_wrong", .code) }
        let level = Int(text(.level)) ?? 0
        if !Question.levels.contains(level) { fault("exams.level_wrong", .level) }
        let topic = needed(.topic, upTo: Question.topicLimit)
        if topic.contains(";") || topic.contains("\n") { fault("exams.topic_wrong", .topic) }
        let choices = choices()
        let letter = text(.correct).uppercased()
        let correct = choices.indices.first { Question.letter($0 + 1) == letter }.map { $0 + 1 } ?? 0
        if correct == 0 { fault("exams.correct_wrong", .correct) }
        let content = Question.Content(
            topic: topic, level: level, text: needed(.text, upTo: Question.textLimit), choices: choices, correct: correct,
            source: needed(.source, upTo: Question.lineLimit))
        return QuestionTable.Line(code: code, content: content)
    }

    /// The choices from the first to the last that is filled in; two alike, or one left out, are faults.
    private func choices() -> [String] {
        let texts = QuestionColumn.choices.map(text)
        let count = max((texts.lastIndex { !$0.isEmpty } ?? 0) + 1, Question.choiceCounts.lowerBound)
        for (index, text) in texts.prefix(count).enumerated() {
            let column = QuestionColumn.choices[index]
            if text.isEmpty { fault("exams.text_missing", column) }
            if text.count > Question.lineLimit { fault("exams.text_too_long", column, ["limit": "\(Question.lineLimit)"]) }
            if !text.isEmpty, let first = texts[..<index].firstIndex(of: text) {
                fault("exams.choice_twice", column, ["choice": Question.letter(first + 1)])
            }
        }
        return Array(texts.prefix(count))
    }
}
