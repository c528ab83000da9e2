import Kernel
import Platform
import Scoring

/// Puts what the sums found into sentences: why points were given or lost, and what would win them back (PE-N4).
///
/// Text keys: `criteria.because.<rule>.<branch>`, `criteria.recover.<rule>.<branch>`, `criteria.clause.<rule>.<name>`. A
/// sentence may have fuller forms under its key: `.counted` for figures with numerator and denominator, `.aimed` where the
/// next step is known, `.fewer` and `.lowered` the same where the figures have to fall. The fullest whose values are all at
/// hand is taken.
package struct Wording: Sendable {
    let words: Words
    let framework: Framework

    package init(_ words: Words, _ framework: Framework) {
        self.words = words
        self.framework = framework
    }

    /// Why: the branch taken and its figures.
    package func because(_ because: Because) -> String {
        let key = "criteria.because.\(because.rule).\(because.branch)"
        return sentence(key, because.values) ?? key
    }

    /// What would win the lost points back; nil where nothing is lost or nothing can be done.
    package func recovery(_ because: Because) -> String? {
        if case .points(let points)? = because.values["points"], case .points(let maximum)? = because.values["maximum"], points >= maximum {
            return nil
        }
        return sentence("criteria.recover.\(because.rule).\(because.branch)", because.values)
    }

    /// What the lines of the rule's table of points have in common, where they do not say it: `criteria.method.<rule>`.
    package func method(of rule: String, maximum: Points) -> String? { sentence("criteria.method.\(rule)", ["maximum": .points(maximum)]) }

    /// One line of the rule's table of points.
    package func clause(_ clause: Clause, of rule: String, maximum: Points) -> String {
        var values = clause.values
        values["maximum"] = .points(maximum)
        if let points = clause.points { values["points"] = .points(points) }
        return words("criteria.clause.\(rule).\(clause.name)", details(values))
    }

    /// The name of a reason code, built in or the framework's own.
    package func reason(_ code: String) -> String {
        if let title = framework.reasons.first(where: { $0.code == code })?.title { return words(title) }
        return words("criteria.reason.\(code)")
    }

    /// The fuller forms of a sentence, each with the value without which it makes no sense.
    private static let forms = [
        (form: ".counted", value: "numerator"), (form: ".aimed", value: "target"), (form: ".fewer", value: "surplus"),
        (form: ".lowered", value: "limit"),
    ]

    /// The fullest form whose values are all there; nil when there is no text of this key.
    private func sentence(_ key: String, _ values: [String: Datum]) -> String? {
        let details = details(values)
        for (form, value) in Self.forms where values[value] != nil && words.has(key + form) {
            if words.texts.placeholders(key + form).allSatisfy({ details[$0] != nil }) { return words(key + form, details) }
        }
        return words.has(key) ? words(key, details) : nil
    }

    private func details(_ values: [String: Datum]) -> [String: String] {
        var details: [String: String] = [:]
        for (name, value) in values { details[name] = text(value, named: name) }
        for (name, bound) in [("ratio", "target"), ("ratio", "limit"), ("share", "floor")] {
            guard case .percent(let value)? = values[name], case .percent(let limit)? = values[bound] else { continue }
            details[name] = percent(value, apartFrom: limit)
        }
        // How many are still needed is said of counts alone.
        if case .number(let numerator)? = values["numerator"], !numerator.isWhole { details["missing"] = nil }
        return details
    }

    private func text(_ datum: Datum, named name: String) -> String {
        switch datum {
        case .number(let number): words.numbers.plain(number)
        case .count(let count): words.numbers.count(count)
        case .points(let points): words.numbers.exact(points, digits: 0)
        case .percent(let ratio): percent(ratio)
        case .title(let title): words(title)
        case .titles(let titles): titles.map { words($0) }.joined(separator: "; ")
        case .text(let text): name == "reason" ? reason(text) : text
        }
    }

    /// A percentage as it is when it ends within four decimals, otherwise with two.
    ///
    /// With a bound that it is compared with, it has as many as tell the two apart: 79.996 % is not shown as 80,00 % below 80 %.
    func percent(_ ratio: Ratio, apartFrom bound: Ratio? = nil) -> String {
        if let hundredfold = try? ratio * Ratio(100, 1), let exact = hundredfold.exactNumber, exact.scale <= 4 {
            return words.numbers.plain(exact) + "%"
        }
        guard let bound, bound != ratio else { return words.numbers.percent(ratio) }
        let digits = (2...12).first { words.numbers.percent(ratio, digits: $0) != words.numbers.percent(bound, digits: $0) }
        return words.numbers.percent(ratio, digits: digits ?? 12)
    }
}
