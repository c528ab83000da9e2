import Expressions
import Kernel
import TestNumbers

/// A formula as tests invent it: made, written and computed without anything of the language but its reference.
indirect enum Tree {
    /// A number and how it is written.
    case number(BigFraction, String)
    case text(String)
    case truth(Bool)
    case variable(Int)
    case negative(Tree)
    case not(Tree)
    /// Terms and whether each is taken away; the first never is.
    case sum([(Bool, Tree)])
    /// Factors and whether each divides; the first never does.
    case product([(Bool, Tree)])
    case all([Tree])
    case any([Tree])
    case comparison(String, Tree, Tree)
    case steps(Tree, [(sign: String, bound: BigFraction, text: String, result: Tree)], Tree)
    case call(String, [Tree])
}

// How a tree is made.
extension Tree {
    /// A tree that is small enough for the limits of the language.
    static func random(_ random: inout SeededGenerator) -> Tree {
        while true {
            let depth = 1 + random.below(5)
            let tree = make(random.pick([.number, .number, .number, .truth, .truth, .text]), depth, &random)
            if tree.size <= 90 { return tree }
        }
    }

    private var size: Int {
        switch self {
        case .number, .text, .truth, .variable: 1
        case .negative(let tree), .not(let tree): 1 + tree.size
        case .sum(let parts), .product(let parts): 1 + parts.reduce(0) { $0 + $1.1.size }
        case .all(let trees), .any(let trees), .call(_, let trees): 1 + trees.reduce(0) { $0 + $1.size }
        case .comparison(_, let one, let other): 1 + one.size + other.size
        case .steps(let subject, let steps, let otherwise): 1 + subject.size + otherwise.size + steps.reduce(0) { $0 + 1 + $1.result.size }
        }
    }

    private static func make(_ kind: Expression.Kind, _ depth: Int, _ random: inout SeededGenerator) -> Tree {
        if depth == 0 || random.once(in: 6) { return leaf(kind, &random) }
        switch random.below(10) {
        case 0: return .call("if", [make(.truth, depth - 1, &random), make(kind, depth - 1, &random), make(kind, depth - 1, &random)])
        case 1: return makeSteps(kind, depth - 1, &random)
        default: break
        }
        return switch kind {
        case .number: makeNumber(depth - 1, &random)
        case .truth: makeTruth(depth - 1, &random)
        case .text: leaf(kind, &random)
        }
    }

    private static func leaf(_ kind: Expression.Kind, _ random: inout SeededGenerator) -> Tree {
        if random.once(in: 2) { return .variable(random.pick(declared.indices.filter { declared[$0].kind == kind })) }
        switch kind {
        case .number:
            let (value, text) = literal(&random)
            return .number(value, text)
        case .text: return .text(random.pick(["", "good", "tốt", "it's", "a \"b\" c", "1"]))
        case .truth: return .truth(random.once(in: 2))
        }
    }

    /// Mostly small figures; sometimes as many as fit.
    private static func literal(_ random: inout SeededGenerator) -> (BigFraction, String) {
        let isLarge = random.once(in: 12)
        let scale = random.below(isLarge ? 19 : 4)
        let digits = isLarge ? abs(random.whole(Int64.self)) : Int64(random.below(random.pick([10, 150, 5_000])))
        let number = Number(digits: digits, scale: scale)
        let isPercent = random.once(in: 4)
        let value = BigFraction(BigWhole(number.digits), BigWhole.power(10, number.scale + (isPercent ? 2 : 0)))
        return (value, "\(number)" + (isPercent ? random.pick(["%", " %"]) : ""))
    }

    private static func makeNumber(_ depth: Int, _ random: inout SeededGenerator) -> Tree {
        func part(_ random: inout SeededGenerator) -> Tree { make(.number, depth, &random) }
        func parts(_ random: inout SeededGenerator) -> [(Bool, Tree)] {
            (0..<2 + random.below(3)).map { (random.once(in: 2) && $0 > 0, part(&random)) }
        }
        switch random.below(12) {
        case 0...2: return .sum(parts(&random))
        case 3...5: return .product(parts(&random))
        case 6: return .negative(part(&random))
        case 7: return .call(random.pick(["min", "max"]), (0..<2 + random.below(3)).map { _ in part(&random) })
        case 8: return .call("clamp", [part(&random), part(&random), part(&random)])
        case 9: return .call("abs", [part(&random)])
        case 10: return .call("floor", [part(&random)])
        default:
            let digits = random.below(random.pick([3, 19]))
            return .call("round", [part(&random), .number(BigFraction(BigWhole(digits)), "\(digits)")])
        }
    }

