import Kernel

/// One run of a program over one set of values.
///
/// Kinds were checked when the program was read, so a node is asked only for what it gives; the value of a variable comes from
/// outside and is checked here. Every node is computed at most once.
struct Evaluation {
    let program: Program
    let lookup: (Int) -> Expression.Value?

    func value(_ node: Int) throws(ExpressionFault) -> Expression.Value {
        switch program.kinds[node] {
        case .number: .number(try number(node))
        case .text: .text(try text(node))
        case .truth: .truth(try truth(node))
        }
    }

    /// Whether a node that is a variable has a value.
    func isGiven(_ node: Int) -> Bool {
        guard case .variable(let index) = program.nodes[node], let value = lookup(index) else { return false }
        return value != .text("")
    }

    func number(_ node: Int) throws(ExpressionFault) -> Ratio {
        switch program.nodes[node] {
        case .constant(let index): return program.ratios[index]
        case .variable(let index):
            if case .number(let ratio) = lookup(index) { return ratio }
            throw fault(index, node)
        case .negative(let operand): return -(try number(operand))
        case .sum(let operands): return try sum(operands)
        case .product(let operands): return try product(operands)
        case .steps(let subject, let steps, let otherwise): return try number(chosen(subject, steps, otherwise))
        case .call(let function, let operands):
            if case .number(let ratio) = try call(function, node, operands) { return ratio }
        case .not, .all, .any, .comparison: break
        }
        preconditionFailure("kinds were checked when the formula was read")
    }

    func truth(_ node: Int) throws(ExpressionFault) -> Bool {
        switch program.nodes[node] {
        case .constant(let index):
            if case .truth(let truth) = program.constants[index].content { return truth }
        case .variable(let index):
            if case .truth(let truth) = lookup(index) { return truth }
            throw fault(index, node)
        case .not(let operand): return !(try truth(operand))
        case .all(let operands):
            for operand in program.operands[operands] where !(try truth(operand.node)) { return false }
            return true
        case .any(let operands):
            for operand in program.operands[operands] where try truth(operand.node) { return true }
            return false
        case .comparison(let comparison, let one, let other): return try compare(comparison, one, other)
        case .steps(let subject, let steps, let otherwise): return try truth(chosen(subject, steps, otherwise))
        case .call(let function, let operands):
            if case .truth(let truth) = try call(function, node, operands) { return truth }
        case .negative, .sum, .product: break
        }
        preconditionFailure("kinds were checked when the formula was read")
    }

    func text(_ node: Int) throws(ExpressionFault) -> String {
        switch program.nodes[node] {
        case .constant(let index):
            if case .text(let text) = program.constants[index].content { return text }
        case .variable(let index):
            if case .text(let text) = lookup(index) { return text }
            throw fault(index, node)
        case .steps(let subject, let steps, let otherwise): return try text(chosen(subject, steps, otherwise))
        case .call(let function, let operands):
            if case .text(let text) = try call(function, node, operands) { return text }
        case .negative, .not, .sum, .product, .all, .any, .comparison: break
        }
        preconditionFailure("kinds were checked when the formula was read")
    }
}

extension Evaluation {
    private func sum(_ operands: Range<Int>) throws(ExpressionFault) -> Ratio {
        var total = try number(program.operands[operands.lowerBound].node)
        for position in operands.dropFirst() {
            let operand = program.operands[position]
            let value = try number(operand.node)
            do throws(Ratio.Overflow) {
                total = operand.isInverse ? try total - value : try total + value
            } catch {
                throw overflow(operands.lowerBound, position)
            }
        }
        return total
    }

    private func product(_ operands: Range<Int>) throws(ExpressionFault) -> Ratio {
        var total = try number(program.operands[operands.lowerBound].node)
        for position in operands.dropFirst() {
            let operand = program.operands[position]
            let value = try number(operand.node)
            if operand.isInverse, value == .zero { throw ExpressionFault(.divisionByZero, at: program.places[operand.node]) }
            do throws(Ratio.Overflow) {
                total = operand.isInverse ? try total / value : try total * value
            } catch {
                throw overflow(operands.lowerBound, position)
            }
        }
        return total
    }

    private func compare(_ comparison: Comparison, _ one: Int, _ other: Int) throws(ExpressionFault) -> Bool {
        switch program.kinds[one] {
        case .number: comparison.holds(try number(one), try number(other))
        case .text: (try text(one) == text(other)) == (comparison == .equal)
        case .truth: (try truth(one) == truth(other)) == (comparison == .equal)
        }
    }

    private func chosen(_ subject: Int, _ steps: Range<Int>, _ otherwise: Int) throws(ExpressionFault) -> Int {
        let value = try number(subject)
        return program.steps[steps].first { $0.comparison.holds(value, $0.bound) }?.node ?? otherwise
    }

    private func call(_ function: Int, _ node: Int, _ operands: Range<Int>) throws(ExpressionFault) -> Expression.Value {
        try Expression.functions[function].body(Call(evaluation: self, node: node, operands: operands))
    }

    /// Overflow of a sum or product, from its first operand to the one that was too much.
    private func overflow(_ first: Int, _ last: Int) -> ExpressionFault {
        let start = program.places[program.operands[first].node].lowerBound
        return ExpressionFault(.overflow, at: start..<program.places[program.operands[last].node].upperBound)
    }

    /// Why the value of a variable could not be used.
    private func fault(_ variable: Int, _ node: Int) -> ExpressionFault {
        let reason: ExpressionFault.Reason = lookup(variable) == nil ? .valueMissing : .valueOfOtherKind
        return ExpressionFault(reason, at: program.places[node], ["name": program.names[variable]])
    }
}
