import Kernel

/// What the query of the catalogue asks for.
struct CatalogueChoice {
    static let names = ["q", "field", "level", "online", "unit", "abolished", "page"]

    let text: String
    let filter: CatalogueFilter
    let page: Int

    init(_ query: [String: String]) {
        func value(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }
        text = query["q"] ?? ""
        page = max(1, value("page").flatMap { Int($0) } ?? 1)
        filter = CatalogueFilter(
            text, field: value("field"), level: value("level").flatMap(Procedure.Level.init),
            online: value("online").flatMap(CatalogueFilter.Online.init), unit: value("unit"), isAbolished: query["abolished"] == "1")
    }

    /// Whether anything was asked for.
    var isEmpty: Bool {
        filter.words.isEmpty && filter.field == nil && filter.level == nil && filter.online == nil && filter.unit == nil
            && !filter.isAbolished
    }
}
