import Kernel

/// A formula in the form that is evaluated and printed: nodes in a row, each behind those it needs.
final class Program: Sendable {
    let nodes: [Node]
    /// The kind of each node's value.
    let kinds: [Expression.Kind]
    /// The part of the source that each node was read from, its brackets included.
    let places: [Range<Int>]
    let operands: [Operand]
    let steps: [Step]
    let constants: [Expression.Constant]
    /// The numbers of `constants`, so that none is computed twice.
    let ratios: [Ratio]
    /// The names of the declared variables, for messages.
    let names: [String]

    var root: Int { nodes.count - 1 }

    init(_ draft: Draft, _ variables: [Expression.Variable]) {
        names = variables.map(\.name)
        nodes = draft.nodes
        kinds = draft.kinds
        places = draft.places
        operands = draft.operands
        steps = draft.steps
        constants = draft.constants
        ratios = draft.constants.map { if case .number(let ratio) = $0.value { ratio } else { .zero } }
    }

    /// What grows while a source is read.
    struct Draft {
        var nodes: [Node] = []
        var kinds: [Expression.Kind] = []
        var places: [Range<Int>] = []
        var operands: [Operand] = []
        var steps: [Step] = []
        var constants: [Expression.Constant] = []

        mutating func add(_ operands: [Operand]) -> Range<Int> {
            let start = self.operands.count
            self.operands += operands
            return start..<self.operands.count
        }
    }
}

/// One sign, value or function.
///
/// Numbers are indexes of other nodes; ranges are of ``Program/operands`` or ``Program/steps``.
enum Node: Hashable, Sendable {
    case constant(Int)
    case variable(Int)
    case negative(Int)
    case not(Int)
    case sum(Range<Int>)
    case product(Range<Int>)
    case all(Range<Int>)
    case any(Range<Int>)
    case comparison(Comparison, Int, Int)
    case steps(of: Int, Range<Int>, otherwise: Int)
    /// An index of ``Expression/functions``.
    case call(Int, Range<Int>)
}

struct Operand: Hashable, Sendable {
    let node: Int
    /// Taken away in a sum, divided by in a product.
    var isInverse = false
}

struct Step: Hashable, Sendable {
    let comparison: Comparison
    /// An index of ``Program/constants``.
    let constant: Int
    let bound: Ratio
    let node: Int
}

/// Two programs are equal when they compute the same in the same way, wherever it stood in the source.
extension Program: Hashable {
    static func == (one: Program, other: Program) -> Bool {
        one.nodes == other.nodes && one.operands == other.operands && one.steps == other.steps
            && one.constants.elementsEqual(other.constants) { $0.content == $1.content }
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(nodes)
        hasher.combine(operands)
        for constant in constants { hasher.combine(constant.content) }
    }
}
