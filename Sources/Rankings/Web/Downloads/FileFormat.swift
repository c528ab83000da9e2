/// The forms in which every table can be had.
///
/// One case here makes addresses, links and an entry of the dictionary.
enum FileFormat: String, CaseIterable, Sendable {
    case csv, json, xlsx, pdf

    /// As people call it.
    var name: String { rawValue.uppercased() }

    var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pdf: "application/pdf"
        }
    }
}
