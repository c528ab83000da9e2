import Expressions
import Kernel

/// A formula of a rule over its declared variables and `maximum`, the points of the leaf (PI-40).
struct Formula: Sendable, Hashable {
    private let expression: Expression

    var source: String { expression.source }

    /// Reads the formula under `key`; its faults become faults of the file, each at its place.
    init?(reading reader: inout OutlineReader, _ key: String, _ variables: FormulaVariables, givesTruth: Bool = false) {
        guard let outline = reader.required(key), let source = reader.text(of: outline) else { return nil }
        do throws(ExpressionFaults) {
            expression = try Expression.parse(source, variables: variables.declared, gives: givesTruth ? .truth : .number)
        } catch {
            for fault in error.faults {
                var told = fault.fault(at: outline.textPlace, in: source)
                told.details["caret"] = fault.caret(in: source)
                reader.log.add(told)
            }
            return nil
        }
    }

    /// The exact value; a division by zero is the leaf's zero denominator.
    func value(_ figures: [Number?], _ terms: LeafTerms) throws(RuleFault) -> Ratio {
        do throws(ExpressionFault) {
            return try expression.number { FormulaVariables.value(of: $0, figures, terms) }
        } catch {
            throw Self.fault(error)
        }
    }

    func holds(_ figures: [Number?], _ terms: LeafTerms) throws(RuleFault) -> Bool {
        do throws(ExpressionFault) {
            return try expression.truth { FormulaVariables.value(of: $0, figures, terms) }
        } catch {
            throw Self.fault(error)
        }
    }

    private static func fault(_ fault: ExpressionFault) -> RuleFault {
        switch fault.reason {
        case .divisionByZero: .zero
        case .valueMissing: .absent
        default: .overflow
        }
    }

    /// Points of a value: rounded once, and held against nothing and the maximum as the leaf says.
    static func outcome(_ value: Ratio, _ terms: LeafTerms) throws(RuleFault) -> Outcome {
        guard terms.over == .cap || (value >= .zero && value <= terms.maximum.ratio) else { throw .over }
        if value < .zero { return Outcome(.zero, FormulaBranch.belowZero) }
        if value > terms.maximum.ratio { return Outcome(terms.maximum, FormulaBranch.capped) }
        guard let points = Points(value, decimals: terms.decimals) else { throw .overflow }
        return Outcome(points, points == terms.maximum ? FormulaBranch.full : .computed)
    }
}

/// What can become of a formula, by itself or chosen among several.
enum FormulaBranch: UInt8, RuleBranch { case full, computed, capped, belowZero }

/// The variables that a framework declares for a rule's formulas.
struct FormulaVariables: Sendable {
    let inputs: [Input]

    init?(reading reader: inout OutlineReader, terms: LeafTerms) {
        var inputs: [Input] = []
        var isSound = true
        for item in reader.list("variables") {
            var variable = OutlineReader(item, log: reader.log)
            let code = variable.text("code")
            let title = variable.bilingual()
            let whole = variable.optionalFlag("whole") ?? terms.wholeFigures
            variable.finish()
            guard let code, let title else {
                isSound = false
                continue
            }
            if !Expression.Variable.isName(code) || code == "maximum" || inputs.contains(where: { $0.name == code }) {
                reader.fault("scoring.variable_name", at: item.place, ["code": code])
                isSound = false
            }
            inputs.append(Input(code, .number(whole: whole, lowest: 0, highest: nil), title: title))
        }
        guard isSound else { return nil }
        guard !inputs.isEmpty else {
            reader.fault("scoring.options_empty", at: reader.place(of: "variables"), ["key": "variables"])
            return nil
        }
        self.inputs = inputs
    }

    /// The declared ones, then `maximum`.
    var declared: [Expression.Variable] { inputs.map { Expression.Variable($0.name) } + [Expression.Variable("maximum")] }

    static func value(of index: Int, _ figures: [Number?], _ terms: LeafTerms) -> Expression.Value? {
        index < figures.count ? figures[index].map { .number($0.ratio) } : .number(terms.maximum.ratio)
    }

    /// The figures, all of them given.
    func read(_ cells: Figures) throws(RuleFault) -> [Number?] {
        var figures: [Number?] = []
        figures.reserveCapacity(inputs.count)
        for index in inputs.indices {
            guard let figure = cells[index] else { throw .absent }
            guard !figure.isNegative else { throw .negative }
            if case .number(true, _, _) = inputs[index].kind, !figure.isWhole { throw .notWhole }
            figures.append(figure)
        }
        return figures
    }
}
