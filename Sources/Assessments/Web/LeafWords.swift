import Criteria
import Kernel
import Platform
import Scoring

/// Words what is asked and stated of a leaf: inputs, options, reasons, points.
package struct LeafWords {
    let words: Words
    let framework: Framework
    let wording: Wording

    package init(_ words: Words, _ framework: Framework) {
        self.words = words
        self.framework = framework
        wording = Wording(words, framework)
    }

    /// A field of the framework; bonus and penalty have a name of ours.
    func field(_ code: String, _ title: Bilingual?) -> String {
        title.map { "\(code). \(words($0))" } ?? words("assessments.field.\(code)")
    }

    /// Points as the framework shows them, with every decimal that they have.
    func points(_ points: Points) -> String { words.numbers.exact(points, digits: 0) }

    func points(_ points: Points?, of maximum: Points) -> String {
        "\(points.map { self.points($0) } ?? "–") / \(self.points(maximum))"
    }

    /// What an input is called where it is asked for.
    package func label(_ input: Input, of inputs: [Input]) -> String {
        if let title = input.title { return words(title) }
        switch input.kind {
        case .yes: return words("assessments.claim.yes")
        case .choice: return words("assessments.claim.choice")
        case .number:
            let parts = input.name.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { return words("criteria.input.degree", ["degree": String(parts[1])]) }
            return words("assessments.claim.input.\(isPercent(input, of: inputs) ? "percent" : input.name)")
        }
    }

    /// The value of a ratio is written as a percentage.
    func isPercent(_ input: Input, of inputs: [Input]) -> Bool {
        input.name == "value" && inputs.contains { $0.name == "numerator" }
    }

    /// An option by the line of the rule that gives its points.
    package func option(_ code: String, of criterion: Criterion, _ codes: [String]) -> String {
        guard let rule = criterion.rule, rule.clauses.count == codes.count, let index = codes.firstIndex(of: code) else { return code }
        return wording.clause(rule.clauses[index], of: rule.word, maximum: criterion.maximum)
    }

    /// What was stated, in words: `Tử số: 27; mẫu số: 30`.
    func statement(_ stated: Stated, _ criterion: Criterion, _ inputs: [Input]) -> String {
        statement(stated.values, criterion, inputs)
    }

    /// Values by the names of their inputs, `Tử số: 18; Mẫu số: 20`.
    package func statement(_ values: [String: String], _ criterion: Criterion, _ inputs: [Input]) -> String {
        var parts: [String] = []
        for kind in [Statement.Absence.Kind.notApplicable, .missing] {
            if let reason = values[kind.rawValue] {
                parts.append("\(words("assessments.absence.\(kind.rawValue)")): \(wording.reason(reason))")
            }
        }
        for input in inputs {
            guard let value = values[input.name] else { continue }
            parts.append("\(label(input, of: inputs)): \(answer(value, input, criterion, inputs))")
        }
        if let points = values["points"], !inputs.contains(where: { $0.name == "points" }) {
            parts.append("\(words("assessments.claim.input.points")): \(number(points))")
        }
        return parts.joined(separator: "; ")
    }

    private func answer(_ value: String, _ input: Input, _ criterion: Criterion, _ inputs: [Input]) -> String {
        switch input.kind {
        case .yes: words(value == "yes" ? "criteria.answer.yes" : "criteria.answer.no")
        case .choice(let codes): option(value, of: criterion, codes)
        case .number: number(value) + (isPercent(input, of: inputs) ? "%" : "")
        }
    }

    private func number(_ text: String) -> String { Number(text).map { words.numbers.plain($0) } ?? text }

    /// A stored number as a person types it in this language: no grouping, and never three decimals, for `1,234` might also be
    /// meant as thousands.
    func typed(_ text: String) -> String {
        guard let number = Number(text) else { return text }
        let plain = number.text(decimals: number.scale == 3 ? 4 : number.scale)
        return words.language == .vi ? plain.replacing(".", with: ",") : plain
    }

    /// How the leaf is scored: the rule's own words, then its table of points.
    func rule(_ criterion: Criterion) -> HTML {
        guard let rule = criterion.rule else { return HTML() }
        return """
            \(wording.method(of: rule.word, maximum: criterion.maximum).map { "<p>\($0)</p>" as HTML })\
            <ul>\(each: rule.clauses, { "<li>\(wording.clause($0, of: rule.word, maximum: criterion.maximum))</li>" })</ul>
            """
    }

    /// Why an answer cannot be computed or kept, as sentences.
    func sentence(_ error: any DomainError) -> String {
        guard let faults = error as? Faults else { return words(error.code, error.details) }
        return faults.faults.map { words.message($0) }.joined(separator: " ")
    }
}
