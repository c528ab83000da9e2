import Kernel

/// Met or not: the maximum or nothing.
///
/// Not answered is not no.
///
/// Source: PI-20; "Đạt: 1; không: 0" (Cà Mau 2013).
struct BinaryRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, no }

    static let word = "binary"

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {}

    var inputs: [Input] { [Input("yes", .yes)] }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        guard let answer = figures[0] else { throw .absent }
        return answer.digits == 0 ? Outcome(nothing: Branch.no) : Outcome(terms.maximum, Branch.full)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] { [:] }

    var clauses: [Clause] { [Clause("yes"), Clause("no", points: .zero)] }
}
