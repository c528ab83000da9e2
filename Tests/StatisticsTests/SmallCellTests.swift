import Statistics
import TestNumbers
import Testing

@Suite struct `Small cells` {
    @Test func `take another cell with them`() throws {
        let hidden = try SmallCells([[3, 40, 20]], columnTotals: false).isHidden
        #expect(hidden == [[true, false, true, false]])
        // One person and three are told by 1 + 3 = 4 less than five: a third goes too.
        #expect(try SmallCells([[1, 3, 40, 20]], columnTotals: false).isHidden == [[true, true, false, true, false]])
    }

    @Test func `leave a safe table as it is`() throws {
        #expect(try SmallCells([[5, 0], [9, 7]]).isHidden.joined().contains(true) == false)
        #expect(try SmallCells([[1, 2], [3, 4]], minimum: 1).isHidden.joined().contains(true) == false)
    }

    @Test func `refuse what is no table`() {
        #expect(throws: StatisticsError.noRows) { try SmallCells([]) }
        #expect(throws: StatisticsError.lengthsDiffer("line", 1, expected: 2)) { try SmallCells([[1, 2], [3]]) }
        #expect(throws: StatisticsError.sizeInvalid(-1)) { try SmallCells([[1, -1]]) }
    }

    @Test func `have totals that count everybody once, and what is hidden already stays so`() throws {
        // Three and three answered two questions, six people in all: neither unit is shown, both together are.
        let both = try SmallCells(lines: [[3, 3, 3], [3, 3, 3], [6, 6, 6]], minimum: 5, columnTotals: true) { _, _ in false }
        #expect(both.isHidden == [[true, true, true], [true, true, true], [false, false, false]])
        // What is hidden of a whole may not be added up from its parts, nor by way of all units together.
        let whole = try SmallCells(lines: [[8, 9, 9], [7, 7, 7], [15, 16, 16]], minimum: 5, columnTotals: true) { $0 == 0 && $1 == 2 }
        #expect(whole.isHidden[0][2] && whole.isHidden[0].count { $0 } > 1 && whole.isHidden[1].contains(true))
        #expect(whole.isHidden[2] == [false, false, false])
        let line = try SmallCells(lines: [[8, 9, 9]], minimum: 5, columnTotals: false) { _, column in column == 2 }
        #expect(line.isHidden == [[true, false, true]])
        #expect(throws: StatisticsError.noRows) { try SmallCells(lines: [[1]], minimum: 5, columnTotals: false) { _, _ in false } }
        #expect(throws: StatisticsError.lengthsDiffer("line", 1, expected: 2)) {
            try SmallCells(lines: [[1, 2], [3]], minimum: 5, columnTotals: true) { _, _ in false }
        }
    }

    /// Against the definition: the equations of all totals, solved by elimination, determine no hidden cell.
    @Test(arguments: seeds(200))
    func `cannot be computed from what is shown`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let (height, width) = (1 + random.below(5), 1 + random.below(6))
        let counts = (0..<height).map { _ in (0..<width).map { _ in random.once(in: 3) ? random.below(6) : random.below(60) } }
        let columnTotals = random.once(in: 2)
        let hidden = try SmallCells(counts, columnTotals: columnTotals).isHidden
        var table = counts.map { $0 + [$0.reduce(0, +)] }
        if columnTotals { table.append((0...width).map { column in table.reduce(0) { $0 + $1[column] } }) }
        let places = table.indices.flatMap { line in table[line].indices.map { (line, $0) } }
        for (line, column) in places where (1..<5).contains(table[line][column]) { #expect(hidden[line][column]) }
        let unknown = places.filter { hidden[$0.0][$0.1] }
        var equations = table.indices.map { line in unknown.map { $0.0 == line ? 1 : 0 } }
        if columnTotals { equations += table[0].indices.map { column in unknown.map { $0.1 == column ? 1 : 0 } } }
        #expect(Self.determined(equations.map { $0.map(Double.init) }).isEmpty, "\(counts) \(hidden)")
    }

    /// Unknowns that a system of homogeneous equations leaves no freedom, by Gauss and Jordan; signs of totals do not change that.
    private static func determined(_ equations: [[Double]]) -> [Int] {
        var rows = equations
        var pivots: [(row: Int, column: Int)] = []
        for column in 0..<(rows.first?.count ?? 0) {
            guard let row = rows.indices.first(where: { $0 >= pivots.count && abs(rows[$0][column]) > 1e-9 }) else { continue }
            let top = pivots.count
            rows.swapAt(row, top)
            rows[top] = rows[top].map { $0 / rows[top][column] }
            for other in rows.indices where other != top && rows[other][column] != 0 {
                let factor = rows[other][column]
                rows[other] = zip(rows[other], rows[top]).map { $0 - factor * $1 }
            }
            pivots.append((top, column))
        }
        return pivots.filter { pivot in rows[pivot.row].indices.allSatisfy { $0 == pivot.column || abs(rows[pivot.row][$0]) < 1e-9 } }.map(
            \.column)
    }
}
