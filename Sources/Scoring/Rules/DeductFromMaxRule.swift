import Kernel

/// Violations take a share of the maximum away, never below nothing.
///
/// Whether several add up is said by the rule.
///
/// Source: PI-29; light −50 %, serious all: one light of 2 leaves 1.
struct DeductFromMaxRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, deducted, nothingLeft }

    static let word = "deduct_from_max"

    private enum Several: String, CaseIterable { case add, worst }

    private let violations: Options<Ratio>
    private let adds: Bool

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        let violations = Options(reading: &reader, "violations", worth: { $0.sharePercent("deduct") })
        let several = reader.choice("several", Several.self)
        guard let violations, let several else { return nil }
        self.violations = violations
        adds = several == .add
    }

    var inputs: [Input] { violations.counts() }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let deduction = try deduction(figures)
        if deduction == .zero { return Outcome(terms.maximum, Branch.full) }
        guard deduction < .one, let left = try? .one - deduction else { return Outcome(nothing: Branch.nothingLeft) }
        return Outcome(try Share(left).of(terms), Branch.deducted)
    }

    private func deduction(_ figures: Figures) throws(RuleFault) -> Ratio {
        try Counts.check(figures)
        var sum = Ratio.zero
        for index in figures.indices {
            guard let count = figures[index], count != .zero else { continue }
            let worth = violations.options[index].worth
            guard adds else {
                sum = max(sum, worth)
                continue
            }
            guard let more = try? sum + count.ratio * worth else { throw .overflow }
            sum = min(more, .one)
        }
        return sum
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        var found: [Bilingual] = []
        for index in figures.indices where (figures[index] ?? .zero) != .zero { found.append(violations.options[index].title) }
        return ["violations": .titles(found), "deduction": .percent((try? deduction(figures)) ?? .zero)]
    }

    var clauses: [Clause] {
        violations.options.map { Clause("violation", ["violation": .title($0.title), "deduct": .percent($0.worth)]) } + [
            Clause(adds ? "add" : "worst")
        ]
    }
}
