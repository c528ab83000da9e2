import Kernel

/// One of a list of states, each with its points: timely, late, not at all.
///
/// Source: PI-21; "ban hành kịp thời: 1; không kịp thời: 0,5; không ban hành: 0" (Cà Mau 2013). "Timely" rests on a date and
/// a deadline, which the evidence must show.
struct StepTimelinessRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, option }

    static let word = "step_timeliness"

    private let options: Options<Points>
    private let best: Options<Points>.Option

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let options = Options(reading: &reader, "options", worth: { $0.leafPoints("points", terms) }),
            let best = options.options.max(by: { $0.worth < $1.worth })
        else { return nil }
        guard best.worth == terms.maximum else {
            reader.fault(
                "scoring.maximum_unreachable", at: reader.place(of: "options"), ["best": "\(best.worth)", "maximum": "\(terms.maximum)"])
            return nil
        }
        self.options = options
        self.best = best
    }

    var inputs: [Input] { [options.choice] }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let option = try options.chosen(figures[0])
        return Outcome(option.worth, option.worth == terms.maximum ? Branch.full : .option)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        guard let option = try? options.chosen(figures[0]) else { return [:] }
        return ["option": .title(option.title), "best": .title(best.title)]
    }

    var clauses: [Clause] { options.options.map { Clause("option", ["option": .title($0.title)], points: $0.worth) } }
}

extension OutlineReader {
    /// Points between nothing and the maximum of the leaf.
    mutating func leafPoints(_ key: String, _ terms: LeafTerms) -> Points? {
        guard let points = points(key) else { return nil }
        guard points >= .zero, points <= terms.maximum else {
            fault("scoring.points_beyond_leaf", at: place(of: key), ["points": "\(points)", "maximum": "\(terms.maximum)"])
            return nil
        }
        return points
    }
}
