import Assessments
import Foundation
import HTTPTypes
import Kernel
import Office
import Platform
import TestSupport
import Testing

@Suite struct `The signed report` {
    /// What poppler reads in a paper, page by page.
    private static func pages(_ paper: [UInt8]) throws -> [String] {
        try OtherProgram.text(ofPDF: paper).split(separator: "\u{C}").map { page in
            page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    @Test(.enabled(if: OtherProgram.weasyprint != nil && OtherProgram.pdftotext != nil, "WeasyPrint or pdftotext is not there"))
    func `holds the score table, explanations, difficulties and proposals in the form of papers of state`() async throws {
        try await RoundHouse.open(printing: true) { house in
            try await house.claimAll("A")
            try await house.post("rounds/r26/units/A/withdrawal", ["reason": "x"], by: "head-a")
            let words = ["difficulties": "Thiếu <biên chế> & kinh phí", "proposals": "Tập huấn sớm hơn"]
            #expect(try await house.send("\(RoundHouse.sheet)/submission", words, by: "head-a").status == 303)
            let file = try await house.page("\(RoundHouse.sheet)/reports/self", by: "head-a")
            #expect(file.status == 200 && file.headers[.contentType] == "application/pdf")
            let pages = try Self.pages(file.bytes)
            let text = pages.joined(separator: " ")
            for part in [
                "SỞ TÀI CHÍNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ngày 2 tháng 3 năm 2026", "BÁO CÁO",
                "I. Bảng điểm tự đánh giá", "Tổng điểm tự đánh giá: 5,7 / 6", "II. Giải thích cách tính điểm",
                "1.1. Có kế hoạch: theo báo cáo",
                "III. Khó khăn, vướng mắc", "Thiếu <biên chế> & kinh phí", "IV. Kiến nghị, đề xuất", "Tập huấn sớm hơn",
                "THỦ TRƯỞNG ĐƠN VỊ",
                "head-a", "Bản nộp lần 2",
            ] { #expect(text.contains(part), "\(part): \(text)") }
            // Kept by its digest, it is the same paper for ever.
            #expect(try await house.page("\(RoundHouse.sheet)/reports/self", by: "auditor").bytes == file.bytes)
            #expect(try await house.page("\(RoundHouse.sheet)/reports/self", by: "officer-b").status == 404)
            #expect(try await house.page("\(RoundHouse.sheet)/reports/explanation", by: "head-a").status == 409)
        }
    }

    @Test(.enabled(if: OtherProgram.weasyprint != nil && OtherProgram.pdftotext != nil, "WeasyPrint or pdftotext is not there"))
    func `breaks between rows and counts its pages from the second on`() async throws {
        try await RoundHouse.open(printing: true) { house in
            let long = Array(repeating: "Đơn vị đã rà soát từng nhiệm vụ trong kế hoạch năm.", count: 70).joined(separator: " ")
            for (criterion, inputs) in [
                ("1.1", ["yes": "yes"]), ("1.2", ["numerator": "9", "denominator": "10"]), ("2.1", ["choice": "late"]),
            ] {
                try await house.put(house.leaf("A", criterion, "claim"), ["inputs": inputs, "comment": long], by: "officer-a")
            }
            try await house.post("rounds/r26/units/A/submission", ["difficulties": "", "proposals": ""], by: "head-a")
            let pages = try Self.pages(try await house.page("\(RoundHouse.sheet)/reports/self", by: "head-a").bytes)
            #expect(pages.count >= 3 && pages[0].hasPrefix("SỞ TÀI CHÍNH"))
            for (number, page) in pages.enumerated().dropFirst() { #expect(page.hasPrefix("\(number + 1) ")) }
            #expect(pages.last?.contains("THỦ TRƯỞNG ĐƠN VỊ") == true)
        }
    }

    /// A program in the place of the printer whose paper is the same whenever it is made.
    private static func stamp() throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "stamp-\(UUID().uuidString)")
        try Data("#!/bin/sh\ncat > /dev/null\nprintf '%%PDF-1.7'\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return file.path
    }

    @Test func `is kept whole or not at all`() async throws {
        let program = try Self.stamp()
        defer { try? FileManager.default.removeItem(atPath: program) }
        try await failsWhole(
            PrintReport.self,
            given: { services in
                try await RoundHouse.open(in: services) { try await $0.claimAll("A") }
            }
        ) { services in
            var services = services
            services.now = { Scene.moment("2026-03-03") }
            try await PrintReport(Workplace(services), PDFPrinter(program: program))(round: "r26", unit: "A", .claim)
        }
    }

    @Test func `waits while there is no printer, and what was opened again is not printed`() async throws {
        let program = try Self.stamp()
        defer { try? FileManager.default.removeItem(atPath: program) }
        try await RoundHouse.open(printing: true) { house in
            try await house.claimAll("A")
            await #expect(throws: OfficeError.self) { try await PrintReport(house.workplace, PDFPrinter(program: "/nowhere/printer"))() }
            let print = PrintReport(house.workplace, PDFPrinter(program: program))
            try await print()
            let kept = try #require(try await ReadReport(house.workplace)(round: "r26", unit: "A", .claim, by: .operating))
            #expect(kept.bytes == Array("%PDF-1.7".utf8))
            try await house.claimAll("B")
            house.goTo("2026-04-02")
            try await house.post(
                "rounds/r26/reopenings",
                ["unit": "B", "stage": "self_assessment", "until": "2026-04-20", "reason": "x"], by: "admin")
            try await house.put(
                house.leaf("B", "1.1", "claim"), ["inputs": ["yes": "no"], "comment": "sửa", "version": 1], by: "officer-b")
            try await print()
            #expect(try await ReadReport(house.workplace)(round: "r26", unit: "B", .claim, by: .operating) == nil)
        }
    }
}
