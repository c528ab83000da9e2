import Expressions
import Foundation
import Kernel

/// Why stored or sent answers could not be read.
package enum AnswersError: DomainError, Hashable {
    case malformed
    case tooLarge

    package var code: String {
        switch self {
        case .malformed: "forms.answers_malformed"
        case .tooLarge: "forms.answers_too_large"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .malformed: .invalid
        case .tooLarge: .tooLarge
        }
    }
}

extension Answers {
    /// Bytes of the JSON of all answers together.
    package static let byteLimit = 400_000
    /// Values of all answers together.
    package static let valueLimit = 5_000

    /// ```
    /// {"children":[{"name":"B"},{}],"full_name":"An","kinds":["a","b"],"weight":{"typed":"x"}}
    /// ```
    /// Keys are sorted, so equal answers are equal texts.
    package var json: String {
        var top: [String: String] = [:]
        var repeats: [String: [Int: [String: String]]] = [:]
        for (path, answer) in values {
            if let repeated = path.repeated {
                repeats[repeated, default: [:]][path.row, default: [:]][path.name] = answer.json
            } else {
                top[path.name] = answer.json
            }
        }
        for name in Set(rows.keys).union(repeats.keys) {
            let count = max(rows[name] ?? 0, repeats[name]?.keys.max() ?? 0)
            let rows = (0..<count).map { Self.object(repeats[name]?[$0 + 1] ?? [:]) }
            top[name] = "[" + rows.joined(separator: ",") + "]"
        }
        return Self.object(top)
    }

    private static func object(_ entries: [String: String]) -> String {
        "{" + entries.sorted { $0.key < $1.key }.map { "\($0.key.jsonLiteral):\($0.value)" }.joined(separator: ",") + "}"
    }

    package init(json: String) throws(AnswersError) {
        self.init()
        guard json.utf8.count <= Self.byteLimit else { throw .tooLarge }
        guard let whole = try? JSONSerialization.jsonObject(with: Data(json.utf8)), let entries = whole as? [String: Any] else {
            throw .malformed
        }
        for (name, value) in entries {
            guard let path = AnswerPath(written: name), path.repeated == nil else { throw .malformed }
            if let items = value as? [Any], items.allSatisfy({ $0 is [String: Any] }) {
                guard items.count <= Questionnaire.Limit.rows else { throw .tooLarge }
                rows[name] = items.count
                for (index, item) in items.enumerated() {
                    for (key, value) in item as? [String: Any] ?? [:] {
                        guard let inner = AnswerPath(written: key), inner.repeated == nil else { throw .malformed }
                        self[AnswerPath(key, in: name, row: index + 1)] = try Answer(value)
                    }
                }
            } else {
                self[path] = try Answer(value)
            }
        }
        guard values.count <= Self.valueLimit else { throw .tooLarge }
    }
}

extension Answer {
    fileprivate var json: String {
        switch self {
        case .one(let text): text.jsonLiteral
        case .many(let texts): "[" + texts.map(\.jsonLiteral).joined(separator: ",") + "]"
        case .typed(let text): "{\"typed\":\(text.jsonLiteral)}"
        }
    }

    fileprivate init(_ value: Any) throws(AnswersError) {
        switch value {
        case let text as String: self = .one(text)
        case let texts as [String]: self = .many(texts)
        case let map as [String: String]:
            guard map.count == 1, let text = map["typed"] else { throw .malformed }
            self = .typed(text)
        default: throw .malformed
        }
    }
}
