import Kernel

/// The inputs of one leaf for one unit: a number for each of the rule's inputs, nil where none was given.
///
/// Yes is 1 and no is 0; a choice is the index of its option. A view into a ``FigureTable``, valid while a rule is asked and
/// never kept. (A `Span` is what this means to be; the compiler of Swift 6.3.1 crashes on one in a method that throws.)
package struct Figures {
    private let cells: UnsafeBufferPointer<Number?>

    init(_ cells: UnsafeBufferPointer<Number?>) { self.cells = cells }

    var count: Int { cells.count }
    var indices: Range<Int> { 0..<cells.count }

    subscript(index: Int) -> Number? {
        precondition(index >= 0 && index < cells.count, "a rule asks only for inputs that it has named")
        return cells[index]
    }

    func extracting(_ range: Range<Int>) -> Figures {
        precondition(range.lowerBound >= 0 && range.upperBound <= cells.count, "a rule asks only for inputs that it has named")
        return Figures(UnsafeBufferPointer(rebasing: cells[range]))
    }
}

extension FigureTable {
    /// The cells of one unit, for the length of `body`.
    func withFigures<T>(unit: Int, _ body: (Figures) -> T) -> T {
        cells.withUnsafeBufferPointer { body(Figures(UnsafeBufferPointer(rebasing: $0[unit * cellCount..<(unit + 1) * cellCount]))) }
    }
}
