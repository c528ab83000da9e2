import Criteria
import Kernel
import Office
import Scoring
import Units

/// Puts corrected values into the figures of a publication and scores its blocks anew.
struct CorrectionPass {
    private struct Leaf: Hashable {
        var unit: Int
        var row: Int
    }

    private let bundle: OpenBundle
    private var orders: [(order: CorrectionOrder, block: ScoredBlock, leaf: Leaf)] = []
    private var statements: [String: [Leaf: Statement]] = [:]

    init(_ bundle: OpenBundle) { self.bundle = bundle }

    /// Throws what is wrong with the order, each fault with the field or input that it is about.
    mutating func add(_ order: CorrectionOrder, numbers: NumberStyle) throws {
        let log = FaultLog()
        func fault(_ code: String, _ field: String, _ text: String) {
            log.add(code, at: Place(file: "form", field: field), ["text": text])
        }
        var order = order
        order.reason = log.line(order.reason, "leaf_reason", limit: 2000)
        let block = bundle.block(order.block)
        if block == nil { fault("rankings.correction_no_block", "block", order.block) }
        let unit = block?.index(of: order.unit)
        if block != nil, unit == nil { fault("rankings.correction_no_unit", "unit", order.unit) }
        let row = block?.sheet.row(order.criterion)
        if block != nil, row == nil { fault("rankings.correction_no_criterion", "criterion", order.criterion) }
        try log.check()
        guard let block, let unit, let row else { return }
        // Read alone first, so that what is wrong is told by input, and so that it is kept as the framework writes it.
        var table = FigureTable(block.sheet, units: 1)
        let inputs = order.inputs.filter { !$0.value.isEmpty }
        let faults = table.state(Statement(order: inputs), unit: 0, row: row, of: block.sheet, numbers: numbers)
        if !faults.isEmpty { throw Faults(faults) }
        let scores = block.sheet.score(table)
        if let refused = scores.faults.first(where: { $0.row == row })?.fault {
            throw Faults([
                Fault(
                    "scoring.unscored.\(refused.word)", at: Place(file: "form", field: inputs.keys.sorted().first),
                    ["unit": order.unit, "criterion": order.criterion])
            ])
        }
        let leaf = Leaf(unit: unit, row: row)
        statements[block.code, default: [:]][leaf] = block.sheet.statement(unit: 0, row: row, in: table)
        orders.append((order, block, leaf))
    }

    /// All blocks with what was decided of them, and what differs from the publication that is corrected.
    ///
    /// Throws where nothing differs.
    func finish() throws -> (blocks: [Bundle.Block], corrections: [LeafCorrection]) {
        var corrections: [LeafCorrection] = []
        let blocks = try bundle.blocks.map { block in
            let corrected = try corrected(block)
            for (order, _, leaf) in orders where order.block.lowercased() == block.code.lowercased() {
                let before = block.sheet.statement(unit: leaf.unit, row: leaf.row, in: block.figures.table).inputs
                let after = corrected.sheet.statement(unit: leaf.unit, row: leaf.row, in: corrected.figures.table).inputs
                guard before != after else { continue }
                corrections.append(
                    LeafCorrection(
                        block: block.code, unit: order.unit, criterion: block.sheet.rows[leaf.row].code, before: before, after: after,
                        pointsBefore: block.scores.points(unit: leaf.unit, row: leaf.row),
                        pointsAfter: corrected.scores.points(unit: leaf.unit, row: leaf.row), reason: order.reason))
            }
            return Bundle.Block(corrected, decisions: try decisions(of: block))
        }
        if corrections.isEmpty { throw RankingsError.nothingCorrected }
        return (blocks, corrections.sorted { ($0.block, $0.unit, $0.criterion) < ($1.block, $1.unit, $1.criterion) })
    }

    private func corrected(_ block: ScoredBlock) throws -> ScoredBlock {
        guard let statements = statements[block.code] else { return block }
        var table = FigureTable(block.sheet, units: block.units.count)
        for unit in block.units.indices {
            for row in block.sheet.rows.indices {
                let statement =
                    statements[Leaf(unit: unit, row: row)] ?? block.sheet.statement(unit: unit, row: row, in: block.figures.table)
                let faults = table.state(statement, unit: unit, row: row, of: block.sheet, numbers: .canonical)
                if !faults.isEmpty { throw Faults(faults) }
            }
        }
        return try ScoredBlock(
            block.file, FigureFile(units: block.figures.units, table: table, of: block.sheet),
            intervals: block.intervals.filter { isKept($0, block, table) })
    }

    /// Whether a measured value is still the one that was measured (PI-61).
    private func isKept(_ measured: MeasuredLeaf, _ block: ScoredBlock, _ table: FigureTable) -> Bool {
        guard let unit = block.index(of: measured.unit), let row = block.sheet.row(measured.criterion) else { return false }
        return block.sheet.statement(unit: unit, row: row, in: block.figures.table).inputs
            == block.sheet.statement(unit: unit, row: row, in: table).inputs
    }

    private func decisions(of block: ScoredBlock) throws -> [[String]] {
        let name = "\(Bundle.folder(block.code))/\(Bundle.decisions)"
        guard let bytes = bundle.files[name] else { return [] }
        return try InputFile(name: name, bytes: bytes).table().rows.map { row in
            Bundle.decisionColumns.indices.map { row[$0].text }
        }
    }
}

extension Statement {
    /// Inputs as a form or a program gives them, each the field of its own faults.
    fileprivate init(order inputs: [String: String]) {
        self.init()
        for (name, text) in inputs.sorted(by: { $0.key < $1.key }) {
            let place = Place(file: "form", field: name)
            if let kind = Absence.Kind(rawValue: name) {
                absence = Absence(kind: kind, reason: text, place: place)
            } else {
                values.append(Value(input: name, text: text, place: place))
            }
        }
    }
}
