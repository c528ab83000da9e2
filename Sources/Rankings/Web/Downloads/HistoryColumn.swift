import Kernel
import Office
import Scoring

/// The columns of a unit's history.
enum HistoryColumn: String, DataColumn {
    case ranking, period, framework, total, maximum, percent, rank
    case rankedUnits = "ranked_units"
    case band
    case setChanged = "set_changed"
    case changePoints = "change_points"
    case changePlaces = "change_places"

    static func table(_ card: Scorecard) -> DataTable { DataTable("history", Self.self, card.history) }

    var measure: DataMeasure {
        switch self {
        case .ranking, .framework, .band, .setChanged: .code
        case .period: .period
        case .total, .maximum, .changePoints: .points
        case .percent: .percent
        case .rank: .place
        case .rankedUnits: .count
        case .changePlaces: .places
        }
    }

    func cell(_ appearance: Scorecard.Appearance) -> OutputCell {
        let result = appearance.result
        let classes = appearance.framework.classes
        return switch self {
        case .ranking: .text(appearance.ranking.code)
        case .period: .text("\(appearance.ranking.period)")
        case .framework: .text(appearance.ranking.framework)
        case .total: .points(result?.total)
        case .maximum: .points(result?.maximum)
        case .percent: .percent(result?.percent)
        case .rank: .places(result?.rank?.halves)
        case .rankedUnits: .number(Number(appearance.count))
        case .band: .optional(result?.band.flatMap { classes.indices.contains($0) ? classes[$0].code : nil })
        case .setChanged: .text(appearance.isCut ? "yes" : "no")
        case .changePoints: .points(appearance.change?.points)
        case .changePlaces: .places(appearance.change?.placesInHalves)
        }
    }
}

/// The columns of a comparison, a row for each unit and criterion.
enum ComparisonColumn: String, DataColumn {
    case criterion
    case titleVI = "title_vi"
    case titleEN = "title_en"
    case fullMaximum = "full_maximum"
    case unit
    case nameVI = "name_vi"
    case nameEN = "name_en"
    case points, spread

    struct Row {
        let difference: Comparison.Difference
        let row: ScoreSheet.Row
        let unit: RankingResult
        let points: Points?
    }

    static func table(_ comparison: Comparison) -> DataTable {
        let rows = (comparison.differing + comparison.equal).flatMap { difference in
            comparison.units.indices.map { unit in
                Row(
                    difference: difference, row: comparison.table.sheet.rows[difference.row], unit: comparison.units[unit].result,
                    points: difference.points[unit])
            }
        }
        return DataTable("comparison", Self.self, rows)
    }

    var measure: DataMeasure {
        switch self {
        case .criterion, .unit: .code
        case .titleVI, .titleEN, .nameVI, .nameEN: .text
        case .fullMaximum, .points, .spread: .points
        }
    }

    func cell(_ row: Row) -> OutputCell {
        switch self {
        case .criterion: .text(row.row.code)
        case .titleVI: .text(row.row.criterion.title.vi)
        case .titleEN: .text(row.row.criterion.title.en)
        case .fullMaximum: .points(row.row.maximum)
        case .unit: .text(row.unit.unitCode)
        case .nameVI: .text(row.unit.unitName.vi)
        case .nameEN: .text(row.unit.unitName.en)
        case .points: .points(row.points)
        case .spread: .points(row.difference.spread)
        }
    }
}
