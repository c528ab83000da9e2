import Kernel
import Surveys
import Testing

/// Sizes and draws by the numbers of the handbook.
@Suite struct `A sample` {
    private func size(_ population: Int, _ formula: SampleDesign.Formula) throws -> SampleSizes {
        try SampleSizes(SampleDesign(formula: formula), among: [Stratum("", population: population)])
    }

    @Test(arguments: [
        (100, 80, "80"), (500, 223, "222.2222222"), (1000, 286, "285.7142857"), (5000, 371, "370.3703704"), (10000, 385, "384.6153846"),
    ])
    func `has the size of the guidance of 2013, rounded up to whole forms (SV-12)`(_ population: Int, _ whole: Int, _ exact: String) throws
    {
        let size = try size(population, .guidance2013)
        #expect(size.whole == whole)
        #expect(size.exact == Number(exact))
    }

    @Test(arguments: [(100, 80), (500, 218), (1000, 278), (5000, 357), (10000, 370)])
    func `has the size of Cochran for a finite population (SV-12)`(_ population: Int, _ whole: Int) throws {
        #expect(try size(population, .cochran).whole == whole)
    }

    @Test func `is allocated proportionally or by Neyman, to whole forms (SV-15)`() throws {
        let strata = [("E", 4421, "1"), ("H", 755, "1"), ("M", 1018, "1")].map {
            Stratum($0.0, population: $0.1, deviation: Number($0.2) ?? 1)
        }
        let design = SampleDesign(formula: .given, givenSize: 200)
        #expect(try SampleSizes(design, among: strata).strata == [143, 24, 33], "142.75, 24.38, 32.87")
        var neyman = design
        neyman.sharing = .neyman
        #expect(try SampleSizes(neyman, among: strata).strata == [143, 24, 33], "equal deviations are proportional")
        var certain = strata
        certain[1].isCertain = true
        #expect(try SampleSizes(SampleDesign(formula: .given, givenSize: 900), among: certain).strata[1] == 755)
    }

    @Test func `is the design effect larger where there are stages (SV-12)`() throws {
        let plain = try SampleSizes(SampleDesign(), among: [Stratum("", population: 1000)])
        let two = try SampleSizes(SampleDesign(designEffect: 2), among: [Stratum("", population: 1000)])
        #expect(plain.whole == 286 && two.whole == 572)
    }

    private func list(_ count: Int) -> SampleDraw.List {
        var list = SampleDraw.List()
        for row in 0..<count { list.add(row % 4 == 0 ? "S" : "T", "C\(row % 8)", "V\(row % 24)") }
        return list
    }

    private func strata(_ list: SampleDraw.List) -> [Stratum] {
        ["S", "T"].map { name in Stratum(name, population: list.strata.count { $0 == name }) }
    }

    @Test(arguments: [SampleDesign.Draw.simple, .systematic, .stages])
    func `is the same for the same list, plan and seed, and another for another seed (SV-14)`(_ draw: SampleDesign.Draw) throws {
        let list = list(960)
        let design = SampleDesign(
            draw: draw, formula: .given, givenSize: 40, reservePercent: 50, communes: 2, villages: 2, households: 5)
        func drawn(_ seed: UInt64) throws -> SampleDraw {
            let strata = strata(list)
            return try SampleDraw(list, design, strata: strata, sizes: SampleSizes(design, among: strata).strata, seed: seed)
        }
        let one = try drawn(7)
        #expect(one == (try drawn(7)))
        #expect(one != (try drawn(8)))
        let sample = one.persons.filter { !$0.isReserve }
        let reserve = one.persons.filter(\.isReserve)
        #expect(sample.count == 40 && !reserve.isEmpty)
        #expect(Set(one.persons.map(\.row)).count == one.persons.count, "nobody is drawn twice")
        for person in one.persons {
            let cell = one.cells[person.cell - 1]
            #expect(cell.stratum == list.strata[person.row])
            if draw == .stages { #expect(cell.village == list.villages[person.row]) }
        }
    }

    @Test func `stands for the whole list: weights of simple draws add up to it`() throws {
        let list = list(960)
        let design = SampleDesign(formula: .given, givenSize: 48)
        let strata = strata(list)
        let draw = try SampleDraw(list, design, strata: strata, sizes: SampleSizes(design, among: strata).strata, seed: 1)
        var sum = Ratio.zero
        for person in draw.persons where !person.isReserve { sum = try sum + draw.cells[person.cell - 1].weight.ratio }
        #expect(sum == Ratio(960, 1))
    }

    @Test func `of everybody has weight one and no chance left (SV-39)`() throws {
        let list = list(96)
        let design = SampleDesign(draw: .census)
        let strata = strata(list)
        let sizes = try SampleSizes(design, among: strata)
        let draw = try SampleDraw(list, design, strata: strata, sizes: sizes.strata, seed: 1)
        #expect(draw.persons.count == 96 && draw.persons.allSatisfy { !$0.isReserve })
        #expect(draw.cells.allSatisfy { $0.isCensus && $0.weight == 1 })
        #expect(sizes.margin == nil)
    }

    @Test func `of stages keeps the chance of each (SV-13, SV-14)`() throws {
        let list = list(960)
        let design = SampleDesign(draw: .stages, formula: .given, givenSize: 40, communes: 2, villages: 2, households: 5)
        let strata = strata(list)
        let draw = try SampleDraw(list, design, strata: strata, sizes: [20, 20], seed: 3)
        for cell in draw.cells {
            #expect(cell.chances.count == 3)
            #expect(cell.communes.drawn == 2 && cell.people.drawn == 5)
            // Rounded on the way: three chances of fifteen digits and a weight are too long for one fraction.
            let product = try cell.chances.reduce(Ratio.one) { try #require(try ($0 * $1.ratio).number(scale: 12)).ratio }
            let back = try product * cell.weight.ratio
            #expect(Ratio(999_999, 1_000_000) < back && back < Ratio(1_000_001, 1_000_000))
        }
    }
}
