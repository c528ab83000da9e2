import Kernel
import Scoring

/// One leaf of one unit that a publication corrects: what was published, what is right, and why (PI-81).
package struct LeafCorrection: Sendable, Hashable {
    package var block: String
    package var unit: String
    package var criterion: String
    /// Inputs by name, or an absence with its reason.
    package var before: [String: String]
    package var after: [String: String]
    package var pointsBefore: Points
    package var pointsAfter: Points
    package var reason: String

    /// As files and tables write it: `numerator=16; denominator=20`.
    static func text(_ values: [String: String]) -> String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
}

/// What somebody wants corrected: new inputs of a leaf in place of all that was stated of it.
package struct CorrectionOrder: Sendable, Hashable {
    package var block: String
    package var unit: String
    package var criterion: String
    package var inputs: [String: String]
    package var reason: String

    package init(block: String, unit: String, criterion: String, inputs: [String: String], reason: String) {
        self.block = block
        self.unit = unit
        self.criterion = criterion
        self.inputs = inputs
        self.reason = reason
    }
}

extension Statement {
    /// Inputs by name; an absence is its kind with the reason.
    var inputs: [String: String] {
        var inputs = Dictionary(values.map { ($0.input, $0.text) }, uniquingKeysWith: { first, _ in first })
        if let absence { inputs[absence.kind.rawValue] = absence.reason }
        return inputs
    }
}
