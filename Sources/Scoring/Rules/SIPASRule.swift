import Kernel

/// The satisfied share of a SIPAS survey, in proportion, from a floor on where one is stated.
///
/// Source: PI-34; its own type in two programs, the conversion is unverified, so the framework states it. 82 % of 10 is 8.2.
struct SIPASRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, proportional, belowFloor, capped }

    static let word = "sipas"
    static let isSelfScored = false

    private let full: LowerBound
    private let floor: LowerBound?
    let inputs: [Input]

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        inputs = RatioInput.inputs(terms)
        let hasFloor = reader.has("floor")
        let full = reader.has("full") ? reader.bound("full") : .whole
        let floor = hasFloor ? reader.bound("floor") : nil
        guard let full, !hasFloor || floor != nil else { return nil }
        guard full.value > (floor?.value ?? .zero), full.isWithinReach else {
            reader.fault("scoring.bound_range", at: reader.place(of: hasFloor ? "floor" : "full"))
            return nil
        }
        self.full = full
        self.floor = floor
    }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let (share, capped) = try RatioInput.share(figures, terms)
        if full.admits(share) { return Outcome(terms.maximum, capped ? Branch.capped : .full) }
        if let floor, !floor.admits(share) { return Outcome(nothing: Branch.belowFloor) }
        return Outcome(try share.of(terms), Branch.proportional)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        RatioInput.values(figures, .reaching, branch == .belowFloor ? floor ?? full : full)
    }

    var clauses: [Clause] {
        let top = full.value == .one ? [] : [Clause(full.inclusive ? "from" : "above", ["bound": .percent(full.value)])]
        let bottom = floor.map { [Clause($0.inclusive ? "belowFloor" : "toFloor", ["bound": .percent($0.value)], points: .zero)] } ?? []
        return top + [Clause("proportional")] + bottom
    }
}
