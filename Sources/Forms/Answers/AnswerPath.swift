/// Where an answer stands: a question's name, and for those of a repeat the row, which counts from 1.
package struct AnswerPath: Hashable, Sendable {
    package let repeated: String?
    /// 0 outside of repeats.
    package let row: Int
    package let name: String

    package init(_ name: String) {
        self.name = name
        repeated = nil
        row = 0
    }

    package init(_ name: String, in repeated: String, row: Int) {
        self.name = name
        self.repeated = repeated
        self.row = row
    }
}

extension AnswerPath: CustomStringConvertible {
    package var description: String { repeated.map { "\($0).\(row).\(name)" } ?? name }

    /// Reads `name` and `repeat.2.name`.
    package init?(written text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 64 }) else { return nil }
        switch parts.count {
        case 1: self.init(String(parts[0]))
        case 3:
            guard let row = Int(parts[1]), row >= 1, row <= Questionnaire.Limit.rows, "\(row)" == parts[1] else { return nil }
            self.init(String(parts[2]), in: String(parts[0]), row: row)
        default: return nil
        }
    }
}

extension AnswerPath: Comparable {
    package static func < (one: AnswerPath, other: AnswerPath) -> Bool {
        (one.repeated ?? one.name, one.row, one.name) < (other.repeated ?? other.name, other.row, other.name)
    }
}
