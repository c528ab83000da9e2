import Dossiers
import Kernel
import TestNumbers
import Testing

/// Slices against a count that looks at one dossier after the other, by dates alone.
@Suite struct SliceTests {
    static let periods = ["2024", "2024-Q2", "2024-02", "2024-06-10..2024-06-10", "2024-01-15..2024-12-15", "2024-08"]

    @Test(arguments: seeds(12)) func `every group of every cut counts what dates say`(seed: UInt64) {
        let random = RandomDossiers(seed: seed, count: 700)
        for text in Self.periods {
            for asOf in [period(text).last, day("2024-12-31"), day("2024-06-20")] {
                let plain = PlainCount(period: period(text), asOf: asOf)
                for dimension in DossierColumns.Dimension.allCases {
                    let tallies = random.columns.tally(Slice(period(text), by: [dimension], asOf: asOf))
                    for (group, tally) in tallies.enumerated() {
                        let members = random.rows.filter { index($0, dimension) == group }.map(plain.counts)
                        for counted in Counted.allCases {
                            #expect(
                                tally[counted] == members.count { $0.contains(counted) }, "\(text) \(asOf) \(dimension) \(group) \(counted)"
                            )
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: seeds(6)) func `drilling down finds as many dossiers as were counted, and those`(seed: UInt64) {
        let random = RandomDossiers(seed: seed, count: 500)
        var slice = Slice(period("2024-Q3"), by: [.unit, .channel])
        slice.filters = [.field: [0, 2]]
        let plain = PlainCount(period: period("2024-Q3"), asOf: period("2024-Q3").last)
        for (group, tally) in random.columns.tally(slice).enumerated() {
            for counted in Counted.allCases {
                let rows = random.columns.rows(slice, group: group, counted: counted)
                #expect(rows.count == tally[counted])
                for row in rows.map({ random.rows[$0] }) {
                    #expect(row.unit * 3 + Int(row.channel.rawValue) == group)
                    #expect(row.field != 1 && plain.counts(row).contains(counted))
                }
            }
        }
    }

    @Test(arguments: seeds(6)) func `sums over groups and over values of a filter are the total`(seed: UInt64) throws {
        let columns = RandomDossiers(seed: seed, count: 900).columns
        let total = try #require(columns.tally(Slice(period("2024"))).first)
        for dimension in DossierColumns.Dimension.allCases {
            #expect(columns.tally(Slice(period("2024"), by: [dimension])).reduce(.empty, +) == total)
            let filtered = (0..<columns.size(of: dimension)).map { index in
                var slice = Slice(period("2024"))
                slice.filters = [dimension: [index]]
                return columns.tally(slice)[0]
            }
            #expect(filtered.reduce(.empty, +) == total)
        }
    }

    @Test func `threads change nothing`() {
        let columns = RandomDossiers(seed: 766, count: 70_000).columns
        let slice = Slice(period("2024"), by: [.procedure, .channel])
        let one = columns.tally(slice, threads: 1)
        for threads in [2, 3, 4] { #expect(columns.tally(slice, threads: threads) == one) }
    }

    @Test(arguments: seeds(8)) func `months received and released are those of the slices, and sum to the year`(seed: UInt64) {
        let random = RandomDossiers(seed: seed, count: 800)
        let year = period("2024")
        for denominator in OnTime.Denominator.allCases {
            let table = random.columns.months(denominator, from: year.first, through: year.last, by: [.unit], filters: [.channel: [0, 1]])
            #expect(table.months.count == 12)
            for group in 0..<table.groupCount {
                var sum = (total: 0, onTime: 0)
                for (month, each) in table.months.enumerated() {
                    var slice = Slice(each, by: [.unit], asOf: denominator == .received ? year.last : each.last)
                    slice.filters = [.channel: [0, 1]]
                    let share = OnTime(random.columns.tally(slice)[group])[denominator]
                    #expect(table[group, month] == (share.denominator, share.numerator), "\(denominator) \(group) \(each)")
                    sum = (sum.total + table[group, month].total, sum.onTime + table[group, month].onTime)
                }
                guard denominator != .handled else { continue }
                var slice = Slice(year, by: [.unit])
                slice.filters = [.channel: [0, 1]]
                let share = OnTime(random.columns.tally(slice)[group])[denominator]
                #expect(sum == (share.denominator, share.numerator))
            }
        }
    }

    @Test func `months of the index judge open dossiers no later than the day of judging`() {
        var columns = DossierColumns()
        columns.append(.init(unit: 0, state: .processing, received: moment("2024-01-10 08:00"), due: moment("2024-03-20 17:00")))
        let early = columns.months(.handled, from: day("2024-01-01"), through: day("2024-03-31"), asOf: day("2024-03-10"))
        #expect((0..<3).map { early[0, $0].onTime } == [1, 1, 1])
        let late = columns.months(.handled, from: day("2024-01-01"), through: day("2024-03-31"))
        #expect((0..<3).map { late[0, $0].onTime } == [1, 1, 0])
    }

    private func index(_ row: DossierColumns.Row, _ dimension: DossierColumns.Dimension) -> Int {
        switch dimension {
        case .unit: row.unit
        case .procedure: row.procedure
        case .field: row.field
        case .channel: Int(row.channel.rawValue)
        case .officer: row.officer
        }
    }
}
