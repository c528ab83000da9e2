import Expressions
import Foundation
import Testing

@Suite struct `The reference of the language` {
    private func reference() throws -> String {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        return try String(contentsOf: tests.appending(path: "../../Sources/Expressions/Expression.swift"), encoding: .utf8)
    }

    @Test func `has a line for every function`() throws {
        let lines = try reference().split(separator: "\n")
        #expect(Expressions.Expression.functionUsages.count == 14)
        for usage in Expressions.Expression.functionUsages {
            #expect(lines.contains { $0.hasPrefix("/// - `\(usage)`: ") && $0.count > usage.count + 20 }, "\(usage)")
        }
    }

    @Test func `gives grammar, limits and every sign`() throws {
        let text = try reference()
        let start = try #require(text.range(of: "/// formula     ="))
        let end = try #require(text[start.lowerBound...].range(of: "/// ```"))
        let grammar = text[start.lowerBound..<end.lowerBound]
        for sign in [
            "or", "and", "not", "=", "!=", "≠", "<", "<=", "≤", ">", ">=", "≥", "+", "-", "−", "*", "×", "/", "(", ")", ",", ":", "%",
            "else",
            "steps", "true", "false",
        ] {
            #expect(grammar.contains("\"\(sign)\""), "\(sign)")
        }
        // Every name that the grammar uses is one that it defines.
        let rules = grammar.split(separator: "\n").compactMap { $0.dropFirst(4).split(separator: " ").first.map(String.init) }
        for rule in [
            "formula", "any", "all", "negation", "comparison", "sum", "product", "factor", "primary", "call", "steps", "step", "number",
            "text", "name",
        ] {
            #expect(rules.contains(rule), "\(rule)")
        }
    }

    @Test func `has a text key for everything that people read`() {
        let keys = Expressions.Expression.textKeys
        #expect(Set(keys).count == keys.count)
        #expect(
            keys.contains("expressions.unexpected_token") && keys.contains("expressions.hint.near")
                && keys.contains("expressions.function.clamp"))
        #expect(keys.allSatisfy { $0.hasPrefix("expressions.") })
    }
}
