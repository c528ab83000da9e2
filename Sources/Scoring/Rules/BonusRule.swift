import Kernel

/// Points outside the total, as granted, up to the leaf's maximum; never in a denominator.
///
/// Source: PI-30, PI-44; cap 5: 6.5 granted gives 5 (Phú Thọ demonstration data).
struct BonusRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case granted, capped }

    static let word = "bonus"

    let inputs: [Input]

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        inputs = [StatedPoints.input(upTo: terms)]
    }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let granted = try StatedPoints.read(figures[0])
        guard granted >= .zero else { throw .negative }
        if granted <= terms.maximum { return Outcome(granted, Branch.granted) }
        guard terms.over == .cap else { throw .over }
        return Outcome(terms.maximum, Branch.capped)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        ["granted": .number(figures[0] ?? .zero)]
    }

    var clauses: [Clause] { [Clause("granted")] }
}

/// Points that somebody states instead of figures.
enum StatedPoints {
    /// The input, bounded by the leaf's maximum, which also tells how a doubtful number is meant (SD-50), unless the leaf caps.
    static func input(upTo terms: LeafTerms) -> Input {
        Input("points", .number(whole: false, lowest: 0, highest: terms.over == .cap ? nil : terms.maximum.number))
    }

    static func read(_ figure: Number?) throws(RuleFault) -> Points {
        guard let figure else { throw .absent }
        guard let points = Points(figure) else { throw .overflow }
        return points
    }
}
