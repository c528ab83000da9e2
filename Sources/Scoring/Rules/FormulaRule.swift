import Kernel

/// Points by a formula over declared variables: what the other rules cannot say needs no programmer.
///
/// Source: PI-40.
struct FormulaRule: ScoringRule {
    typealias Branch = FormulaBranch

    static let word = "formula"

    private let variables: FormulaVariables
    private let formula: Formula

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        guard let variables = FormulaVariables(reading: &reader, terms: terms),
            let formula = Formula(reading: &reader, "formula", variables)
        else { return nil }
        self.variables = variables
        self.formula = formula
    }

    var inputs: [Input] { variables.inputs }

    func score(_ figures: Figures, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        try Formula.outcome(formula.value(try variables.read(figures), terms), terms)
    }

    func explain(_ figures: Figures, _ branch: Branch, _ terms: LeafTerms) -> [String: Datum] {
        ["formula": .text(formula.source)].merging(variables.values(figures)) { first, _ in first }
    }

    var clauses: [Clause] { [Clause("formula", ["formula": .text(formula.source)])] }
}

extension FormulaVariables {
    /// `figures`: each variable by its title with its value, as one list of titles.
    func values(_ cells: Figures) -> [String: Datum] {
        var titles: [Bilingual] = []
        for index in inputs.indices {
            guard let title = inputs[index].title, let figure = cells[index] else { continue }
            titles.append(
                Bilingual(vi: "\(title.vi) = \(NumberFormat(.vi).plain(figure))", en: "\(title.en) = \(NumberFormat(.en).plain(figure))"))
        }
        return ["figures": .titles(titles)]
    }
}
