import Kernel
import Procedures
import Testing

@Suite struct `A stated time` {
    @Test(arguments: [
        ("5 Ngày làm việc", Optional(StatedTime.Span(5, .workingDays))), ("05  ngày\nlàm việc", .init(5, .workingDays)),
        ("24 Giờ", .init(24, .hours)),
        ("8 giờ làm việc", .init(8, .workingHours)), ("30 ngày", .init(30, .calendarDays)), ("03 tháng", .init(3, .months)),
        ("0,5 ngày", .init(Number(digits: 5, scale: 1), .calendarDays)), ("5", nil), ("ngày", nil), ("5 tuần", nil), ("-5 ngày", nil),
        ("5.000 ngày", nil), ("1.2.3 ngày", nil), ("năm ngày", nil), ("99999 ngày", nil), ("5 ngày kể từ ngày nhận", nil), ("٣ ngày", nil),
    ])
    func `is a number with a unit, or stays text`(text: String, span: StatedTime.Span?) {
        #expect(StatedTime(printed: text).span == span)
        #expect(StatedTime(printed: text).printed == text)
    }
}

@Suite struct `A procedure` {
    private let day = CalendarDate(year: 2022, month: 8, day: 15)

    @Test(arguments: [
        ("1.000178", true), ("1.000110.000.00.00.H01", true), ("1.00017", false), ("1.0001780", false), ("1,000178", false),
        ("A.000178", false),
        ("1.000110.000.00.00.h01", false), ("", false), ("١.000178", false),
    ])
    func `has a code of one of two forms (PR-2)`(text: String, isCode: Bool) { #expect(ProcedureCode.isCode(text) == isCode) }

    @Test func `is measured by the local limit, then by that of its way, then by the law's (PR-9)`() {
        var procedure = Procedure(code: "1.999001", name: "Thử")
        #expect(procedure.limit(by: .counter) == nil)
        procedure.legalLimit = StatedTime(printed: "10 ngày")
        #expect(procedure.limit(by: .counter)?.printed == "10 ngày")
        procedure.ways = ["7 ngày", "8 ngày"].map {
            SubmissionWay(.online, time: StatedTime(printed: $0), fee: Fee(printed: "", .unstated))
        }
        #expect(procedure.limit(by: .counter)?.printed == "10 ngày")
        #expect(procedure.limit(by: .online) == nil)
        procedure.ways.removeLast()
        #expect(procedure.limit(by: .online)?.printed == "7 ngày")
        procedure.localLimit = StatedTime(printed: "3 ngày")
        #expect(procedure.limit(by: .online)?.printed == "3 ngày")
    }

    @Test func `has level and extent side by side, each with its days (OL-3)`() throws {
        let day = try #require(day)
        let later = try #require(CalendarDate(year: 2023, month: 1, day: 1))
        let services = [
            DatedService(.level(.online), from: try #require(CalendarDate(year: 2019, month: 1, day: 1)), to: day),
            DatedService(.level(.paid), from: later),
            DatedService(.partial(reason: "có mặt"), from: day),
        ]
        #expect(services.level(on: day) == .online && services.extent(on: day) == .partial(reason: "có mặt"))
        #expect(services.level(on: try #require(CalendarDate(year: 2022, month: 8, day: 16))) == nil)
        #expect(services.level(on: later) == .paid && services.overlap == nil)
        #expect((services + [DatedService(.full, from: later)]).overlap != nil)
        #expect((services + [DatedService(.level(.forms), from: day, to: day)]).overlap != nil)
    }

    @Test(arguments: [(29, 100, false), (30, 100, true), (3, 10, true), (299_999, 1_000_000, false), (0, 0, false)])
    func `is due for level 4 from 30 % of its dossiers on (OL-4)`(online: Int, total: Int, isDue: Bool) {
        #expect(DatedService.isDueForPayment(online: online, of: total) == isDue)
    }

    @Test func `keeps for a dossier the version in force at receipt (PR-11)`() throws {
        let day = try #require(day)
        let later = try #require(CalendarDate(year: 2023, month: 1, day: 1))
        let last = try #require(CalendarDate(year: 2022, month: 12, day: 31))
        let versions = [
            ProcedureVersion(decision: "3", change: .abolished, from: later), ProcedureVersion(decision: "1"),
            ProcedureVersion(decision: "2", change: .amended, from: day, to: last),
        ]
        #expect(versions.inForce(on: try #require(CalendarDate(year: 2022, month: 8, day: 14)))?.decision == "1")
        #expect(versions.inForce(on: day)?.decision == "2" && versions.inForce(on: last)?.decision == "2")
        #expect(versions.inForce(on: later)?.decision == "3")
        #expect(versions.inForce(on: last)?.admitsDossiers(on: last) == true)
        #expect(versions.inForce(on: later)?.admitsDossiers(on: later) == false)
    }
}
