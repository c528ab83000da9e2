import Dossiers
import Foundation
import Kernel
import Platform
import Storage
import Testing

@Suite struct `On time by month` {
    @Test func `counts what ended in the month, for those who may see the unit`() async throws {
        try await DossierHouse.open { house in
            house.stand("2024-03-04 09:30")
            _ = try await house.receive("1.000003") { $0.decision = .solve(DossierResult(.granted, number: "12/XN", text: "Xác nhận")) }
            _ = try await house.receive { $0.decision = .refuse(reason: "Không thuộc thẩm quyền") }
            let list = try await house.page("/dossiers/figures/months.csv?period=2024", by: "controller").text
            #expect(list.split(whereSeparator: \.isNewline).count == 2)
            #expect(list.contains(",2024-03,2,1,0,0,0,1"))
            let own = try await house.page("/dossiers/figures/months?period=2024", by: "clerk")
            #expect(own.status == 200)
            #expect(own.text.components(separatedBy: "100,0").count == 5, "all and one unit, the month and the year")
            let others = try await house.page("/dossiers/figures/months?period=2024", by: "clerk-b")
            #expect(others.status == 200)
            #expect(!others.text.contains("100,0"))
            #expect(try await !house.page("/dossiers/figures/months?period=2023", by: "clerk").text.contains("100,0"))
        }
    }

    @Test func `agrees with the summary by procedure and channel`() async throws {
        try await DossierHouse.open { house in
            for procedure in ["1.000001", "1.000003"] { _ = try await house.receive(procedure) }
            let (months, counts) = try await house.services.database.read { db in
                (
                    try CountStore.unitMonths(from: "0000-00", through: "9999-99", db),
                    try db.rows("SELECT unit_id, month, SUM(received) AS received FROM dossiers_counts GROUP BY unit_id, month")
                )
            }
            #expect(months.count == 1 && counts.count == 1)
            for row in counts {
                let place = UnitMonth(unit: try row.string("unit_id"), month: try row.string("month"))
                #expect(try months[place]?.received == row.integer("received"))
            }
            #expect(months.values.map(\.received) == [2])
        }
    }
}

@Suite struct `Asking for dossiers` {
    @Test func `is limited for each address by the minute, whoever else asks`() throws {
        let limit = AskingLimit()
        let begin = DossierHouse.moment("2024-03-04 09:30")
        for second in 0..<30 { try limit.check("a", at: Timestamp(milliseconds: begin.milliseconds + Int64(second) * 1000)) }
        let late = Timestamp(milliseconds: begin.milliseconds + 59_000)
        #expect(throws: AskingError.tooOften) { try limit.check("a", at: late) }
        try limit.check("b", at: late)
        try limit.check("a", at: Timestamp(milliseconds: begin.milliseconds + 60_000))
    }

    @Test func `is limited for a whole network, of which one reader may have every address`() throws {
        let limit = AskingLimit()
        let begin = DossierHouse.moment("2024-03-04 09:30")
        for number in 0..<30 { try limit.check("2001:db8:0:7::\(number)", at: begin) }
        #expect(throws: AskingError.tooOften) { try limit.check("2001:db8:0:7:1:2:3:4", at: begin) }
        try limit.check("2001:db8:0:8::1", at: begin)
    }
}
