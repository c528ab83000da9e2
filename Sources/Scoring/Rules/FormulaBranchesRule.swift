import Kernel

/// Variables and branches with a formula each; whoever scores chooses the branch, and self-score and appraisal keep theirs.
///
/// Source: PI-26 (observed in a public program). A branch may state `when`, which must then hold.
struct FormulaBranchesRule: ScoringRule {
    typealias Branch = FormulaBranch

    static let word = "formula_branches"

    private struct Way: Sendable, Hashable {
        var formula: Formula
        var when: Formula?
    }

    private let variables: FormulaVariables
    private let branches: Options<Way>

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let variables = FormulaVariables(reading: &reader, terms: terms) else { return nil }
        let read = Options<Way>(reading: &reader, "branches") { branch in
            let when = branch.has("when") ? Formula(reading: &branch, "when", variables, givesTruth: true) : nil
            guard let formula = Formula(reading: &branch, "formula", variables), !branch.has("when") || when != nil else { return nil }
            return Way(formula: formula, when: when)
        }
        guard let branches = read else { return nil }
        self.variables = variables
        self.branches = branches
    }

    /// The variables, then the chosen branch.
    var inputs: [Input] { variables.inputs + [Input("branch", .choice(branches.codes))] }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        let way = try branches.chosen(figures[variables.inputs.count]).worth
        let values = try variables.read(figures)
        if let when = way.when {
            guard try when.holds(values, terms) else { throw .branch }
        }
        return try Formula.outcome(way.formula.value(values, terms), terms)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        var values = variables.values(figures)
        if let way = try? branches.chosen(figures[variables.inputs.count]) {
            values["branch"] = .title(way.title)
            values["formula"] = .text(way.worth.formula.source)
        }
        return values
    }

    var clauses: [Clause] {
        branches.options.map { option in
            let values: [String: Datum] = ["branch": .title(option.title), "formula": .text(option.worth.formula.source)]
            guard let when = option.worth.when else { return Clause("branch", values) }
            return Clause("branchWhen", values.merging(["when": .text(when.source)]) { first, _ in first })
        }
    }
}
