import Dossiers
import Foundation
import Kernel
import Platform
import TestSupport
import Testing

/// The forms on paper, each against the fields of the handbook (OS-34…37).
@Suite(.enabled(if: PrintedPaper.canBeRead, "WeasyPrint, poppler or zbarimg is not there")) struct `Forms on paper` {
    private func expect(_ paper: PrintedPaper, _ said: [String]) throws {
        let text = try paper.text()
        for words in said { #expect(text.contains(words.unspaced), "\(words)") }
    }

    private let state = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND XÃ EA SÚP"]

    @Test func `01 has agency, codes, person, papers, times to the minute, place, fees, book and two signatures`() async throws {
        let paper = try await PrintedPaper(Papers.receipt.html(try Papers.edition(.receipt), try Papers.words()))
        try expect(
            paper,
            state + [
                "UBND TỈNH ĐẮK LẮK", "Số: 975/TNHS", "Ea Súp, ngày 08 tháng 10 năm 2026", "Mẫu số 01 (Thông tư 01/2018/TT-VPCP Đ9)",
                "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: H15.50.05.13-261008-0975",
                "Tiếp nhận hồ sơ của: Nguyễn Thị Ánh Tuyết", "Địa chỉ: Thôn 4, xã Ea Súp, tỉnh Đắk Lắk", "Điện thoại: 0912 345 678",
                "Email: tuyet@example.vn", "Nội dung yêu cầu giải quyết: Đăng ký khai sinh", "Bản chính", "Bản sao chứng thực", "Bản chụp",
                "1 Tờ khai đăng ký khai sinh 1", "2 Giấy chứng sinh 2", "3 Căn cước của người đi khai 3", "Số lượng hồ sơ (bộ): 2",
                "Thời gian giải quyết theo quy định: 05 ngày làm việc",
                "Thời gian tiếp nhận hồ sơ: 09 giờ 05 phút, ngày 08 tháng 10 năm 2026",
                "Thời gian hẹn trả kết quả: 17 giờ 30 phút, ngày 15 tháng 10 năm 2026", "Nơi nhận kết quả: Bộ phận Một cửa xã Ea Súp",
                "Lệ phí đăng ký khai sinh 8.000 đồng (đã nộp); Phí bản sao 1.250.000 đồng (chưa nộp)",
                "quyển số: 01/2026", "Số thứ tự: 975", "NGƯỜI NỘP HỒ SƠ", "Trần Văn Bình", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Lê Văn Cường",
            ])
        let pages = try paper.pages()
        #expect(pages.count == 1 && abs(pages[0].width - 419.5) < 1 && abs(pages[0].height - 595.3) < 1)
    }

    @Test func `01 comes as two sheets where both are asked for: one for the office, one for the citizen`() async throws {
        let paper = try await PrintedPaper(Papers.receipt.html(try Papers.edition(.receipt), try Papers.words(), bothCopies: true))
        try expect(paper, ["Liên 1: Lưu tại Bộ phận Một cửa", "Liên 2: Giao cho người nộp hồ sơ"])
        #expect(try paper.pages().count == 2)
    }

    @Test func `02 has number, person, request, the table of what is missing, reason, contact and the guide's signature`() async throws {
        let paper = try await PrintedPaper(Papers.supplement.html(try Papers.edition(.supplement), try Papers.words()))
        try expect(
            paper,
            state + [
                "Mẫu số 02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Số: 12/YCBS", "Nguyễn Thị Ánh Tuyết", "Đăng ký khai sinh",
                "1 Giấy chứng sinh Nộp bản chính", "2 Tờ khai Ghi rõ nơi sinh", "Lý do: Bản chụp không có chứng thực",
                "Khi cần, liên hệ: Lê Văn Cường, 0262 3 688 688", "NGƯỜI HƯỚNG DẪN",
            ])
    }

    @Test func `03 has person, request, reason and two signatures, and needs no code`() async throws {
        let paper = try await PrintedPaper(Papers.refusal.html(try Papers.edition(.refusal), try Papers.words()))
        try expect(
            paper,
            state + [
                "Mẫu số 03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Số: 03/TC", "Nguyễn Thị Ánh Tuyết", "Đăng ký khai sinh",
                "Lý do từ chối: Không thuộc thẩm quyền giải quyết. Đề nghị nộp tại xã Ea Bung.", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
            ])
        #expect(try !paper.text().contains("Mãhồsơ"))
    }

    @Test func `04 has number, receipt, field, slip, both appointments, reason, apology, recipients and the head`() async throws {
        let paper = try await PrintedPaper(Papers.apology.html(try Papers.edition(.apology), try Papers.words()))
        try expect(
            paper,
            state + [
                "Mẫu số 04", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Số: 07/XLHL", "Kính gửi: Nguyễn Thị Ánh Tuyết",
                "Thời gian tiếp nhận hồ sơ: 09 giờ 05 phút, ngày 08 tháng 10 năm 2026", "Lĩnh vực: Hộ tịch",
                "Số giấy tiếp nhận và hẹn trả: 975/TNHS", "trước đây: 17 giờ 30 phút, ngày 15 tháng 10 năm 2026",
                "Chờ xác minh nơi sinh", "UBND xã Ea Súp xin lỗi",
                "Hẹn lại thời gian trả kết quả: 17 giờ 30 phút, ngày 20 tháng 10 năm 2026",
                "Nơi nhận:", "- Bộ phận Một cửa", "- Lưu: VT", "CHỦ TỊCH", "Phạm Thị Dung",
            ])
    }

    @Test func `04 is the decree's request for more time before the circular (OS-35)`() async throws {
        let paper = try await PrintedPaper(Papers.apology.html(try Papers.edition(.apology, on: "2018-12-31"), try Papers.words()))
        try expect(paper, ["PHIẾU ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"])
        #expect(try !paper.text().contains("Mẫusố"))
    }

    @Test func `05 has the code and for each body when it was handed over, signatures, the result and a note`() async throws {
        let paper = try await PrintedPaper(Papers.control.html(try Papers.edition(.control), try Papers.words()))
        try expect(
            paper,
            state + [
                "Mẫu số 05", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "H15.50.05.13-261008-0975",
                "1. Giao, nhận lúc: 09 giờ 05 phút, ngày 08 tháng 10 năm 2026", "Bên giao Bộ phận Một cửa",
                "Bên nhận Công chức Tư pháp - hộ tịch", "(Ký và ghi rõ họ tên)", "☒ Trước hạn", "☐ Đúng hạn", "☒ Quá hạn",
                "Ghi chú: Đủ giấy tờ",
                "3. Giao, nhận lúc: …… giờ …… phút, ngày …… tháng …… năm ……",
            ])
    }

    @Test func `06 numbers its rows on through the year, its pages, and is closed and signed (OS-36)`() async throws {
        let closing = RegisterBook.Closing(day: Papers.day("2026-12-31"), signer: "Phạm Thị Dung")
        let book = Papers.register(rows: 40, volume: 2, first: 131, closing: closing)
        let paper = try await PrintedPaper(book.html(try Papers.edition(.register), try Papers.words()))
        try expect(
            paper,
            state + [
                "Mẫu số 06", "SỔ THEO DÕI HỒ SƠ", "Năm 2026, quyển số 2", "giáp lai",
                "131 H15.50.05.13-261008-1000 Đăng ký khai sinh Nguyễn Văn 0",
                "170 H15.50.05.13-261008-1039", "09:05 08/10/2026", "17:30 15/10/2026", "09:15 14/10/2026", "Trực tiếp", "Ký nhận",
                "Khóa sổ ngày 31 tháng 12 năm 2026: 40 hồ sơ, từ số 131 đến số 170.", "NGƯỜI ĐỨNG ĐẦU BỘ PHẬN MỘT CỬA",
                "(Ký, ghi rõ họ tên và đóng dấu)", "Phạm Thị Dung",
            ])
        let pages = try paper.pages()
        #expect(pages.count > 1 && pages.allSatisfy { abs($0.width - 841.9) < 1 && abs($0.height - 595.3) < 1 })
        try expect(paper, (1...pages.count).map { "\($0)/\(pages.count)" })
        let first = try await PrintedPaper(Papers.register(rows: 1).html(try Papers.edition(.register), try Papers.words()))
        try expect(first, ["01 H15.50.05.13-261008-1000"])
        #expect(try !first.text().contains("Khóasổ"))
    }

    @Test func `the list of a hand-over has every column, and its days as they are (OS-37)`() async throws {
        let paper = try await PrintedPaper(Papers.handover.html(try Papers.words()))
        try expect(
            paper,
            state + [
                "DANH SÁCH BÀN GIAO HỒ SƠ", "Bên giao: Bộ phận Một cửa xã Ea Súp", "Bên nhận: Chi nhánh Văn phòng đăng ký đất đai",
                "1 000.17.22.H56-210531-0001 Cấp đổi giấy chứng nhận 3 Trần Thị Hoa Thôn 7 0987 654 321 31/05/2021 14/06/2021 29/06/2021 Kèm bản đồ",
            ])
    }

    @Test func `the notice of a stop is a form since 15/09/2025 (OS-35)`() async throws {
        let edition = try Papers.edition(.stop, on: "2026-10-12")
        let paper = try await PrintedPaper(Papers.stop.html(edition, try Papers.words()))
        try expect(
            paper,
            state + [
                "Mẫu số 05", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Kính gửi: Nguyễn Thị Ánh Tuyết", "không bổ sung trong thời hạn",
                "Căn cứ: Phiếu yêu cầu bổ sung số 12/YCBS", "CHỦ TỊCH",
            ])
    }

    @Test(
        arguments: [
            "H15.50.05.13-261008-0975", "000.17.22.H56-210531-0001", "H15-261008-9999",
            "A12.ABCDEFGHIJKLMNOPQRSTUVWXYZ01234-261008-1234",
        ])
    func `a scanner reads the stripes as the code and the square as the address`(code: String) async throws {
        var slip = Papers.receipt
        slip.code = PaperCode(code, tracking: "https://cchc.example.vn/dossiers/track?code=\(code)")
        let read = try await PrintedPaper(slip.html(try Papers.edition(.receipt), try Papers.words())).scanned()
        #expect(read == [code, "https://cchc.example.vn/dossiers/track?code=\(code)"])
        slip.code = PaperCode(code)
        #expect(try await PrintedPaper(slip.html(try Papers.edition(.receipt), try Papers.words())).scanned() == [code])
    }

    @Test func `nothing is cut, however long names are and however many papers there are`() async throws {
        // The longest names of the national portal's procedures, and a word that no line holds.
        let name = String(
            repeating: "Thủ tục chấm dứt hoạt động của dự án đầu tư thuộc thẩm quyền chấp thuận của Ủy ban nhân dân cấp tỉnh; ", count: 12)
        var slip = Papers.receipt
        slip.request = name + "hết tên thủ tục"
        slip.person.name = String(repeating: "W", count: 200)
        slip.person.address = "<b>Thôn & xã</b> \"4\""
        slip.head.agency = String(repeating: "Trung tâm Phục vụ hành chính công ", count: 6) + "cuối"
        slip.papers = (1...40).map {
            .init("Giấy tờ thứ \($0) " + String(repeating: "kèm bản vẽ hoàn công ", count: 12) + "hết \($0).", originals: $0)
        }
        let paper = try await PrintedPaper(slip.html(try Papers.edition(.receipt), try Papers.words()))
        let text = try paper.body()
        #expect(text.contains(slip.request.unspaced) && text.contains(slip.person.name) && text.contains(slip.person.address.unspaced))
        #expect(text.contains(slip.head.agency.uppercased().unspaced))
        for (index, line) in slip.papers.enumerated() {
            #expect(text.contains("\(index + 1)\(line.name)\(line.originals)".unspaced), "\(index + 1)")
        }
        let pages = try paper.pages()
        #expect(pages.count > 4)
        for page in pages {
            for word in page.words {
                #expect(word[0] > 20 && word[1] > 15 && word[2] < page.width - 20 && word[3] < page.height - 10, "\(word)")
            }
        }
    }

    @Test(arguments: Language.allCases) func `every word has a text, and what is empty is a line to write on`(language: Language) throws {
        let words = try Papers.words(language)
        var empty = Papers.receipt
        (empty.person.phone, empty.papers, empty.fees, empty.due) = ("", [], [], nil)
        let sheets = [
            Papers.receipt.html(try Papers.edition(.receipt), words, bothCopies: true), empty.html(try Papers.edition(.receipt), words),
            Papers.supplement.html(try Papers.edition(.supplement), words), Papers.refusal.html(try Papers.edition(.refusal), words),
            Papers.apology.html(try Papers.edition(.apology), words), Papers.control.html(try Papers.edition(.control), words),
            Papers.register(rows: 0, closing: .init(day: Papers.day("2026-12-31"), signer: "")).html(try Papers.edition(.register), words),
            Papers.handover.html(words), Papers.stop.html(try Papers.edition(.stop, on: "2026-01-01"), words),
        ]
        for sheet in sheets { #expect(!sheet.text.contains("dossiers.paper")) }
        #expect(sheets[1].text.contains("<span class=\"blank\"></span>") && !sheets[0].text.contains("<span class=\"blank\"></span>"))
    }
}
