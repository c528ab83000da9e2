import Kernel

/// In proportion, without a floor; from `full` on, the maximum, and below it the ratio against that bound.
///
/// Source: PI-24 ("điểm = tỷ lệ % × điểm tối đa"); RT-2 ("≥ t %": maximum × min(1, ratio ÷ t)).
struct LinearRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, proportional, capped }

    static let word = "linear"

    private let full: LowerBound
    /// Below `full` the ratio counts as it is.
    private let isPlain: Bool
    let inputs: [Input]

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        inputs = RatioInput.inputs(terms)
        guard reader.has("full") else {
            full = .whole
            isPlain = true
            return
        }
        guard let full = reader.bound("full") else { return nil }
        guard full.value > .zero, full.isWithinReach else {
            reader.fault("scoring.bound_range", at: reader.place(of: "full"))
            return nil
        }
        self.full = full
        isPlain = full.value == .one
    }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let (share, capped) = try RatioInput.share(figures, terms)
        if full.admits(share) { return Outcome(terms.maximum, capped ? Branch.capped : .full) }
        if isPlain { return Outcome(try share.of(terms), Branch.proportional) }
        guard let relative = try? share.ratio / full.value else { throw .overflow }
        return Outcome(try Share(relative).of(terms), Branch.proportional)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        RatioInput.values(figures, .reaching, full)
    }

    var clauses: [Clause] {
        isPlain
            ? [Clause("proportional")]
            : [
                Clause(full.inclusive ? "from" : "above", ["bound": .percent(full.value)]),
                Clause("relative", ["bound": .percent(full.value)]),
            ]
    }
}
