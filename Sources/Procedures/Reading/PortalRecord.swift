import Foundation
import Kernel
import Office

/// One line of the national portal's list: an object whose values are all text.
struct PortalRecord: Decodable {
    private(set) var parts: [ProcedureField: String] = [:]
    /// Key and code of what is wrong.
    private(set) var faults: [(key: String, code: String)] = []

    /// The portal's keys.
    static let keys: [String: ProcedureField] = [
        "ma_thu_tuc": .code, "ten_thu_tuc": .name, "linh_vuc": .field, "loai_thu_tuc": .kind, "_ministry": .issuer,
        "cap_thuc_hien": .levels, "doi_tuong_thuc_hien": .subjects, "co_quan_co_tham_quyen": .deciding,
        "co_quan_duoc_uy_quyen": .authorised,
        "co_quan_phoi_hop": .coordinating, "co_quan_thuc_hien": .implementing, "dia_chi_tiep_nhan": .address, "trinh_tu_thuc_hien": .steps,
        "cach_thuc_thuc_hien": .ways, "thanh_phan_ho_so": .components, "yeu_cau_dieu_kien": .conditions, "can_cu_phap_ly": .legalBases,
        "ket_qua_xu_ly": .results, "thu_tuc_lien_quan": .related, "so_quyet_dinh": .decision, "detail_url": .link,
    ]

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        for key in object.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            let name = key.stringValue
            guard let field = Self.keys[name] else {
                faults.append((String(name.prefix(100)), "procedures.key_unknown"))
                continue
            }
            guard let text = try? object.decode(String.self, forKey: key) else {
                if (try? object.decodeNil(forKey: key)) != true { faults.append((name, "procedures.value_not_text")) }
                continue
            }
            guard !text.utf8.contains(0) else {
                faults.append((name, "procedures.value_has_nul"))
                continue
            }
            parts[field] = ComposedText.make(text.trimmed)
        }
        for (name, field) in [("ma_thu_tuc", ProcedureField.code), ("ten_thu_tuc", .name)] where parts[field, default: ""].isEmpty {
            if !faults.contains(where: { $0.key == name }) { faults.append((name, "procedures.value_missing")) }
        }
        if let code = parts[.code], !code.isEmpty, !ProcedureCode.isCode(code) {
            faults.append(("ma_thu_tuc", "procedures.code_malformed"))
        }
    }
}
