import Kernel

/// In proportion between a floor and a top: nothing below the floor, the maximum from the top on.
///
/// Source: PI-25. The cliff at the floor is meant: 80 % gives 0.80, 79.99 % gives 0.
struct LinearFloorRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, proportional, belowFloor, capped }

    static let word = "linear_floor"

    private let full: LowerBound
    private let floor: LowerBound
    let inputs: [Input]

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        inputs = RatioInput.inputs(terms)
        let full = reader.has("full") ? reader.bound("full") : .whole
        if !reader.has("floor") { _ = reader.required("floor") }
        guard let full, let floor = reader.bound("floor") else { return nil }
        guard floor.value < full.value, full.isWithinReach else {
            reader.fault("scoring.bound_range", at: reader.place(of: "floor"))
            return nil
        }
        self.full = full
        self.floor = floor
    }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let (share, capped) = try RatioInput.share(figures, terms)
        if full.admits(share) { return Outcome(terms.maximum, capped ? Branch.capped : .full) }
        guard floor.admits(share) else { return Outcome(nothing: Branch.belowFloor) }
        return Outcome(try share.of(terms), Branch.proportional)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        RatioInput.values(figures, .reaching, branch == .belowFloor ? floor : full)
    }

    var clauses: [Clause] {
        [
            Clause(full.inclusive ? "from" : "above", ["bound": .percent(full.value)]),
            Clause("between"),
            Clause(floor.inclusive ? "belowFloor" : "toFloor", ["bound": .percent(floor.value)], points: .zero),
        ]
    }
}
