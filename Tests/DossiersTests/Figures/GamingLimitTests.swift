import Dossiers
import Kernel
import Testing

/// Each limit of the comparison with peers: a count exactly at it names nobody, one more does.
@Suite struct GamingLimitTests {
    /// A unit's dossiers: how many in all, and how many of them show what is asked about.
    private typealias Count = (cases: Int, shown: Int)

    private func row(_ unit: Int, finished: Timestamp) -> DossierColumns.Row {
        let received = moment("2024-02-01 08:00")
        var row = DossierColumns.Row(
            unit: unit, officer: unit, state: .finished, received: received, due: endOfDay(moment("2024-02-11 08:00")))
        row.finished = finished
        return row
    }

    /// Units whose dossiers are closed by day or by night.
    private func closing(_ units: [Count], _ limits: GamingLimits) -> GamingReport {
        var columns = DossierColumns()
        for (unit, count) in units.enumerated() {
            for number in 0..<count.cases {
                columns.append(row(unit, finished: moment(number < count.shown ? "2024-02-05 23:00" : "2024-02-05 10:00")))
            }
        }
        var limits = limits
        // Many dossiers of a test share a minute.
        limits.bulk = .max
        return GamingReport(columns, .year(2024), events: [], limits: limits)
    }

    private func names(_ sign: GamingSign, _ report: GamingReport) -> Bool { report.named.contains { $0.sign == sign && $0.unit == 0 } }

    // Of 20,000 cases 100 are expected at the least rate; five deviations of chance are five times its root, 50.
    @Test(arguments: [(149, false), (150, false), (151, true)]) func `five deviations above the least rate are chance, more is not`(
        shown: Int, isNamed: Bool
    ) {
        let report = closing([(20_000, shown), (100, 0), (100, 0), (100, 0)], GamingLimits())
        #expect(names(.bulkClosing, report) == isNamed)
    }

    // Quarters at 10 and 30 in a thousand: the fence stands three times 20 above 30.
    @Test(arguments: [(89, false), (90, false), (91, true)]) func `three distances above the upper quarter are the peers’ own spread`(
        shown: Int, isNamed: Bool
    ) {
        var limits = GamingLimits()
        (limits.deviations, limits.leastRate) = (0, 0)
        let report = closing([(1000, shown), (1000, 10), (1000, 10), (1000, 20), (1000, 30)], limits)
        #expect(names(.bulkClosing, report) == isNamed)
    }

    @Test(arguments: [(4, false), (5, false), (6, true)]) func `the least rate is five in a thousand`(shown: Int, isNamed: Bool) {
        var limits = GamingLimits()
        limits.deviations = 0
        #expect(names(.bulkClosing, closing([(1000, shown), (100, 0), (100, 0), (100, 0)], limits)) == isNamed)
    }

    @Test(arguments: [(29, false), (30, false), (31, true)]) func `the least bump is thirty in a thousand`(shown: Int, isNamed: Bool) {
        var columns = DossierColumns()
        for unit in 0..<4 {
            for number in 0..<1000 {
                let isLast = unit == 0 && number < shown
                columns.append(row(unit, finished: moment(isLast ? "2024-02-11 10:00" : "2024-02-0\(1 + number % 5) 10:00")))
            }
        }
        // Small units, which are not judged, work on the last two days, so that these are working days.
        for unit in 4..<40 {
            for number in 0..<29 {
                var row = row(unit, finished: moment("2024-02-1\(number % 2) 10:00"))
                row.due = endOfDay(moment("2024-03-20 08:00"))
                columns.append(row)
            }
        }
        var limits = GamingLimits()
        (limits.deviations, limits.bulk) = (0, .max)
        let report = GamingReport(columns, .year(2024), events: [], limits: limits)
        #expect(report.lines.first { $0.sign == .lastDay && $0.unit == 0 }?.observed == shown)
        #expect(names(.lastDay, report) == isNamed)
    }

    // 20 late ones were to be expected of 20,000; fewer than one in 2,000 is never late.
    @Test(arguments: [(9, true), (10, false), (11, false)]) func `one late in two thousand is late, less is never`(late: Int, isNamed: Bool)
    {
        var columns = DossierColumns()
        for (unit, cases) in [20_000, 100, 100, 100].enumerated() {
            for number in 0..<cases {
                let isLate = unit == 0 && number < late
                columns.append(row(unit, finished: moment(isLate ? "2024-02-12 10:00" : "2024-02-05 10:00")))
            }
        }
        #expect(names(.tooPerfect, GamingReport(columns, .year(2024), events: [])) == isNamed)
    }
}
