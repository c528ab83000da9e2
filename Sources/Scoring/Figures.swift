import Kernel

/// The inputs of one leaf for one unit: a number for each of the rule's inputs, nil where none was given.
///
/// Yes is 1 and no is 0; a choice is the index of its option. A view into a ``FigureTable``, valid while a rule is asked and
/// never kept. (A `Span` is what this means to be; the compiler of Swift 6.3.1 crashes on one in a method that throws.)
package struct Figures {
    /// The unit's place in the first column.
    private var line: UnsafePointer<Number?>
    /// How far behind that each input's column begins.
    private let columns: UnsafeBufferPointer<Int>

    fileprivate init(_ line: UnsafePointer<Number?>, _ columns: UnsafeBufferPointer<Int>) {
        self.line = line
        self.columns = columns
    }

    var count: Int { columns.count }
    var indices: Range<Int> { 0..<columns.count }

    subscript(index: Int) -> Number? {
        precondition(index >= 0 && index < columns.count, "a rule asks only for inputs that it has named")
        return line[columns[index]]
    }

    func extracting(_ range: Range<Int>) -> Figures {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns.count, "a rule asks only for inputs that it has named")
        return Figures(line, UnsafeBufferPointer(rebasing: columns[range]))
    }

    /// Goes on to the next unit, which there must be.
    mutating func advance() { line += 1 }
}

extension FigureTable {
    /// The cells of one unit, for the length of `body`.
    func withFigures<T>(unit: Int, _ body: (Figures) -> T) -> T {
        precondition(unit >= 0 && unit < unitCount, "a table has figures of its own units")
        return cells.values.withUnsafeBufferPointer { values in
            cells.starts.withUnsafeBufferPointer { starts in
                guard let first = values.baseAddress else { preconditionFailure("columns have at least blanks") }
                return body(Figures(first + unit, starts))
            }
        }
    }
}
