import Dossiers
import Kernel
import TestNumbers
import Testing

/// Source: OS-60.
@Suite struct FieldReportTests {
    @Test(arguments: seeds(10)) func `the invariants hold at the end of every month, whatever came in`(seed: UInt64) {
        let columns = RandomDossiers(seed: seed, count: 600).columns
        var last: FieldReport?
        for month in 1...12 {
            let report = FieldReport(columns, .month(month, of: 2024))
            #expect(report.findings(after: last).isEmpty, "month \(month)")
            last = report
        }
        // A quarter after a quarter, and the year's parts.
        let quarters = (1...4).map { FieldReport(columns, .quarter($0, of: 2024)) }
        for (one, other) in zip(quarters, quarters.dropFirst()) { #expect(other.findings(after: one).isEmpty) }
        let year = FieldReport(columns, .year(2024)).total
        #expect(year.solved == quarters.reduce(0) { $0 + $1.total.solved })
        #expect(year.online + year.direct == quarters.reduce(0) { $0 + $1.total.online + $1.total.direct })
        #expect(year.carriedOver == quarters[0].total.carriedOver && year.open == quarters[3].total.open)
    }

    @Test func `each number stands where the form has it`() throws {
        var columns = DossierColumns()
        func add(_ received: String, _ channel: DossierColumns.Channel, due: String, finished: String? = nil) {
            var row = DossierColumns.Row(
                unit: 0, field: 1, channel: channel, state: .processing, received: moment(received), due: endOfDay(moment("\(due) 00:00")))
            row.finished = finished.map { moment($0) }
            columns.append(row)
        }
        add("2024-02-20 09:00", .direct, due: "2024-03-05", finished: "2024-03-04 09:00")
        add("2024-03-01 09:00", .online, due: "2024-03-15", finished: "2024-03-15 16:00")
        add("2024-03-02 09:00", .post, due: "2024-03-16", finished: "2024-03-18 09:00")
        add("2024-03-03 09:00", .direct, due: "2024-03-20")
        add("2024-03-04 09:00", .online, due: "2024-04-20", finished: "2024-04-02 09:00")
        let report = FieldReport(columns, .month(3, of: 2024))
        let expected = try #require(FieldReport.Line([5, 2, 2, 1, 3, 1, 1, 1, 2, 1, 1]))
        #expect(report.lines == [1: expected])
        #expect(report.total == expected)
    }

    /// One number of a sound report is changed: the check names the field, the sum, and both numbers.
    @Test(arguments: FieldReport.Line.columns.indices) func `a wrong number is found and named`(column: Int) throws {
        let columns = RandomDossiers(seed: 60, count: 400).columns
        let last = FieldReport(columns, .month(4, of: 2024))
        let sound = FieldReport(columns, .month(5, of: 2024))
        let line = try #require(sound.lines[1])
        var numbers = FieldReport.Line.columns.map { line[keyPath: $0.value] }
        numbers[column] += 1
        var wrong = sound
        wrong.lines[1] = FieldReport.Line(numbers)
        let findings = wrong.findings(after: last)
        let code = FieldReport.Line.columns[column].code
        #expect(findings.contains { $0.field == 1 && abs($0.stated - $0.computed) == 1 }, "\(code)")
        #expect(findings.contains { $0.rule == .total && $0.column == code && $0.computed == $0.stated + 1 })
        #expect(findings.allSatisfy { $0.field == 1 || $0.rule == .total })
    }

    @Test func `a field whose open dossiers vanish is named`() throws {
        let columns = RandomDossiers(seed: 61, count: 400).columns
        let last = FieldReport(columns, .month(4, of: 2024))
        var next = FieldReport(columns, .month(5, of: 2024))
        let open = try #require(last.lines[2]?.open)
        next.lines[2] = nil
        #expect(next.findings(after: last).contains { $0.rule == .carriedOver && $0.field == 2 && $0.stated == 0 && $0.computed == open })
    }
}
