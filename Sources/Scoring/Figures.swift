import Kernel

/// The inputs of one leaf for one unit: a number for each of the rule's inputs, nil where none was given.
///
/// Yes is 1 and no is 0; a choice is the index of its option. A view into a ``FigureTable``, valid while a rule is asked and
/// never kept. (A `Span` is what this means to be; the compiler of Swift 6.3.1 crashes on one in a method that throws.)
package struct Figures {
    fileprivate let values: UnsafePointer<Number?>
    /// Where each input's column begins among the values.
    fileprivate let columns: UnsafeBufferPointer<Int>
    var unit: Int

    var count: Int { columns.count }
    var indices: Range<Int> { 0..<columns.count }

    subscript(index: Int) -> Number? {
        precondition(index >= 0 && index < columns.count, "a rule asks only for inputs that it has named")
        return values[columns[index] + unit]
    }

    func extracting(_ range: Range<Int>) -> Figures {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns.count, "a rule asks only for inputs that it has named")
        return Figures(values: values, columns: UnsafeBufferPointer(rebasing: columns[range]), unit: unit)
    }
}

extension FigureTable {
    /// The cells of one unit, for the length of `body`.
    func withFigures<T>(unit: Int, _ body: (Figures) -> T) -> T {
        precondition(unit >= 0 && unit < unitCount, "a table has figures of its own units")
        return cells.values.withUnsafeBufferPointer { values in
            cells.starts.withUnsafeBufferPointer { starts in
                guard let values = values.baseAddress else { preconditionFailure("columns have at least blanks") }
                return body(Figures(values: values, columns: starts, unit: unit))
            }
        }
    }
}
