import Foundation
import Kernel
import Office
import Procedures
import Testing

@Suite struct `The portal's list` {
    private static func faults(_ text: [UInt8], limit: Int = 1 << 20) -> [String] {
        var lines = PortalLines(file: "list.jsonl", limit: limit)
        _ = lines.take(text) + lines.end()
        return lines.log.faults.map { "\($0.place.line) \($0.place.field ?? "-") \($0.code)" }
    }

    @Test func `gives a procedure with all its parts`() throws {
        let line = try PortalSample.line([
            "linh_vuc": "Hộ tịch", "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
            "doi_tuong_thuc_hien": "Tổ chức (không bao gồm doanh nghiệp, HTX), Công dân Việt Nam",
            "co_quan_co_tham_quyen": "Không có thông tin", "co_quan_thuc_hien": "Ủy ban nhân dân cấp xã", "so_quyet_dinh": "163/QĐ-BTP",
            "thu_tuc_lien_quan": "#Tên thủ tục1Thủ tục khác#1Tên thủ tụcThủ tục khác", "trinh_tu_thuc_hien": "  Bước 1\n",
            "detail_url": "https://example.test/1",
        ])
        let read = try PortalLines.read(InputFile(name: "list.jsonl", bytes: Array((line + "\r\n\r\n").utf8)))
        let procedure = try #require(read.first?.procedure)
        #expect(read.count == 1 && read[0].unread.isEmpty && read[0].place == Place(file: "list.jsonl", line: 1))
        #expect(procedure.levels == [.province, .commune])
        #expect(procedure.subjects == ["Tổ chức (không bao gồm doanh nghiệp, HTX)", "Công dân Việt Nam"])
        #expect(procedure.agencies.deciding == "" && procedure.agencies.implementing == "Ủy ban nhân dân cấp xã")
        #expect(procedure.related == ["Thủ tục khác"] && procedure.steps == "Bước 1" && procedure.version.decision == "163/QĐ-BTP")
    }

    @Test func `says which levels and subjects it does not know`() throws {
        #expect(try PortalSample.read("cap_thuc_hien", "Cấp xã, Cấp làng").unread.map(\.text) == ["Cấp làng"])
        let read = try PortalSample.read("doi_tuong_thuc_hien", "Người lạ, Hợp tác xã")
        #expect(read.unread.map(\.text) == ["Người lạ"] && read.procedure.subjects == ["Người lạ", "Hợp tác xã"])
        #expect(try PortalSample.read("thu_tuc_lien_quan", "Thủ tục khác").unread.map(\.reason) == [.noTable])
    }

    @Test func `is refused with line and key for each thing that is wrong`() throws {
        let sound = try PortalSample.line()
        let lines = [
            sound, "[]", "{\"ma_thu_tuc\":", try PortalSample.line(["ma_thu_tuc": 7, "linh_vuc": ["a"]]),
            try PortalSample.line(["ten_thu_tuc": " "]),
            try PortalSample.line(["ma_thu_tuc": "1.99"]), try PortalSample.line(["la": "?", "ma_thu_tuc": "1.999002"]), sound,
            try PortalSample.line(["ma_thu_tuc": "1.999003", "linh_vuc": "a\u{0}b"]), String(repeating: "[", count: 5000),
        ]
        #expect(
            Self.faults(Array(lines.joined(separator: "\n").utf8)) == [
                "2 - procedures.line_not_json", "3 - procedures.line_not_json", "4 linh_vuc procedures.value_not_text",
                "4 ma_thu_tuc procedures.value_not_text", "5 ten_thu_tuc procedures.value_missing",
                "6 ma_thu_tuc procedures.code_malformed",
                "7 la procedures.key_unknown", "8 ma_thu_tuc procedures.code_twice", "9 linh_vuc procedures.value_has_nul",
                "10 - procedures.line_not_json",
            ])
    }

    @Test func `is refused where its bytes are no text, and its other lines are looked at`() throws {
        let sound = Array(try PortalSample.line().utf8)
        #expect(Self.faults([0x7B, 0xFF, 0x7D, 0x0A] + sound + [0x0A]) == ["1 - procedures.line_not_utf8"])
        #expect(
            Self.faults([0x7B, 0x00, 0x7D, 0x0A] + sound + [0x0A, 0x5B]) == ["1 - procedures.line_has_nul", "3 - procedures.line_not_json"])
        #expect(Self.faults(Array(repeating: 0x20, count: 300) + [0x0A] + sound, limit: 200) == ["1 - procedures.line_too_long"])
        #expect(Self.faults([0xEF, 0xBB, 0xBF] + sound).isEmpty)
    }

    @Test func `is refused when it has no procedure`() throws {
        let faults = #expect(throws: Faults.self) { try PortalLines.read(InputFile(name: "empty.jsonl", bytes: Array("\n \n".utf8))) }
        #expect(faults?.faults.map(\.code) == ["procedures.list_empty"])
    }

    @Test func `is read the same in pieces of any size`() throws {
        let text = try (1...9).map { try PortalSample.line(["ma_thu_tuc": "1.99900\($0)", "linh_vuc": "Hộ tịch \($0)"]) }
        let bytes = Array(text.joined(separator: "\n").utf8)
        let whole = try PortalLines.read(InputFile(name: "list.jsonl", bytes: bytes))
        #expect(whole.count == 9)
        for size in [1, 2, 7, 64, 1000] {
            var lines = PortalLines(file: "list.jsonl")
            var read: [ReadProcedure] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                read += lines.take(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(read + lines.end() == whole, "pieces of \(size)")
        }
    }

    @Test func `makes two spellings of a letter one`() throws {
        let read = try PortalSample.read("linh_vuc", "Ho\u{323}\u{302} ti\u{323}ch")
        #expect(Array(read.procedure.field.utf8) == Array("Hộ tịch".utf8))
    }
}
