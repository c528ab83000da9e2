import Kernel

/// Mean of the weights of the answers; blank answers and options left out are not counted (SV-23).
///
/// Source: PI-32; A 100, B 60, C 20, D 0: 6 A, 3 B, 1 D are 78 %, of 2 points 1.56.
struct SurveyOptionWeightRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, weighted }

    static let word = "survey_option_weight"
    static let isSelfScored = false

    private let options: Options<Ratio?>

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        let read = Options<Ratio?>(reading: &reader, "options") { option in
            if option.optionalFlag("left_out") == true { return .some(nil) }
            return option.sharePercent("percent").map { .some($0) }
        }
        guard let options = read else { return nil }
        guard options.options.contains(where: { $0.worth == .one }) else {
            reader.fault("scoring.no_full_option", at: reader.place(of: "options"))
            return nil
        }
        self.options = options
    }

    var inputs: [Input] { options.counts() }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let mean = try mean(figures)
        return Outcome(try Share(mean).of(terms), mean == .one ? Branch.full : .weighted)
    }

    private func mean(_ figures: Figures) throws(RuleFault) -> Ratio {
        let (sum, count) = try Counts.mean(figures, weights: options.options.map(\.worth))
        guard count > 0 else { throw .zero }
        guard let mean = try? sum / Ratio(count, 1) else { throw .overflow }
        return mean
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        let count = (try? Counts.mean(figures, weights: options.options.map(\.worth)).count) ?? 0
        return ["mean": .percent((try? mean(figures)) ?? .zero), "count": .number(Number(digits: count))]
    }

    var clauses: [Clause] {
        options.options.map { option in
            option.worth.map { Clause("option", ["option": .title(option.title), "percent": .percent($0)]) }
                ?? Clause("leftOut", ["option": .title(option.title)])
        }
    }
}
