import Kernel

/// A leaf that leaves the denominator for every unit of the block, with its reason.
///
/// Source: PI-37, PI-43; not applicable is never 0.
struct NotApplicableRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case leftOut }

    static let word = "not_applicable"

    /// The reason code of every unit.
    let reason: String

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let reason = reader.text("reason") else { return nil }
        self.reason = reason
    }

    var inputs: [Input] { [] }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        return Outcome(notApplicable: Branch.leftOut)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] { ["reason": .text(reason)] }

    var clauses: [Clause] { [Clause("leftOut", ["reason": .text(reason)])] }
}
