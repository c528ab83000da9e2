import Dossiers
import Kernel
import Office
import Platform
import Storage
import TestNumbers
import TestSupport
import Testing
import WorkingTime

@Suite struct `A list of another system` {
    private func codes(_ outcome: ImportDossiers.Outcome) -> [String] {
        outcome.faults.map { String($0.code.dropFirst("dossiers.import.fault.".count)) }
    }

    @Test func `is taken whole, with versions of the day of receipt and a summary that agrees`() async throws {
        try await ExchangeHouse.open { house in
            let outcome = try await house.take(
                ExchangeHouse.list(
                    ExchangeHouse.row(2), ExchangeHouse.row(1, state: "finished", finished: "2024-03-18T10:00"),
                    ExchangeHouse.row(3, state: "processing", finished: ""),
                    ExchangeHouse.row(4, state: "returned", finished: "2024-03-19T07:00")
                        .replacing("2024-03-18T09:00", with: "2024-03-20")))
            #expect(outcome.isKept && outcome.added == 4 && outcome.faulty == 0)
            // One early, one on the last day, one late, one open.
            #expect(try await house.sums() == [4, 1, 1, 1, 0, 0])
            let dossier = try #require(try await house.find("H41.2.1-240304-0002"))
            #expect(dossier.origin == .import && dossier.procedure.rawValue == "p1" && dossier.unit.rawValue == "unit-A")
            #expect(dossier.received.description == "2024-03-04T01:30:00Z" && dossier.firstDue == dossier.due)
            #expect(dossier.limit == .workingDays(10) && dossier.state == .returned)
        }
    }

    @Test func `changes nothing the second time, and changes what it tells otherwise`() async throws {
        try await ExchangeHouse.open { house in
            let list = ExchangeHouse.list(ExchangeHouse.row(1), ExchangeHouse.row(2, state: "processing", finished: ""))
            try await house.take(list)
            let again = try await house.take(list)
            #expect(again.added == 0 && again.changed == 0 && again.unchanged == 2)
            let other = try await house.take(
                ExchangeHouse.list(ExchangeHouse.row(1), ExchangeHouse.row(2, state: "finished", finished: "2024-03-20T08:00")))
            #expect(other.changed == 1 && other.unchanged == 1 && other.added == 0)
            #expect(try await house.find("H41.2.1-240304-0002")?.state == .finished)
            #expect(try await house.sums() == [2, 1, 0, 1, 0, 0])
        }
    }

    @Test func `never writes over what the house received itself`() async throws {
        try await ExchangeHouse.open { house in
            try await house.take(ExchangeHouse.list(ExchangeHouse.row(1)))
            _ = try await house.services.database.write { try $0.run("UPDATE dossiers_dossiers SET origin = 'counter'") }
            let outcome = try await house.take(
                ExchangeHouse.list(ExchangeHouse.row(1, finished: "2024-03-14T10:00"), ExchangeHouse.row(2)), keepsGood: true)
            #expect(codes(outcome) == ["kept_here"] && outcome.added == 1)
            #expect(try await house.find("H41.2.1-240304-0001")?.finished?.description == "2024-03-15T03:00:00Z")
        }
    }

