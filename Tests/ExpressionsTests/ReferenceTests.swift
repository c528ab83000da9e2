import Expressions
import Kernel
import TestNumbers
import Testing

@Suite struct `Formulas against the reference` {
    /// Values for ``declared``: small mostly, now and then as large as they come, missing or of another kind.
    static func values(_ random: inout SeededGenerator) -> [Expression.Value?] {
        declared.map { variable in
            if random.once(in: 25) { return nil }
            if random.once(in: 40) { return random.pick([.text("1"), .truth(true), .whole(1)]) }
            return switch variable.kind {
            case .number: .number(number(&random))
            case .text: .text(random.pick(["", "good", "tốt", "it's"]))
            case .truth: .truth(random.once(in: 2))
            }
        }
    }

    private static func number(_ random: inout SeededGenerator) -> Ratio {
        if random.once(in: 15) { return Ratio(random.whole(Int128.self), Int128(random.whole(Int64.self).magnitude) + 1) }
        return Ratio(random.below(200) - 40, random.pick([1, 1, 1, 2, 3, 60, 100]))
    }

    @Test func `give the same values and the same failures`() throws {
        var outcomes: [String: Int] = [:]
        for seed in seeds(4_000) {
            var random = SeededGenerator(seed: seed)
            let tree = Tree.random(&random)
            let source = tree.source(&random)
            let formula = try read(source)
            let values = Self.values(&random)
            let (given, expected) = (Self.outcome(formula, values), Self.outcome(tree, values))
            #expect(given == expected, "seed \(seed): \(source)")
            outcomes[expected.hasPrefix("expressions.") ? expected : "value", default: 0] += 1
        }
        // The property says something about every way to fail, and most formulas have a value.
        let failures: [ExpressionFault.Reason] = [.divisionByZero, .overflow, .valueMissing, .valueOfOtherKind, .clampCrossed]
        for reason in failures { #expect(outcomes[reason.rawValue, default: 0] > 20, "\(reason): \(outcomes)") }
        #expect(outcomes["value", default: 0] > 2_000, "\(outcomes)")
    }

    private static func outcome(_ formula: Expression, _ values: [Expression.Value?]) -> String {
        do throws(ExpressionFault) {
            let value = try formula.evaluate { values[$0] }
            return value.kind == formula.kind ? shown(value) : "a value of another kind than \(formula.kind)"
        } catch {
            return error.code
        }
    }

    private static func outcome(_ tree: Tree, _ values: [Expression.Value?]) -> String {
        do throws(Tree.Failure) {
            return shown(try tree.value(values))
        } catch {
            return error.reason.rawValue
        }
    }
}
