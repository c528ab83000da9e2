import Dossiers
import Kernel
import Testing

/// Which text of law calls a form what, and from which day on (OS-34, OS-35).
@Suite struct `Editions of the forms` {
    @Test(
        arguments: [
            ("2018-06-20", PaperForm.receipt, nil, nil),
            ("2018-06-21", .receipt, "", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
            ("2018-06-21", .refusal, "", "Phiếu từ chối giải quyết hồ sơ thủ tục hành chính"),
            ("2019-01-05", .apology, "", "Phiếu đề nghị gia hạn thời gian giải quyết"),
            ("2019-01-06", .apology, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
            ("2019-01-06", .refusal, "03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
            ("2025-09-14", .control, "05", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
            ("2025-09-15", .control, "06", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
            ("2025-09-14", .stop, nil, nil), ("2025-09-15", .stop, "05", "Thông báo dừng giải quyết hồ sơ"),
        ] as [(String, PaperForm, String?, String?)])
    func `hold from their day on`(day: String, form: PaperForm, number: String?, title: String?) {
        let edition = FormEdition.of(form, on: Papers.day(day))
        #expect(edition.map { $0.number ?? "" } == number && edition?.title.vi == title)
    }

    @Test func `number the circular's forms from 01 to 06, small ones on A5 and the book on A4 (TT 01/2018 Đ9)`() {
        let forms = FormEdition.all.filter { $0.source == "Thông tư 01/2018/TT-VPCP Đ9" }
        #expect(forms.map(\.number) == ["01", "02", "03", "04", "05", "06"] && forms.filter(\.isA4).map(\.form) == [.register])
    }

    @Test func `say which text has not been read`() {
        #expect(FormEdition.all.filter { !$0.isCertain }.map(\.source) == Array(repeating: "Thông tư 03/2025/TT-VPCP", count: 7))
    }
}
