import Expressions
import Kernel
import Testing

/// The variables that the formulas of these tests may name.
let declared: [Expression.Variable] = [
    .init("x"), .init("y"), .init("z"), .init("done"), .init("due"), .init("grade", .text), .init("other", .text), .init("met", .truth),
    .init("funded", .truth),
]

/// Reads a formula over ``declared``.
func read(_ source: String, gives kind: Expression.Kind? = nil) throws(ExpressionFaults) -> Expression {
    try Expression.parse(source, variables: declared, gives: kind)
}

/// What a formula gives, as text: `3/8`, `'good'`, `true`.
func result(_ source: String, _ values: [String: Expression.Value] = [:]) throws -> String {
    shown(try read(source).evaluate { values[declared[$0].name] })
}

func shown(_ value: Expression.Value) -> String {
    switch value {
    case .number(let ratio): "\(ratio)"
    case .text(let text): "'\(text)'"
    case .truth(let truth): "\(truth)"
    }
}

/// A number as a value, from canonical text.
func number(_ text: String) throws -> Expression.Value {
    let number = Number(text)
    return .number(try #require(number).ratio)
}

/// A source in which `«` and `»` stand around what a fault is about.
struct Marked {
    let source: String
    let range: Range<Int>

    init(_ text: String) throws {
        let parts = text.split(separator: "«", omittingEmptySubsequences: false)
        try #require(parts.count == 2, "one « in \(text)")
        let ends = parts[1].split(separator: "»", omittingEmptySubsequences: false)
        try #require(ends.count == 2, "one » in \(text)")
        source = String(parts[0]) + ends[0] + ends[1]
        range = parts[0].utf8.count..<parts[0].utf8.count + ends[0].utf8.count
    }
}

extension Expression.Value {
    static func whole(_ number: Int) -> Self { .number(Ratio(number, 1)) }
}
