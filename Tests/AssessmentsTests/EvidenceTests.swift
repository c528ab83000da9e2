import Assessments
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import NIOCore
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Evidence of a unit` {
    private func send(_ house: RoundHouse, _ bytes: [UInt8], name: String, unit: String = "A", by person: String = "officer-a") async throws
        -> Answer
    {
        let query =
            "name=\(name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")&title=K%E1%BA%BF+ho%E1%BA%A1ch&issued=2026-01-15"
        return try await house.send(.post, "units/\(unit)/evidence/files?\(query)", ByteBuffer(bytes: bytes), by: person)
    }

    private func added(_ house: RoundHouse, _ bytes: [UInt8] = Papers.pdf) async throws -> String {
        let answer = try await send(house, bytes, name: "ke-hoach.pdf")
        return try #require(answer.json["id"] as? String, "\(answer.text)")
    }

    @Test(arguments: [
        ("ke-hoach.pdf", Papers.pdf, "application/pdf"), ("anh.bin", Papers.png, "image/png"), ("anh", Papers.jpeg, "image/jpeg"),
        ("bao-cao.docx", Papers.docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("bao-cao.odt", Papers.odt, "application/vnd.oasis.opendocument.text"),
        ("cu.doc", Papers.compound("WordDocument"), "application/msword"),
        ("cu.xls", Papers.compound("Workbook"), "application/vnd.ms-excel"),
    ]) func `is taken for what it is by its content, and given back as it was`(name: String, bytes: [UInt8], type: String) async throws {
        try await RoundHouse.open { house in
            let paper = try await send(house, bytes, name: name)
            #expect(paper.status == 200 && paper.json["type"] as? String == type, "\(paper.text)")
            #expect(paper.json["issued"] as? String == "2026-01-15" && paper.json["title"] as? String == "Kế hoạch")
            #expect(paper.json["digest"] as? String == FileDigest(of: bytes).rawValue && paper.json["size"] as? Int == bytes.count)
            let id = try #require(paper.json["id"] as? String)
            let file = try await house.client.execute(
                uri: "/api/v1/assessments/evidence/\(id)/file", method: .get, headers: [.authorization: "officer-a"])
            #expect(Array(buffer: file.body) == bytes && file.headers[.contentType] == type)
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        }
    }

    @Test(arguments: [
        ("ke-hoach.pdf", Papers.program, "office.document.program"),
        ("a.pdf", Papers.bytes("#!/bin/sh\nrm -rf\n"), "office.document.program"),
        ("a.pdf", Array(Papers.pdf.dropLast(20)), "office.document.broken"),
        ("a.png", Array(Papers.png.dropLast(8)), "office.document.broken"),
        ("a.docx", Array(Papers.docx.prefix(60)), "office.document.broken"), ("a.docx", Papers.bomb, "office.document.expands_too_much"),
        ("a.docx", Papers.docm, "office.document.macros"), ("a.xls", Papers.compound("_VBA_PROJECT"), "office.document.macros"),
        ("a.docx", Papers.compound("EncryptedPackage"), "office.document.encrypted"),
        ("a.msi", Papers.compound("Icon.exe"), "office.document.unknown"),
        ("a.pdf", Papers.bytes("<html><script>alert(1)</script>"), "office.document.unknown"), ("a.pdf", [], "office.document.empty"),
        ("a.zip", Papers.zip([("a.txt", [65])]), "office.document.unknown"),
    ]) func `is refused when it can act, is broken or is not what people read`(name: String, bytes: [UInt8], code: String) async throws {
        try await RoundHouse.open { house in
            let answer = try await send(house, bytes, name: name)
            #expect(answer.code == code && answer.status >= 400, "\(answer.text)")
            #expect((answer.json["detail"] as? String)?.contains(name) == true)
            #expect(try await house.get("units/A/evidence", by: "officer-a").list.isEmpty)
        }
    }

    @Test func `a name is words, never a path`() async throws {
        try await RoundHouse.open { house in
            let answer = try await send(house, Papers.pdf, name: "../../etc/pass\u{202E}fdp.exe")
            #expect(answer.json["file"] as? String == "passfdp.exe")
        }
    }

    @Test(arguments: [
        "http://tinh.gov.vn/a.pdf", "javascript:alert(1)", "https://", "https://localhost/a", "ftp://a.b/c", "//tinh.gov.vn",
        "https://a b.vn",
    ]) func `a link is a public address with https, or none`(link: String) async throws {
        try await RoundHouse.open { house in
            try await house.refused(
                "assessments.link_not_https", .post, "units/A/evidence/links", ["title": "Trang", "link": link], by: "officer-a")
            let good = ["title": "Trang", "link": "https://tinh.gov.vn/ke-hoach?so=12", "number": "12/KH-UBND"]
            let paper = try await house.post("units/A/evidence/links", good, by: "officer-a").json
            #expect(paper["link"] as? String == "https://tinh.gov.vn/ke-hoach?so=12" && paper["file"] == nil)
        }
    }

    @Test func `is cited by many leaves with section and page, and proves them`() async throws {
        try await RoundHouse.open { house in
            let paper = try await added(house)
            for criterion in ["1.1", "2.1"] {
                let citation: [String: any Sendable] = ["evidence": paper, "section": "Mục II", "page": "3"]
                try await house.post(house.leaf("A", criterion, "citations"), citation, by: "officer-a")
                try await house.refused(
                    "assessments.cited_already", .post, house.leaf("A", criterion, "citations"), citation, by: "officer-a")
            }
            try await house.put(house.leaf("A", "1.1", "claim"), ["inputs": ["yes": "yes"]], by: "officer-a")
            let sheet = try await house.get("rounds/r26/units/A", by: "head-a").json
            let open = (sheet["open_leaves"] as? [[String: Any]] ?? []).map { $0["field"] as? String }
            #expect(open == ["1.2", "2.1"], "1.1 is claimed and proven")
            let leaf = try await house.get(house.leaf("A", "1.1"), by: "officer-a").json["leaf"] as? [String: Any]
            let citation = try #require((leaf?["citations"] as? [[String: Any]])?.first)
            #expect(citation["section"] as? String == "Mục II" && citation["page"] as? String == "3")
            try await house.post(house.leaf("A", "1.1", "citations/\(citation["id"] ?? "")/removal"), by: "officer-a")
            try await house.refused(
                "assessments.no_such_citation", .post, house.leaf("A", "1.1", "citations/\(citation["id"] ?? "")/removal"), by: "officer-a")
        }
    }

    @Test func `can be removed and brought back until a leaf that cites it is locked (EXPECTED 10)`() async throws {
        try await RoundHouse.open { house in
            let paper = try await added(house)
            try await house.post(house.leaf("A", "1.1", "citations"), ["evidence": paper], by: "officer-a")
            try await house.post("evidence/\(paper)/removal", by: "officer-a")
            try await house.refused(
                "assessments.evidence_removed", .post, house.leaf("A", "2.1", "citations"), ["evidence": paper], by: "officer-a")
            try await house.post("evidence/\(paper)/restoration", by: "officer-a")
            try await house.claimAll("A")
            try await house.refused("assessments.evidence_locked", .post, "evidence/\(paper)/removal", by: "officer-a")
            try await house.post("rounds/r26/units/A/withdrawal", ["reason": "sửa"], by: "head-a")
            try await house.post("evidence/\(paper)/removal", by: "officer-a")
            house.goTo("2026-04-01")
            try await house.refused("assessments.evidence_locked", .post, "evidence/\(paper)/restoration", by: "officer-a")
        }
    }

    @Test func `a new version is cited where the leaf is open; what was judged stays what it was`() async throws {
        try await RoundHouse.open { house in
            let paper = try await added(house)
            for criterion in ["1.1", "2.1"] {
                try await house.post(house.leaf("A", criterion, "citations"), ["evidence": paper], by: "officer-a")
            }
            try await house.claimAll("A")
            house.goTo("2026-04-05")
            try await house.post(
                "rounds/r26/reopenings",
                ["unit": "A", "criterion": "2.1", "stage": "self_assessment", "until": "2026-04-20", "reason": "nhầm tệp"], by: "admin")
            let second = try await house.send(
                .post, "evidence/\(paper)/versions/files?name=moi.pdf", ByteBuffer(bytes: Papers.pdf + [10]), by: "officer-a")
            #expect(second.json["version"] as? Int == 2, "\(second.text)")
            func version(_ criterion: String) async throws -> Int? {
                let leaf = try await house.get(house.leaf("A", criterion), by: "officer-a").json["leaf"] as? [String: Any]
                return ((leaf?["citations"] as? [[String: Any]])?.first?["evidence"] as? [String: Any])?["version"] as? Int
            }
            #expect(try await version("1.1") == 1)
            #expect(try await version("2.1") == 2)
            let link = ["title": "x", "link": "https://tinh.gov.vn/x"]
            try await house.refused("assessments.evidence_replaced", .post, "evidence/\(paper)/versions/links", link, by: "officer-a")
            try await house.refused(
                "assessments.evidence_replaced", .post, house.leaf("A", "2.1", "citations"), ["evidence": paper], by: "officer-a")
            let versions = try await house.get("evidence/\(paper)", by: "officer-a").json["versions"] as? [[String: Any]]
            #expect(versions?.map { $0["version"] as? Int } == [2, 1])
        }
    }

    @Test func `of an explanation is new, for the appraiser saw the other (PI-74)`() async throws {
        try await RoundHouse.open { house in
            let paper = try await added(house)
            try await house.post(house.leaf("A", "1.2", "citations"), ["evidence": paper], by: "officer-a")
            try await house.claimAll("A")
            house.goTo("2026-04-05")
            try await house.put(
                house.leaf("A", "1.2", "appraisal"), ["inputs": ["points": "1"], "comment": "thiếu"], by: "appraiser-1")
            house.goTo("2026-05-05")
            let again: [String: any Sendable] = ["evidence": paper, "stage": "explanation"]
            let path = house.leaf("A", "1.2", "citations")
            try await house.refused("assessments.explanation_needs_new_evidence", .post, path, again, by: "officer-a")
            let other = try await added(house, Papers.docx)
            try await house.post(path, ["evidence": other, "stage": "explanation"], by: "officer-a")
            try await house.refused("assessments.too_late.self_assessment", .post, path, ["evidence": other], by: "officer-a")
        }
    }

    @Test func `is seen by its unit, and by those who may see a leaf that cites it`() async throws {
        try await RoundHouse.open { house in
            let paper = try await added(house)
            try await house.post(house.leaf("A", "1.1", "citations"), ["evidence": paper], by: "officer-a")
            for person in ["officer-b", "head-b", "appraiser-1", "appraiser-2", "stranger", "operator"] {
                try await house.refused("assessments.no_such_evidence", .get, "evidence/\(paper)", by: person)
                try await house.refused("assessments.no_such_evidence", .get, "evidence/\(paper)/file", by: person)
            }
            for person in ["officer-a", "head-a", "auditor", "admin"] { try await house.get("evidence/\(paper)", by: person) }
            try await house.refused("assessments.no_such_evidence", .post, "evidence/\(paper)/removal", by: "officer-b")
            house.goTo("2026-04-02")
            try await house.get("evidence/\(paper)", by: "appraiser-1")
            try await house.refused("assessments.no_such_evidence", .get, "evidence/\(paper)", by: "appraiser-2")
            try await house.refused("assessments.no_such_evidence", .get, "evidence/\(paper)", by: "officer-b")
        }
    }

    @Test func `of one unit is not cited by another`() async throws {
        try await RoundHouse.open { house in
            let paper = try await added(house)
            try await house.refused(
                "assessments.no_such_evidence", .post, house.leaf("B", "1.1", "citations"), ["evidence": paper], by: "officer-b")
            let strange = try await send(house, Papers.pdf, name: "a.pdf", unit: "B")
            #expect(strange.code == "assessments.not_your_unit")
        }
    }
}
