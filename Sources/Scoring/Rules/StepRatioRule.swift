import Kernel

/// Steps of a ratio, each bound inclusive or not; the exact ratio decides, never a rounded one.
///
/// Source: PI-22; "trên 90%: 2; 70–90%: 1; dưới 70%: 0": 90 exactly is 1, 70 exactly is 1.
struct StepRatioRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, step, capped }

    static let word = "step_ratio"

    private let steps: Steps

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let steps = Steps(reading: &reader, .percent, from: .zero, to: .one, terms: terms) else { return nil }
        self.steps = steps
        inputs = RatioInput.inputs(terms)
    }

    let inputs: [Input]

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let (share, capped) = try RatioInput.share(figures, terms)
        let points = steps.points[steps.ladder.rung(of: share)]
        if points < terms.maximum { return Outcome(points, Branch.step) }
        return Outcome(points, capped ? Branch.capped : .full)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        guard branch == .step, let (share, _) = try? RatioInput.share(figures, terms),
            let aim = steps.better(than: steps.ladder.rung(of: share))
        else { return RatioInput.values(figures) }
        var values = RatioInput.values(figures, aim.isAbove ? .reaching : .below, aim.bound)
        values["next"] = .points(aim.points)
        return values
    }

    var clauses: [Clause] { steps.clauses { .percent($0) } }
}
