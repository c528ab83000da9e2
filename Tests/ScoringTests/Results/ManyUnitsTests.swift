import Kernel
import Scoring
import TestNumbers
import Testing

@Suite("Many units at once")
struct ManyUnitsTests {
    /// More than two blocks of a pass, so that units stand at the edges of one.
    private static let units = 1030

    @Test(arguments: Array(seeds(4)))
    func `A unit's points, branches and total do not depend on the units beside it`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let made = try RandomFramework(&random)
        let sheet = made.sheet
        var all = FigureTable(sheet, units: 0)
        var alone: [FigureTable] = []
        for unit in 0..<Self.units {
            var same = random
            all.addUnit()
            try made.fill(unit, of: &all, &random)
            alone.append(FigureTable(sheet, units: 1))
            try made.fill(0, of: &alone[unit], &same)
        }
        let scores = sheet.score(all)
        for unit in 0..<Self.units {
            let own = sheet.score(alone[unit])
            #expect(scores.totals[unit] == own.totals[0])
            #expect(scores.faults.filter { $0.unit == unit }.map(\.row) == own.faults.map(\.row))
            for row in sheet.rows.indices {
                #expect(scores.points(unit: unit, row: row) == own.points(unit: 0, row: row))
                #expect(scores.applicable(unit: unit, row: row) == own.applicable(unit: 0, row: row))
                #expect(sheet.because(unit: unit, row: row, all, scores) == sheet.because(unit: 0, row: row, alone[unit], own))
            }
        }
    }

    @Test(arguments: Array(seeds(8)))
    func `PI-24: A proportion is the exact fraction rounded once, however large the figures`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let maximum = Points(micro: 1_000_000 * Int64.random(in: 1...(random.once(in: 4) ? 1_000_000 : 20), using: &random))
            let decimals = random.below(7)
            let leaf = try OneLeaf(points: "\(maximum)", head: "decimals: \(decimals)", "rule: linear")
            let denominator = Int64.random(in: 1...Int64.max >> Int64(random.below(62)), using: &random)
            let numerator = Int64.random(in: 0..<denominator, using: &random)
            let lift = random.below(3)
            let exact = try Ratio(numerator, denominator) * Ratio(1, Number.powerOfTen(lift)) * maximum.ratio
            let points = try #require(Points(exact, decimals: decimals))
            let given = "numerator: \(Number(digits: numerator, scale: lift)), denominator: \(denominator)"
            #expect(leaf.verdict(given) == "\(points) proportional", "\(given) of \(maximum), \(decimals) decimals")
        }
    }

    @Test func `Ranks of units with unlike maxima follow the exact percents`() throws {
        // 2/3, 3/5, 2/3 again, and a share that differs from 2/3 by less than doubles tell.
        let block = try UnitBlock(
            total: "30", head: "not_applicable: reduce",
            criteria: UnitBlock.criteria(UnitBlock.criterion("A", "15"), UnitBlock.criterion("B", "15")),
            units: [
                "A: 10, B: not_applicable no_such_task", "A: 9, B: 9", "A: 10, B: 10", "A: 9.999999, B: 10",
                "A: not_applicable no_such_task, B: 10.000001",
            ])
        #expect(block.ranks() == ["2", "5", "2", "4", "1"])
    }
}
