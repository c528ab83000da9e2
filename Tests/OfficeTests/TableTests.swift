import Kernel
import Office
import Testing

@Suite struct `Finding columns` {
    private func table(_ header: String) throws -> Table {
        try CSVReader(InputFile(name: "so-lieu.csv", bytes: Array("\n\(header)\n1,2,3,4,5,6\n".utf8))).table()
    }

    @Test func `A heading is found whatever its capitals and spaces`() throws {
        let table = try table("Unit, Tiêu chí ,value,x,y,z")
        #expect(try table.column("unit") == 0)
        #expect(try table.column("tiêu chí") == 1)
        #expect(try table.rows[0][table.column("VALUE")].text == "3")
    }

    @Test func `A missing or doubled heading is an error`() throws {
        let table = try table("unit,value,Unit,x,y,z")
        let doubled = #expect(throws: OfficeError.self) { try table.column("unit") }
        #expect(doubled?.code == "office.table.duplicate_column")
        #expect(doubled?.details["first"] == "1")
        #expect(doubled?.fault?.place == Place(file: "so-lieu.csv", line: 2, column: 3, field: "Unit"))
        let missing = #expect(throws: OfficeError.self) { try table.column("criterion") }
        #expect(missing?.code == "office.table.missing_column")
        #expect(missing?.details["name"] == "criterion")
        #expect(missing?.kind == .invalid)
    }

    @Test func `All faults of a header are told at once`() throws {
        let log = FaultLog()
        let columns = try table("unit,reasn,value,,value,note").columns(
            required: ["unit", "criterion", "value"], optional: ["reason", "note"], log: log)
        #expect(columns == ["unit": 0, "value": 2, "note": 5])
        #expect(
            log.faults.map(\.code).sorted() == [
                "office.table.duplicate_column", "office.table.missing_column", "office.table.unknown_column",
                "office.table.unnamed_column",
            ])
        let unknown = log.faults.first { $0.code == "office.table.unknown_column" }
        #expect(unknown?.details["name"] == "reasn")
        #expect(unknown?.place.column == 2)
        #expect(throws: Faults.self) { try log.check() }
    }

    @Test func `A header that is right leaves no fault`() throws {
        let log = FaultLog()
        _ = try table("unit,criterion,input,value,reason,x").columns(
            required: ["unit", "criterion", "input", "value"], optional: ["reason", "x"], log: log)
        #expect(log.faults.isEmpty)
    }
}

@Suite struct `Codes of errors` {
    @Test func `Codes are unique and of the room`() {
        #expect(Set(OfficeError.codes).count == OfficeError.codes.count)
        #expect(OfficeError.codes.allSatisfy { $0.wholeMatch(of: /office\.(file|csv|table|xlsx|document|make|pdf)\.[a-z0-9_]+/) != nil })
    }

    @Test func `A cell of a sheet is told as Excel names it`() {
        let error = OfficeError.refused(
            .xlsxBadNumber, at: Place(file: "a.xlsx", line: 7, column: 28, sheet: "Điểm"), with: ["text": "1.2.3"])
        #expect(error.details == ["file": "a.xlsx", "sheet": "Điểm", "row": "7", "column": "28", "cell": "AB7", "text": "1.2.3"])
        #expect(error.fault?.code == "office.xlsx.bad_number")
    }
}
