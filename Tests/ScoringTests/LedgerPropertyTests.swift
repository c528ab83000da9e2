import Kernel
import Scoring
import TestNumbers
import Testing

@Suite("PI-44 and PI-60: what is printed adds up, for any figures under any framework")
struct LedgerPropertyTests {
    private static let unitsPerFramework = 40

    /// 64 frameworks of 40 units each, made by seed of the worked rules.
    @Test(arguments: Array(seeds(64)))
    func `Lines, leaves and nodes sum exactly, points and percents keep their bounds`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let made = try RandomFramework(&random)
        let sheet = made.sheet
        var table = FigureTable(sheet, units: Self.unitsPerFramework)
        for unit in 0..<Self.unitsPerFramework { try made.fill(unit, of: &table, &random) }
        let scores = sheet.score(table)
        #expect(scores.faults.isEmpty)
        for unit in 0..<Self.unitsPerFramework {
            let total = scores.totals[unit]
            let ledger = sheet.ledger(unit: unit, table, scores)
            #expect(ledger.sum == total.maximum - total.total)
            Self.checkSums(sheet, scores, unit)
            try Self.checkTotal(sheet.framework, total)
        }
    }

    @Test(arguments: Array(seeds(16)))
    func `What was stated of a unit reads back as the same figures`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let made = try RandomFramework(&random)
        let sheet = made.sheet
        var table = FigureTable(sheet, units: 8)
        for unit in 0..<8 { try made.fill(unit, of: &table, &random) }
        var again = FigureTable(sheet, units: 0)
        for unit in 0..<8 {
            again.addUnit()
            for row in sheet.rows.indices {
                let statement = sheet.statement(unit: unit, row: row, in: table)
                #expect(again.state(statement, unit: unit, row: row, of: sheet, numbers: .canonical) == [])
                #expect(again.absence(unit: unit, row: row)?.kind == table.absence(unit: unit, row: row)?.kind)
                #expect(again.absence(unit: unit, row: row)?.reason == table.absence(unit: unit, row: row)?.reason)
            }
            for cell in 0..<sheet.cellCount { #expect(again[unit: unit, cell: cell] == table[unit: unit, cell: cell]) }
        }
    }

    private static func checkSums(_ sheet: ScoreSheet, _ scores: ScoreTable, _ unit: Int) {
        let total = scores.totals[unit]
        let fields = sheet.rows.indices.filter {
            sheet.rows[$0].depth == 0 && !["bonus", "penalty"].contains(sheet.rows[$0].criterion.rule?.word ?? "")
        }
        #expect(fields.reduce(Points.zero) { $0 + scores.points(unit: unit, row: $1) } == total.score)
        #expect(fields.reduce(Points.zero) { $0 + scores.applicable(unit: unit, row: $1) } == total.maximum)
        #expect(total.directMaximum + total.surveyMaximum == total.maximum)
        for row in sheet.rows.indices {
            let points = scores.points(unit: unit, row: row)
            let applicable = scores.applicable(unit: unit, row: row)
            let maximum = sheet.rows[row].maximum
            if maximum < .zero {
                #expect(points >= maximum && points <= .zero)
            } else {
                #expect(points >= .zero && points <= applicable && applicable <= maximum)
            }
            let children = sheet.rows.indices.filter { sheet.rows[$0].parent == row }
            guard !children.isEmpty, children.contains(where: { scores.applicable(unit: unit, row: $0) > .zero }) else { continue }
            #expect(children.reduce(Points.zero) { $0 + scores.points(unit: unit, row: $1) } == points)
        }
    }

    private static func checkTotal(_ framework: Framework, _ total: UnitTotal) throws {
        let extras = total.bonus + total.penalty
        #expect(total.bonus >= .zero && total.penalty <= .zero)
        if let cap = framework.bonus.cap { #expect(total.bonus <= cap) }
        if let cap = framework.penalty.cap { #expect(total.penalty >= cap) }
        guard total.maximum > .zero else {
            #expect(total.percent == nil && total.total == extras && !total.isConverted)
            return
        }
        let reference = total.isConverted ? framework.total : total.maximum
        // |rounded − exact| ≤ ½ millionth, in whole numbers.
        let rounded = Int128((total.total - extras).micro) * Int128(total.maximum.micro)
        let exact = Int128(total.score.micro) * Int128(reference.micro)
        #expect(abs(rounded - exact) * 2 <= Int128(total.maximum.micro))
        let percent = try #require(total.percent).ratio
        #expect(percent >= .zero && percent <= .one)
        let own = try total.score.ratio / total.maximum.ratio
        let added = framework.settings.extras == .inPercent ? try extras.ratio / reference.ratio : .zero
        #expect(percent == min(max(try own + added, .zero), .one))
    }
}
