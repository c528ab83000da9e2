import Foundation
import HTTPTypes
import Kernel
import Office
import Platform
import TestSupport
import Testing

@Suite struct `The papers of a publication (NĐ 30/2020)` {
    @Test(.enabled(if: OtherProgram.weasyprint != nil && OtherProgram.pdftotext != nil, "WeasyPrint or pdftotext is not there"))
    func `carry the form of the state, the root, and every name as it is written`() async throws {
        try await DecidedRound.open { round in
            let root = try await round.prepare()
            let draft = try await round.call(.get, "/rankings/desk/cchc-2026/decision.pdf", by: .councilSecretary)
            let drafted = try OtherProgram.text(ofPDF: draft.bytes)
            #expect(drafted.contains("/QĐ-UBND") && drafted.filter { !$0.isWhitespace }.contains(root))
            try await round.issue()
            let paper = try await round.open("/rankings/publications/cchc-2026/decision.pdf")
            let text = try OtherProgram.text(ofPDF: paper.bytes).precomposedStringWithCanonicalMapping
            for words in [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ", "Số: 123/QĐ-UBND",
                "Phú Thọ, ngày 01 tháng 9 năm 2026", "QUYẾT ĐỊNH", "Căn cứ Luật Tổ chức chính quyền địa phương;",
                "Theo đề nghị của Giám đốc Sở Nội vụ.", "Điều 1.", "Nơi nhận:", "- Lưu: VT", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
                "Nguyễn Thị Ánh", "Phụ lục I", "Phụ lục II", "Sở Tài chính", "Phường Ắt Đậu", "Xã Tam Phước",
            ] { #expect(text.contains(words), "\(words)") }
            #expect(text.filter { !$0.isWhitespace }.contains(root), "the root is printed in the decision")
            let annex = try await round.open("/rankings/publications/cchc-2026/blocks/communes/annex.pdf")
            let rows = try OtherProgram.text(ofPDF: annex.bytes).precomposedStringWithCanonicalMapping
            #expect(rows.contains(/1\s+Xã Tam Phước\s+9,00\s+10,00\s+90,00%\s+Tốt/), "\(rows)")
            #expect(rows.contains("(Kèm theo Quyết định số 123/QĐ-UBND"))
        }
    }

    @Test(.enabled(if: OtherProgram.python != nil, "CCHC_PYTHON names no Python with openpyxl"))
    func `open as workbooks with the form above, whose header row comes again on every page`() async throws {
        try await DecidedRound.open { round in
            try await round.prepare()
            try await round.issue()
            let file = try await round.open("/rankings/publications/cchc-2026/blocks/departments/annex.xlsx")
            let script = """
                import sys, json, openpyxl
                sheet = openpyxl.load_workbook(open(sys.argv[1], "rb")).active
                rows = [[str(c) for c in row if c is not None] for row in sheet.iter_rows(values_only=True)]
                print(json.dumps({"titles": sheet.print_title_rows, "paper": sheet.page_setup.paperSize, "rows": rows}))
                """
            let text = try OtherProgram.read(file.bytes, OtherProgram.python) { ["-c", script, $0] }
            let book = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let rows = try #require(book["rows"] as? [[String]])
            #expect(rows[0].last == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" && rows[1].first == "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ")
            let header = try #require(rows.firstIndex { $0.first == "Hạng" })
            #expect(book["titles"] as? String == "$\(header + 1):$\(header + 1)")
            #expect(String(describing: book["paper"] ?? "") == "9")
            #expect(rows[header + 1].prefix(2) == ["1", "Sở Tài chính"] && rows[header + 3].contains("Sở Y tế"))
        }
    }
}
