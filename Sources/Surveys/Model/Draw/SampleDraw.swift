import Kernel
import Platform
import Statistics

/// Who was drawn of a list, with what chance, and who stands in: nothing but list, plan and seed decides (SV-14).
package struct SampleDraw: Hashable, Sendable {
    package struct Person: Hashable, Sendable {
        /// Place in the list, from 0.
        package let row: Int
        package let cell: Int
        package let isReserve: Bool
        /// In the order of the draw; of the reserve in which it stands in.
        package let place: Int
    }

    package private(set) var cells: [WeightCell] = []
    package private(set) var persons: [Person] = []
    /// How many were drawn of each stratum, without the reserve.
    package private(set) var drawn: [String: Int] = [:]

    /// The columns of a list by which is drawn.
    package struct List: Sendable {
        package var strata: [String] = []
        package var communes: [String] = []
        package var villages: [String] = []

        package init() {}

        package mutating func add(_ stratum: String, _ commune: String, _ village: String) {
            strata.append(stratum)
            communes.append(commune)
            villages.append(village)
        }
    }

    /// `sizes` are those of ``SampleSizes``, in the order of the strata.
    package init(_ list: List, _ design: SampleDesign, strata: [Stratum], sizes: [Int], seed: UInt64) throws {
        if design.draw == .stages {
            try drawStages(list, design, strata, seed)
        } else {
            try drawStrata(list, design, strata, sizes, RandomSource(seed: seed))
        }
    }

    /// A stream of random numbers of its own for each place, by its name: the draw of one does not change with the lists of others.
    private static func code(_ name: String) -> Int {
        let digits = FileDigest(of: Array(name.utf8)).rawValue.prefix(15)
        return Int(digits, radix: 16) ?? 0
    }

    /// The same for a column, in which most names come again and again.
    private static func codes(_ names: [String]) -> [Int] {
        var known: [String: Int] = [:]
        return names.map { name in
            if let code = known[name] { return code }
            let code = code(name)
            known[name] = code
            return code
        }
    }

    private mutating func drawStrata(_ list: List, _ design: SampleDesign, _ strata: [Stratum], _ sizes: [Int], _ random: RandomSource)
        throws
    {
        var rows: [String: [Int]] = [:]
        for (row, stratum) in list.strata.enumerated() { rows[stratum, default: []].append(row) }
        for (stratum, size) in zip(strata, sizes) where size > 0 {
            let there = rows[stratum.name] ?? []
            let size = stratum.isCertain || design.draw == .census ? there.count : min(size, there.count)
            let reserve = min(there.count - size, (size * design.reservePercent + 99) / 100)
            var stream = random.stream(UInt64(Self.code(stratum.name)))
            let draw =
                design.draw == .systematic
                ? try Draw.systematic(size, of: there.count, reserve: reserve, using: &stream)
                : try Draw.simple(size, of: there.count, reserve: reserve, using: &stream)
            let chance = size == there.count ? Number(1) : draw.sample[0].chance
            let stage = WeightCell.Stage(there: there.count, drawn: size)
            let cell = WeightCell(
                number: cells.count + 1, stratum: stratum.name, commune: "", village: "", communes: stage,
                villages: .init(there: 0, drawn: 0), people: stage, chances: [chance],
                weight: Ratio(there.count, size).number(scale: 12) ?? .zero)
            add(cell, draw.sample.map { there[$0.index] }, draw.reserve.map { there[$0] })
        }
    }

    private mutating func drawStages(_ list: List, _ design: SampleDesign, _ strata: [Stratum], _ seed: UInt64) throws {
        let codes = (Self.codes(list.strata), Self.codes(list.communes), Self.codes(list.villages))
        let frame = try HouseholdFrame(strata: codes.0, communes: codes.1, villages: codes.2)
        let there = Counts(list)
        var communes: [Int: Int] = [:]
        for stratum in strata {
            let all = there.communes[stratum.name]?.count ?? 0
            communes[Self.code(stratum.name)] = stratum.isCertain ? all : min(design.communes, all)
        }
        let reserve = (design.households * design.reservePercent + 99) / 100
        let plan = ThreeStageDraw.Plan(communes: communes, villages: design.villages, households: design.households, reserve: reserve)
        let draw = try ThreeStageDraw(frame, plan: plan, seed: seed)
        let villages = Dictionary(grouping: draw.sample) { list.villages[$0.row] }
        var seen: Set<String> = []
        for person in draw.sample where seen.insert(list.villages[person.row]).inserted {
            let (stratum, commune, village) = (list.strata[person.row], list.communes[person.row], list.villages[person.row])
            let people = villages[village] ?? []
            let cell = WeightCell(
                number: cells.count + 1, stratum: stratum, commune: commune, village: village,
                communes: .init(there: there.communes[stratum]?.count ?? 0, drawn: communes[Self.code(stratum)] ?? 0),
                villages: .init(
                    there: there.villages[commune]?.count ?? 0, drawn: min(design.villages, there.villages[commune]?.count ?? 0)),
                people: .init(there: there.people[village] ?? 0, drawn: people.count), chances: person.chances, weight: person.weightDecimal
            )
            add(cell, people.map(\.row), draw.reserves[Self.code(village)] ?? [])
        }
    }

    private mutating func add(_ cell: WeightCell, _ sample: [Int], _ reserve: [Int]) {
        cells.append(cell)
        drawn[cell.stratum, default: 0] += sample.count
        for (place, row) in sample.enumerated() { persons.append(Person(row: row, cell: cell.number, isReserve: false, place: place + 1)) }
        for (place, row) in reserve.enumerated() { persons.append(Person(row: row, cell: cell.number, isReserve: true, place: place + 1)) }
    }

    /// How many there are of everything.
    private struct Counts {
        var communes: [String: Set<String>] = [:]
        var villages: [String: Set<String>] = [:]
        var people: [String: Int] = [:]

        init(_ list: List) {
            for row in list.strata.indices {
                communes[list.strata[row], default: []].insert(list.communes[row])
                villages[list.communes[row], default: []].insert(list.villages[row])
                people[list.villages[row], default: 0] += 1
            }
        }
    }
}