    @Test(arguments: [
        ("H41.2.1-240304-1,A", "H41.2.1-240304-0001,A", "not_a_code", "code"),
        ("H41.2.1-240230-0001,A", "H41.2.1-240304-0001,A", "not_a_code", "code"),
        (",Z,1.000001", ",A,1.000001", "unknown_unit", "unit"), (",A,1.9,", ",A,1.000001,", "unknown_procedure", "procedure"),
        (",A,,", ",A,1.000001,", "missing", "procedure"),
        ("2019-03-04T08:30", "2024-03-04T08:30", "not_in_force", "procedure"), (",by crow,", ",direct,", "unknown_word", "channel"),
        (",dead,", ",returned,", "unknown_word", "state"), ("30/02/2024", "2024-03-04T08:30", "not_a_moment", "received"),
        ("2024-03-04T24:00", "2024-03-04T08:30", "not_a_moment", "received"),
        (",ten,", ",10,", "not_a_number", "limit"), (",10,,", ",10,working_days,", "limit_incomplete", "limit_unit"),
        ("2024-03-01T17:30", "2024-03-18T17:30", "due_before_receipt", "due"),
        ("2024-03-03T10:00", "2024-03-15T10:00", "finished_before_receipt", "finished"),
        (",,2024-03-18T09:00,", ",2024-03-15T10:00,2024-03-18T09:00,", "not_finished", "finished"),
        (",processing,", ",returned,", "finished_while_open", "finished"), (",finished,", ",returned,", "returned_too_early", "returned"),
        ("2024-03-15T09:00,", "2024-03-18T09:00,", "returned_before_finish", "returned"),
        ("2024-06-02T08:30", "2024-03-04T08:30", "in_future", "received"),
    ])
    func `says of a row what is wrong with it, and keeps nothing`(wrong: String, right: String, code: String, field: String) async throws {
        try await ExchangeHouse.open { house in
            let row = ExchangeHouse.row(1).replacing(right, with: wrong)
            let outcome = try await house.take(ExchangeHouse.list(ExchangeHouse.row(2), row))
            #expect(codes(outcome) == [code])
            let place = try #require(outcome.faults.first?.place)
            #expect(place.line == 3 && place.field == field)
            #expect(!outcome.isKept)
            #expect(try await house.count() == 0)
            #expect(try await house.sums() == [0, 0, 0, 0, 0, 0])
        }
    }

    @Test func `refuses new dossiers of an abolished procedure`() async throws {
        try await ExchangeHouse.open { house in
            let row = ExchangeHouse.row(1).replacing("1.000001", with: "1.000002").replacing("2024-03-04T08:30", with: "2024-05-04T08:30")
                .replacing("2024-03-1", with: "2024-05-1")
            let outcome = try await house.take(ExchangeHouse.list(row))
            #expect(codes(outcome) == ["abolished"])
        }
    }

    @Test func `keeps the good rows where that was ordered, and gives the others back with their reasons`() async throws {
        try await ExchangeHouse.open { house in
            let outcome = try await house.take(
                ExchangeHouse.list(
                    ExchangeHouse.row(1), ExchangeHouse.row(1), ExchangeHouse.row(2, received: "31/04/2024"), ExchangeHouse.row(3)),
                keepsGood: true)
            #expect(outcome.added == 2 && outcome.faulty == 2 && codes(outcome) == ["code_twice", "not_a_moment"])
            let rows = try CSVReader(InputFile(name: "faults.csv", bytes: outcome.faultyRows)).table().rows
            #expect(rows.map { $0[0].text } == ["3", "4"] && rows.map { $0[2].text } == ["code_twice", "not_a_moment"])
            #expect(rows[1][3].text == "“31/04/2024” is no moment." && rows[1][4].text == "H41.2.1-240304-0002")
            #expect(try await house.count() == 2)
        }
    }

    @Test func `is read by the mapping of its system, in whatever order, words and days`() async throws {
        try await ExchangeHouse.open { house in
            let mapping = try ImportMapping(
                name: "huyen",
                columns:
                    "Mã HS = code\nĐV = unit\nTTHC = procedure\nKênh = channel\nLoại = subject\nTT = state\nNhận = received\nXong = finished",
                words: "state: Đã xong = finished\nsubject: Công dân = citizen", monthFirst: true)
            try await SaveMapping(house.services)(mapping, by: .operating)
            let text = """
                TT;Nhận;Mã HS;ĐV;TTHC;Kênh;Loại;Ghi chú;Xong
                Đã xong;3/4/2024 08:30;h41.2.1-240304-0007;H41.2.1;1.000001;2;Công dân;"a;b";20240305103000
                """
            let outcome = try await house.take(
                InputFile(name: "ds.csv", bytes: Array(text.utf8)), scheme: "agency", mapping: "huyen")
            #expect(outcome.added == 1 && outcome.faults.isEmpty)
            let dossier = try #require(try await house.find("H41.2.1-240304-0007"))
            #expect(dossier.channel == .online && dossier.finished?.description == "2024-03-05T03:30:00Z" && dossier.due == nil)
        }
    }

