/// What was answered to one question.
package enum Answer: Hashable, Sendable {
    /// The value in its one spelling: a day `2020-01-31`, a number `12.5`, `yes` or `no`, a code, a text.
    case one(String)
    /// Codes of choices, or digests of files.
    case many([String])
    /// What a person wrote and the question's kind could not understand; kept to be shown again.
    case typed(String)

    package var isEmpty: Bool {
        switch self {
        case .one(let text), .typed(let text): text.isEmpty
        case .many(let texts): texts.isEmpty
        }
    }

    /// The first word of it, as a control shows it.
    package var text: String {
        switch self {
        case .one(let text), .typed(let text): text
        case .many(let texts): texts.joined(separator: " ")
        }
    }

    package var all: [String] {
        switch self {
        case .one(let text): [text]
        case .many(let texts): texts
        case .typed: []
        }
    }
}

/// Answers to a form, whole or not; they know no definition.
package struct Answers: Hashable, Sendable {
    package private(set) var values: [AnswerPath: Answer] = [:]
    /// How many rows each repeat has, where somebody has said it.
    package var rows: [String: Int] = [:]

    package init() {}

    /// No answer and an empty one are the same.
    package subscript(path: AnswerPath) -> Answer? {
        get { values[path] }
        set { values[path] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
    }

    package subscript(name: String) -> Answer? {
        get { self[AnswerPath(name)] }
        set { self[AnswerPath(name)] = newValue }
    }

    package var isEmpty: Bool { values.isEmpty }

    /// Adds an empty row at the end.
    package mutating func addRow(to repeated: String, limit: Int) { rows[repeated] = min((rows[repeated] ?? 0) + 1, limit) }

    /// Takes a row away; those behind it move up.
    package mutating func removeRow(_ row: Int, from repeated: String) {
        guard let count = rows[repeated], row >= 1, row <= count else { return }
        rows[repeated] = count - 1
        var moved: [AnswerPath: Answer] = [:]
        for (path, answer) in values {
            if path.repeated == repeated, path.row == row { continue }
            let isBehind = path.repeated == repeated && path.row > row
            moved[isBehind ? AnswerPath(path.name, in: repeated, row: path.row - 1) : path] = answer
        }
        values = moved
    }
}
