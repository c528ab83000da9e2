import Kernel
import Scoring
import Units

/// What counts in a round, block by block, laid out for the score sheet.
struct RoundFigures {
    private(set) var blocks: [Block]
    private var places: [ID<Unit>: (block: Int, unit: Int)] = [:]
    /// What a statement of a row says, read once: most units state one of a few things.
    private var readings: [Reading.Key: Reading] = [:]

    struct Block {
        let block: RoundBlock
        let sheet: ScoreSheet
        let units: [RoundUnit]
        var table: FigureTable
        /// The points that were stored with each statement, to be held against what the sheet computes.
        var stored: [(unit: Int, row: Int, points: Points)] = []
    }

    private struct Reading {
        struct Key: Hashable {
            var block: Int
            var row: Int
            var text: String
        }

        var cells: [(cell: Int, number: Number)]
        var absence: (kind: Statement.Absence.Kind, reason: Int)?
    }

    init(_ blocks: [(block: RoundBlock, sheet: ScoreSheet)], _ units: [RoundUnit]) {
        self.blocks = blocks.map { block, sheet in
            let members = units.filter { $0.block == block.code }
            return Block(block: block, sheet: sheet, units: members, table: FigureTable(sheet, units: members.count))
        }
        for (index, block) in self.blocks.enumerated() {
            for (position, unit) in block.units.enumerated() { places[unit.id] = (index, position) }
        }
    }

    /// Puts a stored statement into its place.
    ///
    /// Throws ``StoredStatementUnreadable`` for one that its framework does not take.
    mutating func add(_ key: LeafKey, _ text: String, points: Points) throws {
        guard let (block, unit) = places[key.unit], let row = blocks[block].sheet.row(key.criterion) else {
            throw StoredStatementUnreadable(unit: key.unit.rawValue, criterion: key.criterion)
        }
        let reading = try reading(Reading.Key(block: block, row: row, text: text), key)
        for (cell, number) in reading.cells { blocks[block].table[unit: unit, cell: cell] = number }
        if let (kind, reason) = reading.absence { blocks[block].table.setAbsent(unit: unit, row: row, kind, reason: reason) }
        blocks[block].stored.append((unit, row, points))
    }

    private mutating func reading(_ key: Reading.Key, _ leaf: LeafKey) throws -> Reading {
        if let reading = readings[key] { return reading }
        let sheet = blocks[key.block].sheet
        var table = FigureTable(sheet, units: 1)
        let statement = Stated(stored: key.text).statement(at: Place(file: leaf.criterion))
        guard table.state(statement, unit: 0, row: key.row, of: sheet, numbers: .canonical).isEmpty else {
            throw StoredStatementUnreadable(unit: leaf.unit.rawValue, criterion: leaf.criterion)
        }
        let row = sheet.rows[key.row]
        let own = Array(row.cells) + (row.givenCell.map { [$0] } ?? [])
        let reading = Reading(
            cells: own.compactMap { cell in table[unit: 0, cell: cell].map { (cell, $0) } }, absence: table.absence(unit: 0, row: key.row))
        readings[key] = reading
        return reading
    }
}

/// A stored statement does not fit the framework of its round: something was altered behind the house's back.
struct StoredStatementUnreadable: Error, CustomStringConvertible {
    let unit: String
    let criterion: String

    var description: String { "the stored statement of criterion \(criterion) of unit \(unit) does not fit its framework" }
}
