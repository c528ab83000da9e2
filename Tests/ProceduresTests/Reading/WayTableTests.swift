import Kernel
import Procedures
import Testing

/// Shapes of the portal's table of ways (PR-3), each as it comes in the national list, with words of our own.
@Suite struct `The table of ways to hand in` {
    @Test func `is parted into rows at a channel that a time and a fee follow`() throws {
        let read = try PortalSample.ways(
            "Trực tuyến5 Ngày làm việcMiễn phíDịch vụ bưu chính7 NgàyKhông có thông tinTrực tiếp5 Ngày làm việc1,200,000 Việt Nam Đồng")
        #expect(read.unread.isEmpty)
        #expect(read.procedure.ways.map(\.channel) == [.online, .post, .counter])
        #expect(read.procedure.ways.map(\.fee.amount) == [.free, .unstated, .dong(1_200_000)])
        #expect(
            read.procedure.ways.map(\.time?.span) == [
                StatedTime.Span(5, .workingDays), StatedTime.Span(7, .calendarDays), StatedTime.Span(5, .workingDays),
            ])
    }

    @Test func `parts note and description by the bracket that closes`() throws {
        let read = try PortalSample.ways(
            "Trực tuyến8 Giờ300,000 VNĐ(Phí (lần đầu) 300.000 đồng)Kể từ khi nhận đủ hồ sơ. Nộp Trực tiếp tại quầy hoặc Trực tuyến: qua cổng."
        )
        #expect(read.unread.isEmpty)
        #expect(read.procedure.ways.count == 1)
        #expect(read.procedure.ways.first?.fee.note == "Phí (lần đầu) 300.000 đồng")
        #expect(
            read.procedure.ways.first?.description == "Kể từ khi nhận đủ hồ sơ. Nộp Trực tiếp tại quầy hoặc Trực tuyến: qua cổng.")
    }

    @Test(arguments: [
        ("Trực tuyến3 ThángMiễn phí", Optional(StatedTime.Span(3, .months))),
        ("Trực tuyến24 GiờMiễn phí", StatedTime.Span(24, .hours)),
        ("Trực tuyến1.5 Ngày làm việcMiễn phí", StatedTime.Span(Number(digits: 15, scale: 1), .workingDays)),
        ("Trực tuyếnKhông có thông tinMiễn phí", nil),
    ])
    func `states times of each unit`(table: String, span: StatedTime.Span?) throws {
        let read = try PortalSample.ways(table)
        #expect(read.unread.isEmpty)
        #expect(read.procedure.ways.first?.time?.span == span)
    }

    @Test(arguments: [
        ("Trực tuyến10 USD", Unread.Reason.timeRunsIntoFee), ("Trực tuyến120 VNĐ(20.000 đ/tờ khai)", .timeRunsIntoFee),
        ("Trực tuyến1Miễn phí", .timeWithoutUnit), ("Trực tuyến1100,000 VNĐ", .timeWithoutUnit),
        ("Trực tiếpKhông quy địnhMiễn phíQua cổng", .timeInWords),
        ("Trực tiếpHệ thống phản hồi tự động.Không có thông tinTại quầy", .timeInWords), ("Trực tiếp3 Ngày50 VNĐ(50.000 đ)", .feeTooSmall),
        ("Trực tiếp3 NgàyMiễn phí(Lệ phí lần đầu (miễn)05 ngày", .noteWithoutEnd),
        ("Trực tiếp3 NgàyMiễn phí(1) Trường hợp đầu", .noteWithoutEnd),
        ("Trực tiếp3 NgàyMiễn phí(Không)a) Qua cổng; b) tại quầy", .noteWithoutEnd), ("Tại quầy", .noTable),
        ("Tại quầyTrực tiếp3 NgàyMiễn phí", .noTable),
    ])
    func `says what it could not understand and keeps it as text`(table: String, reason: Unread.Reason) throws {
        let read = try PortalSample.ways(table)
        #expect(read.unread.map(\.reason) == [reason])
        #expect(read.unread.first?.field == .ways)
        #expect(read.printed[.ways]?.hasSuffix(table) == true)
    }

    @Test func `parts figures that run together only where there is one way to`() throws {
        let one = try PortalSample.ways("Trực tuyến1100,000 VNĐ").procedure.ways.first
        #expect(one?.time?.printed == "1")
        #expect(one?.fee.amount == .dong(100_000))
        let two = try PortalSample.ways("Trực tuyến120 VNĐ").procedure.ways.first
        #expect(two?.time == nil)
        #expect(two?.fee == Fee(printed: "120 VNĐ", .unread))
    }

    @Test func `has no note where no fee is stated`() throws {
        let read = try PortalSample.ways("Trực tiếp3 NgàyKhông có thông tin(1) Trường hợp đầu; (2) trường hợp sau.")
        #expect(read.unread.isEmpty && read.procedure.ways.first?.fee.note == "")
        #expect(read.procedure.ways.first?.description == "(1) Trường hợp đầu; (2) trường hợp sau.")
    }

    @Test func `keeps foreign money by its currency`() throws {
        let way = try PortalSample.ways("Trực tiếp5 Ngày làm việc10 USD(10 USD/thẻ)").procedure.ways.first
        #expect(way?.fee == Fee(printed: "10 USD", .foreign(10, currency: "USD"), note: "10 USD/thẻ"))
    }

    @Test(arguments: ["", "Không có thông tin", "  Không có thông tin\n"])
    func `is empty where nothing is said`(text: String) throws {
        let read = try PortalSample.read("cach_thuc_thuc_hien", text)
        #expect(read.procedure.ways.isEmpty && read.unread.isEmpty)
    }
}
