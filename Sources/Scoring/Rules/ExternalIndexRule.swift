import Kernel

/// A rank or score of an outside index (PCI, PAPI, DTI) against a table of the framework.
///
/// Source: PI-36; no verbatim rule was found, so the table is the framework's own. Rungs go from high numbers to low; of
/// ranks the low numbers are the good ones, and only the table knows it.
struct ExternalIndexRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, step }

    static let word = "external_index"
    static let isSelfScored = false

    private enum Measure: String, CaseIterable { case rank, score }

    private let name: Bilingual
    private let isRank: Bool
    private let steps: Steps

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        let measure = reader.choice("measure", Measure.self)
        var name: Bilingual?
        if let outline = reader.required("name") {
            var title = OutlineReader(outline, log: reader.log)
            name = title.bilingual()
            title.finish()
        }
        let lowest = measure == .rank ? Ratio.one : .zero
        guard let steps = Steps(reading: &reader, .number, from: lowest, to: nil, terms: terms), let measure, let name else { return nil }
        self.name = name
        isRank = measure == .rank
        self.steps = steps
    }

    var inputs: [Input] { [Input("value", .number(whole: isRank, lowest: isRank ? 1 : 0, highest: nil))] }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        guard let value = figures[0] else { throw .absent }
        guard !value.isNegative else { throw .negative }
        guard value.isWhole || !isRank else { throw .notWhole }
        // There is no rank before the first; a 0 entered for "none" must not gain the maximum.
        guard value >= 1 || !isRank else { throw .over }
        let points = steps.points[steps.ladder.rung(of: Share(value.ratio))]
        return Outcome(points, points == terms.maximum ? Branch.full : .step)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        var values: [String: Datum] = ["index": .title(name), "value": .number(figures[0] ?? .zero)]
        guard branch == .step, let value = figures[0], let aim = steps.better(than: steps.ladder.rung(of: Share(value.ratio))) else {
            return values
        }
        values[aim.isAbove ? "target" : "limit"] = Self.datum(aim.bound.value)
        values["next"] = .points(aim.points)
        return values
    }

    var clauses: [Clause] { steps.clauses(Self.datum) }

    private static func datum(_ bound: Ratio) -> Datum { bound.exactNumber.map { .number($0) } ?? .percent(bound) }
}
