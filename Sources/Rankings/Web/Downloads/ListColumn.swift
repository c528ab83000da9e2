import Kernel
import Office

/// The columns of the list of rankings.
enum ListColumn: String, DataColumn {
    case ranking, series
    case titleVI = "title_vi"
    case titleEN = "title_en"
    case period, nature, units, framework, leader
    case leaderTotal = "leader_total"
    case leaderPercent = "leader_percent"
    case source

    static func table(_ entries: [ListRankings.Entry]) -> DataTable { DataTable("rankings", Self.self, entries) }

    var measure: DataMeasure {
        switch self {
        case .ranking, .series, .nature, .framework, .leader: .code
        case .titleVI, .titleEN, .source: .text
        case .period: .period
        case .units: .count
        case .leaderTotal: .points
        case .leaderPercent: .percent
        }
    }

    func cell(_ entry: ListRankings.Entry) -> OutputCell {
        let ranking = entry.ranking
        return switch self {
        case .ranking: .text(ranking.code)
        case .series: .text(ranking.series)
        case .titleVI: .text(ranking.title.vi)
        case .titleEN: .text(ranking.title.en)
        case .period: .text("\(ranking.period)")
        case .nature: .text(ranking.nature.rawValue)
        case .units: .number(Number(entry.unitCount))
        case .framework: .text(ranking.framework)
        case .leader: entry.leaders.isEmpty ? .blank : .text(entry.leaders.map(\.unitCode).joined(separator: " "))
        case .leaderTotal: .points(entry.leaders.first?.total)
        case .leaderPercent: .percent(entry.leaders.first?.percent)
        case .source: .text(ranking.source)
        }
    }
}
