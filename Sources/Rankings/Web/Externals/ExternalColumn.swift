import Kernel
import Office
import Scoring

/// The columns of the indexes that others publish, with the unit's own result of the same year.
enum ExternalColumn: String, DataColumn {
    case unit
    case nameVI = "name_vi"
    case nameEN = "name_en"
    case index, year, value
    case externalRank = "external_rank"
    case externalUnits = "external_units"
    case source
    case ownRanking = "own_ranking"
    case ownPercent = "own_percent"
    case ownRank = "own_rank"

    static func table(_ entries: [ListExternals.Entry]) -> DataTable { DataTable("external", Self.self, entries) }

    var measure: DataMeasure {
        switch self {
        case .unit, .index, .ownRanking: .code
        case .nameVI, .nameEN, .source: .text
        case .year: .period
        case .value: .points
        case .externalUnits: .count
        case .ownPercent: .percent
        case .externalRank, .ownRank: .place
        }
    }

    func cell(_ entry: ListExternals.Entry) -> OutputCell {
        let index = entry.index
        return switch self {
        case .unit: .text(index.key.unit)
        case .nameVI: .text(entry.unit.vi)
        case .nameEN: .text(entry.unit.en)
        case .index: .text(index.key.name.rawValue)
        case .year: .text("\(index.key.year)")
        case .value: .points(index.value)
        case .externalRank: index.rank.map { .number(Number($0)) } ?? .blank
        case .externalUnits: index.ranked.map { .number(Number($0)) } ?? .blank
        case .source: .text(index.source)
        case .ownRanking: .optional(entry.own?.ranking.code)
        case .ownPercent: .percent(entry.own?.result.percent)
        case .ownRank: .places(entry.own?.result.rank?.halves)
        }
    }
}
