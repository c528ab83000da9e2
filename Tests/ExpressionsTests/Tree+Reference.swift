import Expressions
import Kernel
import TestNumbers

// What a tree gives, computed straight from the language's reference over whole numbers of any size.
extension Tree {
    /// Why there is no value: the reason alone; the places are checked by tables.
    struct Failure: Error {
        let reason: ExpressionFault.Reason
    }

    func value(_ values: [Expression.Value?]) throws(Failure) -> Expression.Value {
        switch self {
        case .text(let text): return .text(text)
        case .variable(let index):
            guard let value = values[index] else { throw Failure(reason: .valueMissing) }
            guard value.kind == declared[index].kind else { throw Failure(reason: .valueOfOtherKind) }
            return value
        case .truth, .not, .all, .any, .comparison: return .truth(try truth(values))
        case .number, .negative, .sum, .product: return .number(try number(values))
        case .steps(let subject, let steps, let otherwise):
            let value = BigFraction(try subject.number(values))
            for step in steps where Self.holds(step.sign, value, step.bound) { return try step.result.value(values) }
            return try otherwise.value(values)
        case .call("if", let arguments): return try arguments[arguments[0].truth(values) ? 1 : 2].value(values)
        case .call: return .number(try number(values))
        }
    }

    private func truth(_ values: [Expression.Value?]) throws(Failure) -> Bool {
        switch self {
        case .truth(let truth): return truth
        case .not(let tree): return try !tree.truth(values)
        case .all(let trees):
            for tree in trees where try !tree.truth(values) { return false }
            return true
        case .any(let trees):
            for tree in trees where try tree.truth(values) { return true }
            return false
        case .comparison(let sign, let one, let other):
            let (first, second) = (try one.value(values), try other.value(values))
            if case .number(let ratio) = first, case .number(let limit) = second {
                return Self.holds(sign, BigFraction(ratio), BigFraction(limit))
            }
            return (first == second) == (sign == "=")
        default:
            guard case .truth(let truth) = try value(values) else { preconditionFailure("a tree is made with the right kinds") }
            return truth
        }
    }

    private func number(_ values: [Expression.Value?]) throws(Failure) -> Ratio {
        switch self {
        case .number(let value, _): return try Self.fit(value.ratio)
        case .negative(let tree): return try Self.fit((-BigFraction(try tree.number(values))).ratio)
        case .sum(let parts):
            var total = try parts[0].1.number(values)
            for (isInverse, tree) in parts.dropFirst() {
                let value = try tree.number(values)
                total = try Self.fit(BigFraction.sum(total, isInverse ? -value : value))
            }
            return total
        case .product(let parts):
            var total = BigFraction(try parts[0].1.number(values))
            for (isInverse, tree) in parts.dropFirst() {
                let value = BigFraction(try tree.number(values))
                if isInverse, value.numerator.isZero { throw Failure(reason: .divisionByZero) }
                total = BigFraction(try Self.fit((isInverse ? total / value : total * value).ratio))
            }
            return try Self.fit(total.ratio)
        case .call(let name, let arguments) where name != "if":
            var numbers: [BigFraction] = []
            for argument in arguments { numbers.append(BigFraction(try argument.number(values))) }
            return try Self.call(name, numbers)
        default:
            guard case .number(let ratio) = try value(values) else { preconditionFailure("a tree is made with the right kinds") }
            return ratio
        }
    }

    private static func call(_ name: String, _ numbers: [BigFraction]) throws(Failure) -> Ratio {
        switch name {
        case "min": return try fit(numbers.min()?.ratio)
        case "max": return try fit(numbers.max()?.ratio)
        case "clamp":
            if numbers[2] < numbers[1] { throw Failure(reason: .clampCrossed) }
            return try fit((numbers[0] < numbers[1] ? numbers[1] : numbers[2] < numbers[0] ? numbers[2] : numbers[0]).ratio)
        case "abs": return try fit(BigFraction(numbers[0].numerator.magnitude, numbers[0].denominator).ratio)
        case "floor": return try fit(BigFraction(numbers[0].floor).ratio)
        default:
            let digits = numbers[1].numerator.exactly(Int.self) ?? 0
            let units = numbers[0].units(scale: digits, .halfUp)
            guard units.magnitude <= BigWhole(Int64.max) else { throw Failure(reason: .overflow) }
            return try fit(BigFraction(units, BigWhole.power(10, digits)).ratio)
        }
    }

    private static func fit(_ ratio: Ratio?) throws(Failure) -> Ratio {
        guard let ratio else { throw Failure(reason: .overflow) }
        return ratio
    }

    private static func holds(_ sign: String, _ one: BigFraction, _ other: BigFraction) -> Bool {
        switch sign {
        case "=": one == other
        case "!=": one != other
        case "<": one < other
        case "<=": !(other < one)
        case ">": other < one
        default: !(one < other)
        }
    }
}
