import Kernel
import Platform
import Scoring

/// Which lines of a ranking a reader wants to see, and in which order: `?q=`, `?band=`, `?sort=`.
struct RankingChoice {
    let search: String
    /// Index into the framework's bands.
    let band: Int?
    let sorting: Sorting

    static let parameters = ["band", "q", "sort"]
    private static let longestSearch = 100

    init(_ query: [String: String], _ table: RankingTable, address: Link) {
        search = String((query["q"] ?? "").prefix(Self.longestSearch))
        band = query["band"].flatMap { code in table.framework.classes.firstIndex { $0.code == code } }
        var columns = ["rank", "unit", "total", "percent"]
        if table.framework.hasSurvey { columns += ["direct", "survey"] }
        if table.comparable != nil { columns.append("change") }
        // Whoever sorts or searches wants to see the table, not the top of the page.
        sorting = Sorting(query["sort"], among: columns, standard: "rank", address: Link(path: address.text + "#table") ?? address)
    }

    var isEmpty: Bool { SearchText.fold(search).isEmpty && band == nil }

    /// The chosen lines in the chosen order.
    func lines(_ table: RankingTable) -> [RankingTable.Line] {
        let wanted = SearchText.fold(search).split(separator: " ")
        let chosen =
            isEmpty
            ? table.lines
            : table.lines.filter { line in
                (band == nil || line.result.band == band) && wanted.allSatisfy { line.result.searchText.contains($0) }
            }
        switch sorting.column {
        case "unit": return ordered(chosen) { $0.result.sortKey }
        case "direct": return ordered(chosen) { $0.result.direct }
        case "survey": return ordered(chosen) { $0.result.survey }
        case "total": return ordered(chosen) { $0.result.total }
        case "percent": return ordered(chosen) { $0.result.percent }
        case "change": return ordered(chosen) { $0.change?.points }
        default: return sorting.isDescending ? ordered(chosen) { $0.result.rank } : chosen
        }
    }

    /// What has no value comes last in either direction; equal values keep the order of the printed table.
    private func ordered<Key: Comparable>(_ lines: [RankingTable.Line], by key: (RankingTable.Line) -> Key?) -> [RankingTable.Line] {
        lines.enumerated().map { (place: $0.offset, key: key($0.element), line: $0.element) }
            .sorted { one, other in
                switch (one.key, other.key) {
                case (let first?, let second?) where first != second: sorting.isDescending ? first > second : first < second
                case (.some, nil): true
                case (nil, .some): false
                default: one.place < other.place
                }
            }
            .map(\.line)
    }
}
