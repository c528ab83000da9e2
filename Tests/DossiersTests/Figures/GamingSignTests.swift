import Dossiers
import Kernel
import Testing

/// The edges of each sign, on a few dossiers made by hand; what emerges is tested with simulated desks.
///
/// Source: PE-N12, OS-53.
@Suite struct GamingSignTests {
    /// Five units with forty dossiers each, one a day, finished five days later and due after ten; the first unit's may be changed.
    static func report(
        units: Int = 5, each: Int = 40, limits: GamingLimits = GamingLimits(),
        _ change: (Int, inout DossierColumns.Row) -> Void = { _, _ in }, events: (Int) -> [RecordedEvent] = { _ in [] }
    ) -> GamingReport {
        var columns = DossierColumns()
        var all: [RecordedEvent] = []
        for unit in 0..<units {
            for number in 0..<each {
                let received = Timestamp(milliseconds: moment("2024-02-01 08:00").milliseconds + Int64(number) * 86_400_000)
                var row = DossierColumns.Row(
                    unit: unit, officer: unit, state: .finished, received: received, due: endOfDay(after(received, days: 10)))
                row.finished = after(received, days: 5)
                if unit == 0 { change(number, &row) }
                if unit == 0 { all += events(columns.count) }
                columns.append(row)
            }
        }
        return GamingReport(columns, .year(2024), events: all, limits: limits)
    }

    static func after(_ moment: Timestamp, days: Int, minutes: Int = 0) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds + Int64(days) * 86_400_000 + Int64(minutes) * 60_000)
    }

    func observed(_ sign: GamingSign, _ report: GamingReport) -> Int? { report.lines.first { $0.sign == sign && $0.unit == 0 }?.observed }

    @Test(arguments: [("21:59", 0), ("22:00", 40), ("05:59", 40), ("06:00", 0)]) func `night is from ten to six`(
        clock: String, expected: Int
    ) {
        let report = Self.report { _, row in row.finished = moment("\(row.received.vietnamDate.dayAfter ?? day("2024-01-01")) \(clock)") }
        #expect(observed(.bulkClosing, report) == expected)
    }

    @Test(arguments: [(5, 0), (6, 6)]) func `six in a minute by one officer are closed in bulk, five are not`(together: Int, expected: Int)
    {
        let report = Self.report { number, row in if number < together { row.finished = moment("2024-04-01 10:00") } }
        #expect(observed(.bulkClosing, report) == expected)
        let byMany = Self.report { number, row in
            row.officer = 100 + number
            if number < together { row.finished = moment("2024-04-01 10:00") }
        }
        #expect(observed(.bulkClosing, byMany) == 0)
    }

    @Test(arguments: [(86_399, 9, 0), (86_400, 9, 40), (86_400, 8, 0)])
    func `entered a day later, and only then after the deadline, is dated back`(seconds: Int64, finished: Int, expected: Int) {
        // Due at the end of the tenth day, said to be finished at eight in the evening.
        var columns = DossierColumns()
        var events: [RecordedEvent] = []
        for place in 0..<200 {
            var row = DossierColumns.Row(
                unit: place / 40, officer: place, state: .finished, received: moment("2024-02-01 20:00"),
                due: endOfDay(moment("2024-02-10 00:00")))
            let at = Self.after(row.received, days: place < 40 ? finished : 2)
            row.finished = at
            columns.append(row)
            events.append(RecordedEvent(row: place, .finished, at: at, entered: Timestamp(milliseconds: at.milliseconds + seconds * 1000)))
        }
        #expect(observed(.backDating, GamingReport(columns, .year(2024), events: events)) == expected)
    }

    @Test(arguments: [(3, 0), (6, 0), (7, 0), (8, 0), (9, 40), (10, 40), (11, 0)])
    func `a supplement asked for on the last day or the one before is late`(
        days: Int, expected: Int
    ) {
        var rows: [DossierColumns.Row] = []
        let report = Self.report(
            { _, row in rows.append(row) },
            events: { [RecordedEvent(row: $0, .asked, at: Self.after(rows[$0].received, days: days), entered: rows[$0].received)] })
        #expect(observed(.lateRestart, report) == expected)
    }

    @Test func `within three days of receipt a request is as law has it, however short the limit`() {
        for (days, expected) in [(3, 0), (4, 40)] {
            var rows: [DossierColumns.Row] = []
            let report = Self.report(
                { _, row in
                    row.due = endOfDay(Self.after(row.received, days: 4))
                    rows.append(row)
                },
                events: { [RecordedEvent(row: $0, .asked, at: Self.after(rows[$0].received, days: days), entered: rows[$0].received)] })
            #expect(observed(.lateRestart, report) == expected)
        }
    }

    @Test func `a bump is what the day of the deadline has more than its neighbours`() {
        // Twenty on the day, five before and eight after it.
        let report = Self.report(units: 5, each: 40) { number, row in
            switch number {
            case 0..<20: row.finished = Self.after(row.received, days: 10)
            case 20..<25: row.finished = Self.after(row.received, days: 9)
            case 25..<33: row.finished = Self.after(row.received, days: 11)
            default: break
            }
        }
        #expect(observed(.lastDay, report) == 12)
    }

    @Test(arguments: [(29, false), (30, true)]) func `a unit with fewer than thirty cases is not judged`(cases: Int, isJudged: Bool) {
        #expect(Self.report(each: cases).lines.isEmpty != isJudged)
    }

    @Test(arguments: [(3, false), (4, true)]) func `four peers are the least`(units: Int, isCompared: Bool) {
        #expect(Self.report(units: units).incomparable.contains(.bulkClosing) != isCompared)
    }

    @Test(arguments: [(19_999, false), (20_000, true)]) func `never late is odd once twenty late ones were to be expected`(
        each: Int, isNamed: Bool
    ) {
        var columns = DossierColumns()
        for unit in 0..<4 {
            for number in 0..<(unit == 0 ? each : 100) {
                let received = Timestamp(milliseconds: moment("2024-02-01 08:00").milliseconds + Int64(number) * 60_000)
                var row = DossierColumns.Row(
                    unit: unit, officer: unit, state: .finished, received: received, due: Self.after(received, days: 9))
                row.finished = Self.after(received, days: 1)
                columns.append(row)
            }
        }
        let named = GamingReport(columns, .year(2024), events: []).named.filter { $0.sign == .tooPerfect }
        #expect(named.map(\.unit) == (isNamed ? [0] : []))
    }
}
