extension DossierColumns {
    /// Counts a slice, a ``Tally`` for each group; of two dimensions the second runs faster.
    package func tally(_ slice: Slice, threads: Int = 2) -> [Tally] {
        let pass = ColumnPass(self, by: slice.groups, filters: slice.filters)
        let days = Cell.Days(slice)
        let sums = pass.sums(cells: (pass.groupCount + 1) * Cell.count, threads: threads) { rows, keys, counters in
            cells(rows, days) { row, cell in counters[Int(keys[row]) << 6 | Int(cell)] += 1 }
        }
        return (0..<pass.groupCount).map { Tally(cells: sums[$0 << 6..<($0 + 1) << 6]) }
    }

    /// The rows of one group that are counted, in order: `tally(slice)[group][counted]` of them.
    package func rows(_ slice: Slice, group: Int, counted: Counted) -> [Int] {
        let pass = ColumnPass(self, by: slice.groups, filters: slice.filters)
        let days = Cell.Days(slice)
        let isCounted = (0..<Cell.count).map(counted.includes)
        var found: [Int] = []
        pass.blocks(0..<count) { rows, keys in
            cells(rows, days) { row, cell in
                if keys[row] == group, isCounted[Int(cell)] { found.append(rows.lowerBound + row) }
            }
        }
        return found
    }

    /// Counts what is counted of each group by a small number that each row has, below `size`.
    @inline(__always)
    func sums(
        _ slice: Slice, _ counted: Counted, size: Int, threads: Int, of number: @escaping @Sendable (_ row: Int) -> Int
    ) -> [[UInt32]] {
        let pass = ColumnPass(self, by: slice.groups, filters: slice.filters)
        let days = Cell.Days(slice)
        let isCounted = (0..<Cell.count).map(counted.includes)
        let sums = pass.sums(cells: (pass.groupCount + 1) * size, threads: threads) { rows, keys, counters in
            cells(rows, days) { row, cell in
                if isCounted[Int(cell)] { counters[Int(keys[row]) * size + number(rows.lowerBound + row)] += 1 }
            }
        }
        return (0..<pass.groupCount).map { Array(sums[$0 * size..<($0 + 1) * size]) }
    }

    /// The cell of each row of a block, by a loop that the compiler turns into vectors, then the body row by row.
    @inline(__always)
    private func cells(_ rows: Range<Int>, _ days: Cell.Days, _ body: (Int, UInt16) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: ColumnPass.block) { cells in
            guard let cells = cells.baseAddress else { return }
            receivedDay.withUnsafeBufferPointer { received in
                endedDay.withUnsafeBufferPointer { ended in
                    overdueDay.withUnsafeBufferPointer { overdue in
                        verdict.withUnsafeBufferPointer { verdict in
                            guard let received = received.baseAddress, let ended = ended.baseAddress, let overdue = overdue.baseAddress,
                                let verdict = verdict.baseAddress
                            else { return }
                            let start = rows.lowerBound
                            Self.fill(cells, received + start, ended + start, overdue + start, verdict + start, rows.count, days)
                        }
                    }
                }
            }
            for row in 0..<rows.count { body(row, cells[row]) }
        }
    }

    @inline(never)
    private static func fill(
        _ cells: UnsafeMutablePointer<UInt16>, _ received: UnsafePointer<UInt16>, _ ended: UnsafePointer<UInt16>,
        _ overdue: UnsafePointer<UInt16>, _ verdict: UnsafePointer<UInt8>, _ count: Int, _ days: Cell.Days
    ) {
        for row in 0..<count { cells[row] = Cell.of(received[row], ended[row], overdue[row], UInt16(verdict[row]), days) }
    }
}
