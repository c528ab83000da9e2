import Dispatch
import Synchronization

/// One pass over the columns, on as many threads as are given, in blocks that stay in the nearest cache.
///
/// A block is worked step by step, each a short loop over one column: the group of each row, then what it is, then one sum a row.
/// So any pair of dimensions and any filter costs a step, and none needs code of its own.
struct ColumnPass: Sendable {
    static let block = 2048

    let columns: DossierColumns
    let groups: [Slice.Dimension]
    /// For each filtered dimension what keeps an index out: 0 for one that is wanted, else more than any group.
    private let barriers: [(dimension: Slice.Dimension, height: [UInt32])]
    /// Groups in all, the first dimension being the slower one; the row of a group that is not wanted is number ``groupCount``.
    let groupCount: Int

    init(_ columns: DossierColumns, by groups: [Slice.Dimension], filters: [Slice.Dimension: Set<Int>]) {
        self.columns = columns
        self.groups = groups
        barriers = filters.map { dimension, set in (dimension, (0..<columns.size(of: dimension)).map { set.contains($0) ? 0 : 1 << 31 }) }
        groupCount = groups.reduce(1) { $0 * columns.size(of: $1) }
    }

    /// What a thread adds to its own counters for the rows of a block, given the group of each.
    typealias Body = @Sendable (_ rows: Range<Int>, _ keys: Words, _ counters: Words) -> Void
    typealias Words = UnsafeMutablePointer<UInt32>

    /// Runs `body` for each block and adds up what the threads counted in `cells` counters.
    func sums(cells: Int, threads: Int, body: Body) -> [UInt32] {
        let threads = max(1, min(threads, columns.count / (Self.block * 8)))
        let total = Mutex<[UInt32]>([])
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            var counters = [UInt32](repeating: 0, count: cells)
            counters.withUnsafeMutableBufferPointer { counters in
                guard let start = counters.baseAddress else { return }
                blocks(columns.count * thread / threads..<columns.count * (thread + 1) / threads) { rows, keys in body(rows, keys, start) }
            }
            total.withLock { total in
                if total.isEmpty { total = counters } else { for cell in 0..<cells { total[cell] &+= counters[cell] } }
            }
        }
        return total.withLock { $0 }
    }

    /// The groups of the rows of a range, block by block.
    func blocks(_ range: Range<Int>, body: (_ rows: Range<Int>, _ keys: Words) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.block) { keys in
            guard let keys = keys.baseAddress else { return }
            var from = range.lowerBound
            while from < range.upperBound {
                let rows = from..<min(from + Self.block, range.upperBound)
                fill(keys, rows)
                body(rows, keys)
                from = rows.upperBound
            }
        }
    }

    private func fill(_ keys: Words, _ rows: Range<Int>) {
        keys.update(repeating: 0, count: rows.count)
        for dimension in groups {
            let size = UInt32(columns.size(of: dimension))
            step(dimension, rows, keys) { key, index in key &* size &+ index }
        }
        for barrier in barriers {
            barrier.height.withUnsafeBufferPointer { height in
                guard let height = height.baseAddress else { return }
                step(barrier.dimension, rows, keys) { key, index in key | height[Int(index)] }
            }
        }
        if barriers.isEmpty { return }
        let outside = UInt32(groupCount)
        for row in 0..<rows.count { keys[row] = min(keys[row], outside) }
    }

    /// Changes each key of a block by what a column says.
    @inline(__always)
    private func step(_ dimension: Slice.Dimension, _ rows: Range<Int>, _ keys: Words, _ change: (UInt32, UInt32) -> UInt32) {
        switch dimension {
        case .unit: step(columns.unit, rows, keys, change)
        case .procedure: step(columns.procedure, rows, keys, change)
        case .field: step(columns.field, rows, keys, change)
        case .channel: step(columns.channel, rows, keys, change)
        case .officer: step(columns.officer, rows, keys, change)
        }
    }

    @inline(__always)
    private func step<Index: FixedWidthInteger>(
        _ column: [Index], _ rows: Range<Int>, _ keys: Words, _ change: (UInt32, UInt32) -> UInt32
    ) {
        column.withUnsafeBufferPointer { column in
            guard let column = column.baseAddress else { return }
            let start = column + rows.lowerBound
            for row in 0..<rows.count { keys[row] = change(keys[row], UInt32(truncatingIfNeeded: start[row])) }
        }
    }
}
