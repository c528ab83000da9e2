import Procedures
import Testing

/// Shapes of the portal's tables of papers (PR-3), each as it comes in the national list, with words of our own.
@Suite struct `The tables of papers` {
    private static let heading = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"

    @Test func `end a row with its numbers`() throws {
        let read = try PortalSample.components(
            "--\(Self.heading)Tờ khai1 bản chính- Ảnh 3x40 bản chính,2 bản saoGiấy tờ khác (nếu có).1 bản chính,1 bản sao")
        // The size of a photograph and a number run together.
        #expect(read.unread.map(\.reason) == [.countRunsIntoName])
        let papers = read.procedure.components.first?.papers
        #expect(papers?.map(\.name) == ["Tờ khai", "- Ảnh 3x40 bản chính,2 bản sao", "Giấy tờ khác (nếu có)."])
        #expect(papers?.map(\.originals) == [1, nil, 1])
        #expect(papers?.map(\.copies) == [0, nil, 1])
    }

    @Test func `have the name of a case between them`() throws {
        let read = try PortalSample.components(
            "a) Cấp mới:\(Self.heading)Đơn1 bản chínhb) Cấp lại\(Self.heading)Đơn1 bản chínhGiấy phép cũ0 bản chính,1 bản sao--")
        #expect(read.unread.isEmpty)
        // What stands behind the last row of a table and before the next headings is the next case; a row has numbers.
        #expect(read.procedure.components.map(\.name) == ["a) Cấp mới:", "b) Cấp lại"])
        #expect(read.procedure.components.map(\.papers.count) == [1, 2])
        #expect(read.procedure.components.last?.papers.last == .init(name: "Giấy phép cũ", originals: 0, copies: 1))
    }

    @Test(arguments: [
        ("Tờ khai hải quan: 01 bản chính;1 bản chính", "Tờ khai hải quan: 01 bản chính;"),
        ("Hợp đồng: 01 bản chính1 bản chính", "Hợp đồng: 01 bản chính"),
        ("Văn bản (01 bản chính) có xác nhận1 bản chính", "Văn bản (01 bản chính) có xác nhận"),
        ("Nộp 02 bản chính tờ khai\t1 bản chính", "Nộp 02 bản chính tờ khai"), ("Sơ đồ; 1 bản chính", "Sơ đồ;"),
    ])
    func `keep numbers that stand in a name`(row: String, name: String) throws {
        let read = try PortalSample.components("--\(Self.heading)\(row)- Đơn2 bản chính")
        #expect(read.unread.isEmpty)
        #expect(read.procedure.components.first?.papers.map(\.name) == [name, "- Đơn"])
        #expect(read.procedure.components.first?.papers.map(\.originals) == [1, 2])
    }

    @Test(arguments: [
        ("Đơn theo mẫu;Mẫu số 05.docx", "Đơn theo mẫu;", ["Mẫu số 05.docx"]),
        ("Đơn theo Nghị định 33/2026/NĐ-CPMẫu 1.docxMẫu 2.pdf", "Đơn theo Nghị định 33/2026/NĐ-CP", ["Mẫu 1.docx", "Mẫu 2.pdf"]),
        ("Đơn theo Nghị định 33/2026/NĐ-CPmau so 9.DOC", "Đơn theo Nghị định 33/2026/NĐ-CP", ["mau so 9.DOC"]),
        ("Đơn ngày 01/7/2025Mau 7.rtf", "Đơn ngày 01/7/2025", ["Mau 7.rtf"]),
        ("Bản đồMau 35 - Phu luc II_36.2025.TT-BXX_02.7.2025.doc", "Bản đồ", ["Mau 35 - Phu luc II_36.2025.TT-BXX_02.7.2025.doc"]),
        ("Quyết định 24/2026/QĐ-TTgMẫu 1.xlsx", "Quyết định 24/2026/QĐ-TTg", ["Mẫu 1.xlsx"]),
    ])
    func `tell the files of forms at the one seam`(row: String, name: String, forms: [String]) throws {
        let read = try PortalSample.components("--\(Self.heading)\(row)1 bản chính")
        #expect(read.unread.isEmpty)
        #expect(read.procedure.components.first?.papers == [.init(name: name, originals: 1, copies: 0, forms: forms)])
    }

    @Test(arguments: [
        "Đơn theo mẫu.docx", "Đơn (Mẫu CT01).1.MuCT01.doc", "Đơn:Có xác nhận.Mẫu 1.docx", "Đơn;Mẫu 1.docx kèm theo;Mẫu 2.docx",
    ])
    func `leave a form with the name where no seam or more show`(row: String) throws {
        let read = try PortalSample.components("--\(Self.heading)\(row)1 bản chính")
        #expect(read.unread.map(\.reason) == [.formRunsIntoName])
        #expect(read.procedure.components.first?.papers == [.init(name: row, originals: 1, copies: 0)])
    }

    @Test(arguments: [
        ("Đơn theo Thông tư ngày 13/02/20261 bản chính", "Đơn theo Thông tư ngày 13/02/2026"),
        ("Luật Đất đai năm 20241 bản chính", "Luật Đất đai năm 2024"),
    ])
    func `part a year from the number behind it`(row: String, name: String) throws {
        let read = try PortalSample.components("--\(Self.heading)\(row)")
        #expect(read.unread.isEmpty)
        #expect(read.procedure.components.first?.papers == [.init(name: name, originals: 1, copies: 0)])
    }

    @Test(arguments: [
        ("--\(heading)Đơn theo Mẫu số 131 bản chính", Unread.Reason.countRunsIntoName, "Đơn theo Mẫu số 131 bản chính"),
        ("--\(heading)Đơn1 bản chínhGhi chú", .textBehindTable, "Ghi chú"),
        ("--\(heading)Đơn.1 bản chính (1.2) Nhà1 bản chính", .rowWithoutEnd, "Đơn.1 bản chính (1.2) Nhà"),
        ("; nộp cho cơ quan", .noTable, "; nộp cho cơ quan"),
    ])
    func `say what they could not understand and keep it as text`(text: String, reason: Unread.Reason, kept: String) throws {
        let read = try PortalSample.components(text)
        #expect(read.unread.map(\.reason) == [reason])
        #expect(read.procedure.components.flatMap { [$0.name] + $0.papers.map(\.name) }.contains(kept))
    }

    @Test(arguments: ["", "--", "Không có thông tin"])
    func `are none where nothing is said`(text: String) throws {
        let read = try PortalSample.components(text)
        #expect(read.procedure.components.isEmpty && read.unread.isEmpty)
    }
}
