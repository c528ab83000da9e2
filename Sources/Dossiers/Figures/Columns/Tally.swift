/// The dossiers of one group of a slice, counted by cell.
package struct Tally: Hashable, Sendable {
    private(set) var cells: [UInt32]

    package static let empty = Tally(cells: ArraySlice(repeating: 0, count: Cell.count))

    init(cells: ArraySlice<UInt32>) { self.cells = Array(cells) }

    package subscript(counted: Counted) -> Int {
        cells.indices.reduce(0) { counted.includes($1) ? $0 + Int(cells[$1]) : $0 }
    }

    package static func + (one: Tally, other: Tally) -> Tally { Tally(cells: ArraySlice(zip(one.cells, other.cells).map(+))) }
}
