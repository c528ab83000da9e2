import Facts
import Foundation
import Kernel
import Office
import Platform
import Procedures
import Storage
import TestSupport
import Testing

@Suite struct `The content of a procedure` {
    @Test func `comes back from its one JSON form, and equal ones are equal text`() throws {
        let procedures = try ProcedureTable(FactTables.file("procedures.csv")).procedures.map(\.procedure)
        for procedure in procedures + [Self.full] { try Self.roundTrip(procedure) }
        #expect(procedures.count == 70)
    }

    static func roundTrip(_ procedure: Procedure) throws {
        let json = try ProcedureDocument(procedure).json
        var again = try ProcedureDocument(json: json).procedure()
        again.version = procedure.version
        #expect(again == procedure, "\(procedure.code)")
        #expect(try ProcedureDocument(again).json == json)
    }

    @Test(arguments: [
        #"{"code":"1.000001","name":"A","levels":["planet"]}"#,
        #"{"code":"1.000001","name":"A","ways":[{"channel":"counter","fee_kind":"dong"}]}"#,
        #"{"code":"1.000001","name":"A","services":[{"extent":"half","from":"2020-01-01"}]}"#,
    ])
    func `is refused where it has a word that nobody wrote`(json: String) throws {
        #expect(throws: (any Error).self) { try ProcedureDocument(json: json).procedure() }
    }

    /// One with a value in every part, and each kind of fee and service.
    static var full: Procedure {
        var procedure = Procedure(code: "1.999009", name: "Thử “đủ” phần\n\t\\ \u{1}")
        procedure.field = "Hộ tịch"
        procedure.kind = "TTHC được luật giao quy định chi tiết"
        procedure.issuer = "Bộ Tư pháp"
        procedure.levels = Procedure.Level.allCases
        procedure.subjects = ["Công dân Việt Nam", "Tổ chức (không bao gồm doanh nghiệp, HTX)"]
        procedure.agencies.deciding = "UBND cấp xã"
        procedure.agencies.authorised = "Phòng"
        procedure.agencies.coordinating = "Công an"
        procedure.agencies.implementing = "UBND"
        procedure.agencies.address = "Số 1"
        procedure.steps = "Bước 1\nBước 2"
        procedure.ways = [
            SubmissionWay(
                .counter, time: StatedTime(printed: "05 Ngày làm việc"), fee: Fee(printed: "8.000", .dong(8000), note: "một bản")),
            SubmissionWay(.online, fee: Fee(printed: "Miễn phí", .free), description: "Nộp qua mạng"),
            SubmissionWay(
                .post, time: StatedTime(printed: "ngay"),
                fee: Fee(printed: "10,5 USD", .foreign(Number(digits: 105, scale: 1), currency: "USD"))),
            SubmissionWay(.post, fee: Fee(printed: "", .unstated)), SubmissionWay(.post, fee: Fee(printed: "theo quy định", .unread)),
        ]
        procedure.components = [
            ComponentCase(
                name: "Trường hợp 1",
                papers: [
                    .init(name: "Đơn", originals: 1, copies: 0, forms: ["mau.doc"]), .init(name: "Ảnh", originals: nil, copies: nil),
                ]),
            ComponentCase(papers: []),
        ]
        procedure.legalLimit = StatedTime(printed: "5 ngày làm việc")
        procedure.localLimit = StatedTime(printed: "0,5 ngày làm việc")
        procedure.conditions = "Đủ 18 tuổi"
        procedure.legalBases = [LegalBasis(name: "Luật", number: "60/2014/QH13"), LegalBasis(name: "Khác", number: "")]
        procedure.results = [ProcedureResult(name: "Giấy", code: "KQ.G15.000001")]
        procedure.related = ["Khác"]
        procedure.services = [
            DatedService(.level(.paid), from: Self.day("2019-01-01"), to: Self.day("2022-08-14")),
            DatedService(.partial(reason: "Kiểm tra"), from: Self.day("2022-08-15"), to: Self.day("2023-12-31")),
            DatedService(.full, from: Self.day("2024-01-01")),
        ]
        procedure.process = [
            ProcessStep(name: "Tiếp nhận", performer: "Một cửa", time: StatedTime(printed: "2 giờ")),
            ProcessStep(name: "Ký", performer: "", time: nil),
        ]
        procedure.link = "https://example.org/1"
        return procedure
    }

    static func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? Timestamp(milliseconds: 0).vietnamDate }
}
