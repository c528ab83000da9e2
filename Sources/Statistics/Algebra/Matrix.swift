/// A small dense matrix, row by row.
struct Matrix: Sendable {
    let rows: Int
    let columns: Int
    private(set) var values: [Double]

    init(rows: Int, columns: Int, _ value: (Int, Int) -> Double = { _, _ in 0 }) {
        (self.rows, self.columns) = (rows, columns)
        values = []
        values.reserveCapacity(rows * columns)
        for row in 0..<rows { for column in 0..<columns { values.append(value(row, column)) } }
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    static func * (one: Matrix, other: Matrix) -> Matrix {
        precondition(one.columns == other.rows, "the inner sizes agree")
        var product = Matrix(rows: one.rows, columns: other.columns)
        for i in 0..<one.rows {
            for k in 0..<one.columns {
                let factor = one[i, k]
                for j in 0..<other.columns { product[i, j] += factor * other[k, j] }
            }
        }
        return product
    }

    var transposed: Matrix { Matrix(rows: columns, columns: rows) { self[$1, $0] } }
    var trace: Double { (0..<min(rows, columns)).reduce(0) { $0 + self[$1, $1] } }
    func column(_ column: Int) -> [Double] { (0..<rows).map { self[$0, column] } }
}

/// A positive definite matrix as the square of a lower triangle, with its columns brought to one scale first.
struct Cholesky: Sendable {
    private var lower: Matrix
    private let scale: [Double]

    /// Throws the first column that is, to ten digits, a combination of those before it.
    init(_ matrix: Matrix) throws(Dependent) {
        let n = matrix.rows
        scale = (0..<n).map { matrix[$0, $0] > 0 ? 1 / matrix[$0, $0].squareRoot() : 0 }
        lower = Matrix(rows: n, columns: n)
        for j in 0..<n {
            for i in j..<n {
                var sum = matrix[i, j] * scale[i] * scale[j]
                for k in 0..<j { sum -= lower[i, k] * lower[j, k] }
                if i > j {
                    lower[i, j] = sum / lower[j, j]
                } else {
                    guard sum > 1e-10 else { throw Dependent(column: j) }
                    lower[j, j] = sum.squareRoot()
                }
            }
        }
    }

    struct Dependent: Error { let column: Int }

    func solve(_ right: [Double]) -> [Double] {
        var x = zip(right, scale).map { $0 * $1 }
        for i in x.indices {
            for k in 0..<i { x[i] -= lower[i, k] * x[k] }
            x[i] /= lower[i, i]
        }
        for i in x.indices.reversed() {
            for k in (i + 1)..<max(i + 1, x.count) { x[i] -= lower[k, i] * x[k] }
            x[i] /= lower[i, i]
        }
        return zip(x, scale).map { $0 * $1 }
    }

    func solve(_ right: Matrix) -> Matrix {
        let columns = (0..<right.columns).map { solve(right.column($0)) }
        return Matrix(rows: right.rows, columns: right.columns) { columns[$1][$0] }
    }
}
