import Foundation
import Kernel
import Procedures

/// Lines as the national portal gives them, and its run-together tables, made from our own rows.
enum PortalSample {
    static let code = "1.999001"

    /// A line of the list: code and name, and what `parts` say by the portal's keys.
    static func line(_ parts: [String: Any] = [:]) throws -> String {
        var object: [String: Any] = ["ma_thu_tuc": code, "ten_thu_tuc": "Thủ tục thử"]
        for (key, value) in parts { object[key] = value }
        return String(decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]), as: UTF8.self)
    }

    /// The one procedure of a line that has this part.
    static func read(_ key: String, _ text: String) throws -> ReadProcedure {
        var lines = PortalLines(file: "list.jsonl")
        let read = lines.take(Array(try line([key: text]).utf8)) + lines.end()
        try lines.log.check()
        guard let procedure = read.first, read.count == 1 else { throw Missing() }
        return procedure
    }

    static func ways(_ table: String) throws -> ReadProcedure {
        try read("cach_thuc_thuc_hien", "Hình thức nộpThời gianPhí, lệ phíMô tả" + table)
    }

    static func components(_ table: String) throws -> ReadProcedure { try read("thanh_phan_ho_so", table) }
    static func legalBases(_ table: String) throws -> ReadProcedure { try read("can_cu_phap_ly", "Tên văn bản pháp lýMã văn bản" + table) }
    static func results(_ list: String) throws -> ReadProcedure { try read("ket_qua_xu_ly", list) }

    struct Missing: Error {}
}

/// Rows run together again, as the portal would print them.
enum PortalPrint {
    static func ways(_ ways: [SubmissionWay]) -> String {
        "Hình thức nộpThời gianPhí, lệ phíMô tả"
            + ways.map { way in
                let channel =
                    switch way.channel {
                    case .online: "Trực tuyến"
                    case .post: "Dịch vụ bưu chính"
                    case .counter: "Trực tiếp"
                    }
                let note = way.fee.note.isEmpty ? "" : "(\(way.fee.note))"
                return channel + (way.time?.printed ?? "Không có thông tin") + way.fee.printed + note + way.description
            }.joined()
    }

    static func components(_ cases: [ComponentCase]) -> String {
        cases.map { group in
            let rows = group.papers.map { paper in
                let copies = paper.copies.map { $0 > 0 ? ",\($0) bản sao" : "" } ?? ""
                return paper.name + paper.forms.joined() + (paper.originals.map { "\($0) bản chính" } ?? "") + copies
            }
            return (group.name.isEmpty ? "--" : group.name) + "Tên giấy tờMẫu đơn, tờ khaiSố lượng" + rows.joined()
        }.joined()
    }

    static func legalBases(_ bases: [LegalBasis]) -> String {
        "Tên văn bản pháp lýMã văn bản" + bases.map { $0.name + $0.number }.joined()
    }

    static func results(_ results: [ProcedureResult]) -> String { results.map { "\($0.name)Mã: \($0.code)" }.joined() }
}
