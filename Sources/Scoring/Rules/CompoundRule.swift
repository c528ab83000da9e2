import Kernel

/// Several conditions: the maximum when all (or any) are met; partly met gives nothing unless the rule says how much.
///
/// Source: PI-23; "xác định đầy đủ nhiệm vụ và bố trí kinh phí: 1; không đầy đủ hoặc không bố trí: 0".
struct CompoundRule: ScoringRule {
    enum Branch: UInt8, RuleBranch { case full, partly, unmet }

    static let word = "compound"

    private enum Need: String, CaseIterable { case all, any }

    private let conditions: Options<Bool>
    private let needsAll: Bool
    private let partly: Points

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        let conditions = Options(reading: &reader, "conditions", worth: { _ in true })
        let need = reader.choice("need", Need.self)
        let partly = reader.has("partly") ? reader.leafPoints("partly", terms) : .zero
        if need == .any, reader.has("partly") { reader.fault("scoring.partly_with_any", at: reader.place(of: "partly")) }
        guard let conditions, let need, let partly else { return nil }
        self.conditions = conditions
        needsAll = need == .all
        self.partly = partly
    }

    var inputs: [Input] { conditions.options.map { Input("yes:\($0.code)", .yes, title: $0.title) } }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        var met = 0
        for index in figures.indices {
            guard let answer = figures[index] else { throw .absent }
            if answer != .zero { met += 1 }
        }
        if needsAll ? met == figures.count : met > 0 { return Outcome(terms.maximum, Branch.full) }
        return met > 0 ? Outcome(partly, Branch.partly) : Outcome(nothing: Branch.unmet)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        var unmet: [Bilingual] = []
        for index in figures.indices where figures[index] == .zero { unmet.append(conditions.options[index].title) }
        return ["met": .count(conditions.options.count - unmet.count), "count": .count(conditions.options.count), "unmet": .titles(unmet)]
    }

    var clauses: [Clause] {
        let titles = Datum.titles(conditions.options.map(\.title))
        let first = Clause(needsAll ? "all" : "any", ["conditions": titles])
        return partly > .zero ? [first, Clause("partly", points: partly)] : [first]
    }
}
