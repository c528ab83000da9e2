/// A value of every unit in each of some columns; the values of one column lie one after another.
///
/// Columns into which nothing was put share one of blanks, for most of what may be stated never is.
struct Columns<Value: Sendable>: Sendable {
    private(set) var unitCount: Int
    /// Where each column begins among the values: 0, the column of blanks, until something is put into it.
    private(set) var starts: [Int]
    private(set) var values: [Value]
    private let blank: Value
    /// How many units a column has room for.
    private var room: Int

    init(_ blank: Value, columns: Int, units: Int) {
        self.blank = blank
        unitCount = units
        room = max(units, 1)
        starts = Array(repeating: 0, count: columns)
        values = Array(repeating: blank, count: room)
    }

    func isBlank(_ column: Int) -> Bool { starts[column] == 0 }

    subscript(unit: Int, column: Int) -> Value {
        get {
            precondition(unit >= 0 && unit < unitCount, "a column has a value for every unit")
            return values[starts[column] + unit]
        }
        set {
            precondition(unit >= 0 && unit < unitCount, "a column has a value for every unit")
            if starts[column] == 0 {
                starts[column] = values.count
                values += repeatElement(blank, count: room)
            }
            values[starts[column] + unit] = newValue
        }
    }

    /// Adds a unit of blanks at the end; work is constant on average.
    mutating func addUnit() {
        unitCount += 1
        guard unitCount > room else { return }
        let old = self
        room *= 2
        values = Array(repeating: blank, count: room)
        values.reserveCapacity(old.values.count * 2)
        for (column, start) in old.starts.enumerated() where start > 0 {
            starts[column] = values.count
            values += old.values[start..<start + old.room]
            values += repeatElement(blank, count: old.room)
        }
    }
}
