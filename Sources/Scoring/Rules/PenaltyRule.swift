import Kernel

/// Points taken away outside the total, as stated, never beyond the leaf's negative maximum.
///
/// Source: PI-31, PI-44; maximum −3: −4 takes 3.
struct PenaltyRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case taken, capped }

    static let word = "penalty"

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {}

    var inputs: [Input] { [Input("points", .number(whole: false, lowest: nil, highest: 0))] }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let taken = try StatedPoints.read(figures[0])
        guard taken <= .zero else { throw .over }
        if taken >= terms.maximum { return Outcome(taken, Branch.taken) }
        guard terms.over == .cap else { throw .over }
        return Outcome(terms.maximum, Branch.capped)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        ["stated": .number(figures[0] ?? .zero)]
    }

    var clauses: [Clause] { [Clause("taken")] }
}
