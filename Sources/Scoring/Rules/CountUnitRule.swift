import Kernel

/// So much for each, up to the maximum.
///
/// Source: PI-27; 0.5 per regulation, at most 2: 5 give 2.
struct CountUnitRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, each, capped }

    static let word = "count_unit"

    private let each: Points

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let each = reader.leafPoints("each", terms) else { return nil }
        guard each > .zero else {
            reader.fault("scoring.points_positive", at: reader.place(of: "each"))
            return nil
        }
        let best = Points(micro: terms.maximum.micro / each.micro * each.micro)
        guard best == terms.maximum || terms.over == .cap else {
            reader.fault(
                "scoring.maximum_unreachable", at: reader.place(of: "each"), ["best": "\(best)", "maximum": "\(terms.maximum)"])
            return nil
        }
        self.each = each
    }

    var inputs: [Input] { [Input("count", .number(whole: true, lowest: 0, highest: nil))] }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        guard let count = figures[0] else { throw .absent }
        guard count.isWhole else { throw .notWhole }
        guard !count.isNegative else { throw .negative }
        let (micro, overflow) = each.micro.multipliedReportingOverflow(by: count.digits)
        if overflow || micro > terms.maximum.micro {
            guard terms.over == .cap else { throw .over }
            return Outcome(terms.maximum, Branch.capped)
        }
        return Outcome(Points(micro: micro), micro == terms.maximum.micro ? Branch.full : .each)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        let needed = (terms.maximum.micro + each.micro - 1) / each.micro
        let count = figures[0] ?? .zero
        return ["count": .number(count), "each": .points(each), "missing": .number(Number(digits: max(0, needed - count.digits)))]
    }

    var clauses: [Clause] { [Clause("each", ["each": .points(each)], points: each)] }
}
