import Foundation
import Kernel

/// A dossier as systems of the state exchange it, in the fields of the national portal (OS-23).
///
/// A field of the wrong shape does not spoil its neighbours: it is remembered by name and refused with its dossier.
package struct ExchangedDossier: Codable, Sendable {
    /// Texts and numbers by the names of their fields.
    let fields: [String: String]
    /// Requests for supplements, with the appointments that they moved.
    let supplements: [[String: String]]
    /// What was done, step by step.
    let progress: [[String: String]]
    /// What was handed in.
    let papers: [[String: String]]
    /// What it costs, line by line.
    let fees: [[String: String]]
    /// Fields whose values are neither texts, numbers nor lists of such.
    let malformed: [String]

    static let names = [
        "MaHoSo", "MaTTHC", "KenhThucHien", "ChuHoSo", "LoaiDoiTuong", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo", "NgayTra", "HinhThuc",
        "NgayKetThucXuLy", "DonViXuLy", "NguoiXuLy", "ThoiDiemCapNhat", "DuocThanhToanTrucTuyen",
    ]

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Name.self)
        var wrong: [String] = []
        var texts: [String: String] = [:]
        for name in Self.names where values.contains(Name(name)) {
            if let text = Self.text(values, Name(name)) { texts[name] = text } else { wrong.append(name) }
        }
        func list(_ name: String) -> [[String: String]] {
            guard values.contains(Name(name)), (try? values.decodeNil(forKey: Name(name))) != true else { return [] }
            guard var items = try? values.nestedUnkeyedContainer(forKey: Name(name)), items.count ?? 0 <= Self.listLimit else {
                wrong.append(name)
                return []
            }
            var list: [[String: String]] = []
            while !items.isAtEnd {
                guard let item = try? items.nestedContainer(keyedBy: Name.self) else {
                    wrong.append(name)
                    return []
                }
                list.append(
                    item.allKeys.reduce(into: [:]) { fields, key in if let text = Self.text(item, key) { fields[key.stringValue] = text } })
            }
            return list
        }
        supplements = list("DanhSachHoSoBoSung")
        progress = list("TienDo")
        papers = list("TaiLieuNop")
        fees = list("DanhSachLePhi")
        fields = texts
        malformed = wrong
    }

    /// The most entries of one list of a dossier.
    private static let listLimit = 200

    /// Nil where the value is no text, number or truth; null is as good as empty.
    private static func text(_ values: KeyedDecodingContainer<Name>, _ name: Name) -> String? {
        if (try? values.decodeNil(forKey: name)) == true { return "" }
        if let text = try? values.decode(String.self, forKey: name) {
            return text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        }
        if let number = try? values.decode(Int64.self, forKey: name) { return "\(number)" }
        if let isTrue = try? values.decode(Bool.self, forKey: name) { return isTrue ? "1" : "0" }
        return nil
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Name.self)
        for (name, text) in fields { try values.encode(text, forKey: Name(name)) }
        try values.encode(supplements, forKey: Name("DanhSachHoSoBoSung"))
        try values.encode(progress, forKey: Name("TienDo"))
        try values.encode(papers, forKey: Name("TaiLieuNop"))
        if !fees.isEmpty { try values.encode(fees, forKey: Name("DanhSachLePhi")) }
    }
}