    @Test func `that is no list at all is refused with its place`() async throws {
        try await ExchangeHouse.open { house async throws in
            let wrong: [([UInt8], String)] = [
                (Array("code,unit\nx,y".utf8), "dossiers.import.column_missing"), ([0x1F, 0x8B, 8, 0], "dossiers.import.gzip_damaged"),
                (Array("\(ExchangeHouse.header),nonsense\n".utf8), "dossiers.import.column_unknown"),
            ]
            for (bytes, code) in wrong {
                let error = await #expect(throws: Faults.self) { try await house.take(InputFile(name: "x.csv", bytes: bytes)) }
                #expect(error?.faults.contains { $0.code == code } == true)
            }
            for bytes in [
                Array("\(ExchangeHouse.header)\n\(ExchangeHouse.row(1)),a,b,c".utf8), Array("PK\u{3}\u{4}broken".utf8),
                Array("\(ExchangeHouse.header)\n".utf8) + [0xD0, 0xFF],
            ] {
                await #expect(throws: OfficeError.self) { try await house.take(InputFile(name: "x.csv", bytes: bytes)) }
            }
            #expect(try await house.count() == 0)
        }
    }

    @Test func `packed by gzip is read like one that is not, its faults by the lines of what it holds`() async throws {
        try await ExchangeHouse.open { house in
            let good = ExchangeHouse.list(ExchangeHouse.row(1), ExchangeHouse.row(2))
            let packed = InputFile(name: "list.csv.gz", bytes: try #require(Gzip.pack(good.bytes)))
            #expect(try await house.take(packed).added == 2)
            #expect(try await house.take(good).unchanged == 2)
            let faulty = ExchangeHouse.list(ExchangeHouse.row(3), ExchangeHouse.row(4, received: "30/02/2024"))
            let outcome = try await house.take(InputFile(name: "list.csv.gz", bytes: try #require(Gzip.pack(faulty.bytes))))
            #expect(codes(outcome) == ["not_a_moment"] && outcome.faults.first?.place.description == "list.csv.gz:3:7:received")
            for bytes in [Array(packed.bytes.dropLast()), packed.bytes + packed.bytes] {
                let error = await #expect(throws: Faults.self) { try await house.take(InputFile(name: "x.csv.gz", bytes: bytes)) }
                #expect(error?.faults.map(\.code) == ["dossiers.import.gzip_damaged"])
            }
            #expect(try await house.count() == 2)
        }
    }

    @Test func `of a workbook is read like CSV, days as Excel keeps them`() async throws {
        try await ExchangeHouse.open { house in
            let fields = ExchangeHouse.row(1).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            var cells: [OutputCell] = fields.map { .text($0) }
            cells[9] = .date(try #require(CalendarDate("2024-03-18")))
            var writer = try XLSXWriter(
                folder: house.services.settings.files, XLSXWriter.Properties(title: "", created: house.services.now()))
            try writer.addSheet("Hồ sơ", ExchangeHouse.header.split(separator: ",").map { .init(String($0)) })
            try writer.add(cells)
            let outcome = try await house.take(InputFile(name: "list.xlsx", bytes: try writer.bytes()))
            #expect(outcome.added == 1)
            // The day of the appointment lasts to its end.
            #expect(try await house.find("H41.2.1-240304-0001")?.due?.description == "2024-03-18T16:59:59Z")
        }
    }

    @Test func `without an appointment gets the one that its limit gives`() async throws {
        try await ExchangeHouse.open { house in
            try await house.take(ExchangeHouse.list(ExchangeHouse.row(1).replacing("2024-03-18T17:30", with: "")))
            // OS-56: received Mon 04/03/2024, 10 working days.
            #expect(try await house.find("H41.2.1-240304-0001")?.due?.vietnamDate.description == "2024-03-18")
        }
    }

    @Test func `names applicants or leaves them out, and both are found again`() async throws {
        try await ExchangeHouse.open { house in
            let list = ExchangeHouse.list(ExchangeHouse.row(1) + "Nguyễn Văn Ánh", ExchangeHouse.row(2))
            try await house.take(list)
            #expect(try await house.take(list).unchanged == 2)
            let names = try await house.services.database.read { db in
                try db.rows("SELECT name, search_text FROM dossiers_applicants").map {
                    [try $0.string("name"), try $0.string("search_text")]
                }
            }
            #expect(names == [["Nguyễn Văn Ánh", "nguyen van anh"]])
            #expect(try await house.take(ExchangeHouse.list(ExchangeHouse.row(1) + "Trần Thị Bé")).changed == 1)
        }
    }
}
