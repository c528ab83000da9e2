import Kernel

/// Answers on a scale of whole degrees, as a mean or as counts, turned into a share by a stated method.
///
/// Source: PI-33, SV-22; no method is law. Five degrees with 2, 3, 10, 45, 40 answers, maximum 35: satisfied (4 and 5)
/// 29.75, share of top 29.26, linear 27.825.
struct SurveyScaleRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, share, belowFloor }

    static let word = "survey_scale"
    static let isSelfScored = false

    private enum Method: String, CaseIterable {
        case linear, satisfied
        case shareOfTop = "share_of_top"
    }

    private let lowest: Int
    private let highest: Int
    private let method: Method
    private let satisfiedFrom: Int
    private let floor: LowerBound?
    /// A mean above the scale counts as its top.
    private let caps: Bool

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let outline = reader.required("scale") else { return nil }
        var scale = OutlineReader(outline, log: reader.log)
        let lowest = scale.optionalWhole("from", in: 0...1)
        let highest = scale.optionalWhole("to", in: 2...11)
        scale.finish()
        let method = reader.choice("method", Method.self)
        guard let lowest, let highest, let method else {
            if lowest == nil || highest == nil { reader.fault("scoring.scale_expected", at: outline.place) }
            return nil
        }
        let satisfiedFrom = reader.optionalWhole("satisfied_from", in: lowest...highest)
        if (method == .satisfied) != (satisfiedFrom != nil) {
            reader.fault("scoring.satisfied_from", at: reader.place(of: "method"))
            return nil
        }
        floor = reader.has("floor") ? reader.bound("floor") : nil
        if reader.has("floor"), floor == nil { return nil }
        if let floor, !floor.isWithinReach {
            reader.fault("scoring.bound_range", at: reader.place(of: "floor"))
            return nil
        }
        self.lowest = lowest
        self.highest = highest
        caps = terms.over == .cap
        self.method = method
        self.satisfiedFrom = satisfiedFrom ?? highest
    }

    /// The mean first, except where counts alone can tell, then a count for each degree.
    var inputs: [Input] {
        let mean = Input("value", .number(whole: false, lowest: Number(lowest), highest: caps ? nil : Number(highest)))
        let counts = (lowest...highest).map { Input("count:\($0)", .number(whole: true, lowest: 0, highest: nil)) }
        return (method == .satisfied ? [] : [mean]) + counts
    }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let share = try share(figures)
        if let floor, !floor.admits(Share(share)) { return Outcome(nothing: Branch.belowFloor) }
        return Outcome(try Share(share).of(terms), share == .one ? Branch.full : .share)
    }

    private func share(_ figures: Figures) throws(RuleFault) -> Ratio {
        if method == .satisfied {
            return try mean(figures, weights: (lowest...highest).map { $0 >= satisfiedFrom ? .one : .zero })
        }
        let counts = figures.extracting(1..<figures.count)
        let mean: Ratio
        if let value = figures[0] {
            for index in counts.indices where counts[index] != nil { throw .twofold }
            guard !value.isNegative else { throw .negative }
            guard value >= Number(lowest), value <= Number(highest) || caps else { throw .over }
            mean = min(value, Number(highest)).ratio
        } else {
            mean = try self.mean(counts, weights: (lowest...highest).map { Ratio($0, 1) })
        }
        let base = method == .linear ? lowest : 0
        guard let share = try? (mean - Ratio(base, 1)) / Ratio(highest - base, 1) else { throw .overflow }
        return share
    }

    private func mean(_ counts: Figures, weights: [Ratio?]) throws(RuleFault) -> Ratio {
        let (sum, count) = try Counts.mean(counts, weights: weights)
        guard count > 0 else { throw .zero }
        guard let mean = try? sum / Ratio(count, 1) else { throw .overflow }
        return mean
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        var values: [String: Datum] = ["share": .percent((try? share(figures)) ?? .zero), "top": .count(highest)]
        if let floor { values["floor"] = .percent(floor.value) }
        return values
    }

    var clauses: [Clause] {
        var values: [String: Datum] = ["from": .count(lowest), "to": .count(highest), "satisfied": .count(satisfiedFrom)]
        guard let floor else { return [Clause(String(describing: method), values)] }
        values["bound"] = .percent(floor.value)
        return [Clause(String(describing: method), values), Clause(floor.inclusive ? "belowFloor" : "toFloor", values, points: .zero)]
    }
}