    private static func makeTruth(_ depth: Int, _ random: inout SeededGenerator) -> Tree {
        switch random.below(6) {
        case 0: return .not(make(.truth, depth, &random))
        case 1: return .all((0..<2 + random.below(3)).map { _ in make(.truth, depth, &random) })
        case 2: return .any((0..<2 + random.below(3)).map { _ in make(.truth, depth, &random) })
        case 3:
            let kind = random.pick(Expression.Kind.allCases)
            return .comparison(random.pick(["=", "!="]), make(kind, depth, &random), make(kind, depth, &random))
        default: return .comparison(random.pick(["<", "<=", ">", ">="]), make(.number, depth, &random), make(.number, depth, &random))
        }
    }

    private static func makeSteps(_ kind: Expression.Kind, _ depth: Int, _ random: inout SeededGenerator) -> Tree {
        let looksUp = random.once(in: 2)
        var bounds: [(sign: String, bound: BigFraction, text: String)] = []
        for _ in 0..<1 + random.below(4) {
            let (value, text) = literal(&random)
            let isNegative = random.once(in: 4) && !value.numerator.isZero
            bounds.append((random.pick(looksUp ? [">", ">="] : ["<", "<="]), isNegative ? -value : value, (isNegative ? "-" : "") + text))
        }
        bounds.sort { looksUp ? $1.bound < $0.bound : $0.bound < $1.bound }
        var last: BigFraction?
        let distinct = bounds.filter { step in
            defer { last = step.bound }
            return last != step.bound
        }
        let steps = distinct.map { (sign: $0.sign, bound: $0.bound, text: $0.text, result: make(kind, depth, &random)) }
        return .steps(make(.number, depth, &random), steps, make(kind, depth, &random))
    }
}

// How a tree is written.
extension Tree {
    enum Bracketing {
        /// Where the reference demands them, and here and there where it does not.
        case some
        /// Around every part.
        case all
    }

    /// How strongly the reference says it binds, 1 for `or` up to 8.
    private var strength: Int {
        switch self {
        case .any: 1
        case .all: 2
        case .not: 3
        case .comparison: 4
        case .sum: 5
        case .product: 6
        case .negative: 7
        default: 8
        }
    }

    func source(_ random: inout SeededGenerator, bracketing: Bracketing = .some) -> String {
        /// A space, or what may stand for one.
        func gap() -> String { random.pick(["", " ", " ", " ", "  ", "\n", "\t"]) }
        func part(_ tree: Tree, _ strength: Int) -> String {
            let text = tree.source(&random, bracketing: bracketing)
            let isBracketed = tree.strength < strength || bracketing == .all || random.once(in: 10)
            return isBracketed ? "(\(gap())\(text)\(gap()))" : text
        }
        func chain(_ parts: [(Bool, Tree)], _ strength: Int, _ sign: [String], _ inverse: [String]) -> String {
            var text = ""
            for (index, (isInverse, tree)) in parts.enumerated() {
                if index > 0 { text += gap() + random.pick(isInverse ? inverse : sign) + gap() }
                text += part(tree, strength)
            }
            return text
        }
        switch self {
        case .number(_, let text): return text
        case .text(let text):
            return text.contains("'") ? "\"\(text)\"" : text.contains("\"") ? "'\(text)'" : random.pick(["'\(text)'", "\"\(text)\""])
        case .truth(let truth): return "\(truth)"
        case .variable(let index): return declared[index].name
        case .negative(let tree): return random.pick(["-", "−"]) + gap() + part(tree, 7)
        case .not(let tree): return "not " + part(tree, 3)
        case .sum(let parts): return chain(parts, 6, ["+"], ["-", "−"])
        case .product(let parts): return chain(parts, 7, ["*", "×"], ["/"])
        case .all(let trees): return trees.map { part($0, 3) }.joined(separator: " and ")
        case .any(let trees): return trees.map { part($0, 2) }.joined(separator: " or ")
        case .comparison(let sign, let one, let other):
            let spellings = ["!=": ["!=", "≠"], "<=": ["<=", "≤"], ">=": [">=", "≥"]]
            return part(one, 5) + gap() + random.pick(spellings[sign] ?? [sign]) + gap() + part(other, 5)
        case .steps(let subject, let steps, let otherwise):
            let pieces = steps.map { "\($0.sign)\(gap())\($0.text)\(gap()):\(gap())\(part($0.result, 1))" }
            return "steps(" + ([part(subject, 1)] + pieces + ["else: \(part(otherwise, 1))"]).joined(separator: ", ") + ")"
        case .call("round", let arguments): return "round(\(part(arguments[0], 1)), \(arguments[1].source(&random)))"
        case .call(let name, let arguments): return "\(name)(" + arguments.map { part($0, 1) }.joined(separator: gap() + ", ") + ")"
        }
    }
}
