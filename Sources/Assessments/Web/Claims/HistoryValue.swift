import Foundation

/// The texts of a value as the audit keeps it: a map of JSON, numbers and flags left out.
struct HistoryValue {
    private let values: [String: String]

    init?(_ json: String) {
        guard let map = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else { return nil }
        values = map.compactMapValues { $0 as? String }
    }

    subscript(name: String) -> String? { values[name] }
}
