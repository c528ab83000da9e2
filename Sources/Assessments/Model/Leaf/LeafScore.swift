import Kernel
import Scoring

/// The points of one leaf, computed from what was stated: by the server only, and the same for a preview and a save (PI-79).
package struct LeafScore: Sendable, Hashable {
    package var stated: Stated
    package var points: Points
    /// False when the leaf leaves the denominator (PI-41).
    package var isApplicable: Bool
    package var because: Because?
}

extension ScoreSheet {
    /// Scores a leaf by what was stated of it; throws all that is wrong, each fault with the input's name.
    package func score(_ leaf: Leaf, inputs: [String: String], numbers: NumberStyle) throws(Faults) -> LeafScore {
        let place = Place(file: leaf.code)
        var table = FigureTable(self, units: 1)
        let faults = table.state(Statement(inputs: inputs, at: place), unit: 0, row: leaf.row, of: self, numbers: numbers)
        if !faults.isEmpty { throw Faults(faults) }
        let scores = score(table, leaf: leaf.row)
        if let fault = scores.faults.first?.fault {
            throw Faults([Fault("assessments.unscored.\(fault.word)", at: place, ["criterion": leaf.code])])
        }
        return LeafScore(
            stated: Stated(statement(unit: 0, row: leaf.row, in: table)), points: scores.points(unit: 0, row: leaf.row),
            isApplicable: leaf.isExtra || scores.applicable(unit: 0, row: leaf.row) > .zero,
            because: because(unit: 0, row: leaf.row, table, scores))
    }
}
