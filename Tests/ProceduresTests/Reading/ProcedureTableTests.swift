import Foundation
import Kernel
import Office
import Procedures
import Testing

@Suite struct `A list of procedures` {
    private static func csv(_ text: String) -> InputFile { InputFile(name: "list.csv", bytes: Array(text.utf8)) }

    /// A workbook as the national database exports one: a title above the header.
    private static func workbook(_ rows: [[String]]) throws -> InputFile {
        var writer = try XLSXWriter(
            folder: FileManager.default.temporaryDirectory.path, .init(title: "", created: Timestamp(milliseconds: 0)))
        try writer.addSheet("DS", rows[0].map { .init($0) }, above: [.init("DANH SÁCH THỦ TỤC HÀNH CHÍNH")])
        for row in rows.dropFirst() { try writer.add(row.map { .text($0) }) }
        return InputFile(name: "list.xlsx", bytes: try writer.bytes())
    }

    @Test func `gives the same procedures whatever file it is`() throws {
        let csv = try ProcedureTable(
            Self.csv("Mã số;Tên;Cơ quan ban hành;Cơ quan thực hiện;Lĩnh vực\n1.115151;Bán nhà ở;Bộ Xây dựng;Chủ đầu tư;Nhà ở\n"))
        let sheet = try ProcedureTable(
            Self.workbook([
                ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"],
                ["1.115151", "Bán nhà ở", "Bộ Xây dựng", "Chủ đầu tư", "Nhà ở"],
            ]))
        #expect(csv.procedures.map(\.procedure) == sheet.procedures.map(\.procedure))
        #expect(csv.fields == [.code, .name, .issuer, .implementing, .field] && sheet.fields == csv.fields)
        #expect(sheet.procedures.first?.procedure.agencies.implementing == "Chủ đầu tư")
        #expect(sheet.procedures.first?.place.line == 3 && sheet.procedures.first?.place.sheet == "DS")
    }

    @Test func `has dated versions, services, limits and ways`() throws {
        let table = try ProcedureTable(
            Self.csv(
                """
                code,name,legal_limit,local_limit,decision,decided,change,from,service_level,service_level_from,service_extent,service_extent_from,partial_reason,counter_time,counter_fee,online_fee,source
                1.999001,Thử,05 ngày làm việc,3 ngày làm việc,12/QĐ-UBND,05/03/2020,amended,2020-03-20,4,2020-04-01,partial,2022-08-15,Kiểm tra thực địa,5 ngày,8.000 đồng,Miễn phí,QĐ 12
                """))
        let read = try #require(table.procedures.first)
        let procedure = read.procedure
        #expect(read.unread.isEmpty && read.source == "QĐ 12")
        #expect(procedure.legalLimit?.span == StatedTime.Span(5, .workingDays))
        #expect(procedure.limit(by: .counter)?.span == StatedTime.Span(3, .workingDays))
        #expect(procedure.version.decided == CalendarDate(year: 2020, month: 3, day: 5) && procedure.version.change == .amended)
        #expect(procedure.rows(of: .services) == ["level 4 | 2020-04-01 | ", "partial: Kiểm tra thực địa | 2022-08-15 | "])
        #expect(procedure.rows(of: .ways) == ["counter | 5 calendar_days | 8000 VND |  | ", "online |  | free |  | "])
        #expect(table.fields.isSuperset(of: [.ways, .services, .change]) && !table.fields.contains(.components))
    }

    @Test func `tells every fault with its row and column at once`() throws {
        let text = """
            code,name,decided,change,from,to,service_level,service_extent,service_extent_from
            1.1,A,30/02/2020,renamed,2020-03-20,2020-03-19,5,full,
            ,,,,,,,half,2020-01-01
            1.999001,B,,,,,2,,
            1.999001,C,,,,,,,
            """
        let faults = #expect(throws: Faults.self) { try ProcedureTable(Self.csv(text)) }
        #expect(
            faults?.faults.map { "\($0.place.line) \($0.place.field ?? "") \($0.code)" } == [
                "2 code procedures.code_malformed", "2 decided procedures.date_unreadable", "2 change procedures.word_unknown",
                "2 to procedures.ends_before_it_begins", "2 service_level procedures.word_unknown",
                "2 service_extent procedures.service_without_day", "3 code procedures.value_missing", "3 name procedures.value_missing",
                "3 service_extent procedures.word_unknown", "4 service_level procedures.service_without_day",
                "5 code procedures.code_twice",
            ])
    }

    @Test(arguments: [
        ("code,name\n", "procedures.list_empty"), ("name\nA\n", "office.table.missing_column"),
        ("code,name,nmae\n1.999001,A,B\n", "office.table.unknown_column"),
        ("code,name,code\n1.999001,A,B\n", "office.table.duplicate_column"),
    ])
    func `is refused where its columns are wrong`(text: String, code: String) {
        let faults = #expect(throws: Faults.self) { try ProcedureTable(Self.csv(text)) }
        #expect(faults?.faults.map(\.code) == [code])
    }

    @Test(arguments: [
        ("8000", Fee.Amount.dong(8000)), ("8.000", .dong(8000)), ("8,000 đồng", .dong(8000)), ("1.200.000 VNĐ", .dong(1_200_000)),
        ("0", .dong(0)),
        ("miễn phí", .free), ("10 USD", .foreign(10, currency: "USD")), ("20", .unread), ("20.5", .unread), ("theo quy định", .unread),
    ])
    func `takes fees as officials write them`(text: String, amount: Fee.Amount) throws {
        let table = try ProcedureTable(Self.csv("code;name;counter_fee\n1.999001;A;\(text)\n"))
        #expect(table.procedures.first?.procedure.ways.first?.fee.amount == amount)
        #expect(table.procedures.first?.unread.map(\.reason) == (amount == .unread ? [.feeUnreadable] : []))
    }

    @Test func `reads times that cannot be understood as text`() throws {
        let table = try ProcedureTable(Self.csv("code,name,legal_limit,counter_time\n1.999001,A,theo quy định,1\n"))
        #expect(table.procedures.first?.unread.map(\.reason) == [.timeInWords, .timeWithoutUnit])
        #expect(table.procedures.first?.procedure.legalLimit?.printed == "theo quy định")
    }

    @Test func `of seventy common procedures is among the facts`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let table = try ProcedureTable(InputFile(path: root.appending(path: "Facts/procedures.csv").path))
        #expect(table.procedures.count == 70)
        #expect(table.procedures.allSatisfy { $0.source.hasPrefix("https://") && !$0.procedure.levels.isEmpty })
        #expect(Set(table.procedures.flatMap(\.unread).map(\.reason)) == [.timeWithoutUnit])
        let permit = table.procedures.first { $0.procedure.code == "1.013225" }?.procedure
        #expect(permit?.limit(by: .post) != permit?.limit(by: .counter) || permit?.ways.count == 3)
    }
}
