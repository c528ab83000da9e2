import Kernel
import Office
import Scoring

/// The columns of a ranking's table.
enum RankingColumn: String, DataColumn {
    case rank, unit
    case nameVI = "name_vi"
    case nameEN = "name_en"
    case direct
    case directMaximum = "direct_maximum"
    case directRank = "direct_rank"
    case survey
    case surveyMaximum = "survey_maximum"
    case surveyRank = "survey_rank"
    case bonus, penalty, total, maximum, percent, band
    case bandNameVI = "band_name_vi"
    case bandNameEN = "band_name_en"
    case changePoints = "change_points"
    case changeDirect = "change_direct"
    case changeSurvey = "change_survey"
    case changePlaces = "change_places"
    case totalLow = "total_low"
    case totalHigh = "total_high"
    case respondents
    case firstRank = "first_rank"
    case lastRank = "last_rank"

    /// Of no ranking in which no survey measured anything (PI-61).
    private static let certain: Set = [Self.totalLow, .totalHigh, .respondents, .firstRank, .lastRank]

    struct Row {
        let line: RankingTable.Line
        let framework: Framework

        fileprivate var band: Band? { line.result.band.flatMap { framework.classes.indices.contains($0) ? framework.classes[$0] : nil } }
    }

    static func table(_ table: RankingTable) -> DataTable {
        rows("units", table.lines, of: table)
    }

    /// Some lines of a ranking.
    static func rows(_ name: String, _ lines: [RankingTable.Line], of table: RankingTable) -> DataTable {
        DataTable(name, Self.self, lines.map { Row(line: $0, framework: table.framework) }) { column in
            table.certainty != nil || !certain.contains(column)
        }
    }

    var measure: DataMeasure {
        switch self {
        case .rank, .directRank, .surveyRank, .firstRank, .lastRank: .place
        case .respondents: .count
        case .unit, .band: .code
        case .nameVI, .nameEN, .bandNameVI, .bandNameEN: .text
        case .percent: .percent
        case .changePlaces: .places
        case .direct, .directMaximum, .survey, .surveyMaximum, .bonus, .penalty, .total, .maximum, .changePoints, .changeDirect,
            .changeSurvey, .totalLow, .totalHigh:
            .points
        }
    }

    func cell(_ row: Row) -> OutputCell {
        let result = row.line.result
        return switch self {
        case .rank: .places(result.rank?.halves)
        case .unit: .text(result.unitCode)
        case .nameVI: .text(result.unitName.vi)
        case .nameEN: .text(result.unitName.en)
        case .direct: .points(result.direct)
        case .directMaximum: .points(result.directMaximum)
        case .directRank: .places(result.directRank?.halves)
        case .survey: .points(result.survey)
        case .surveyMaximum: .points(result.surveyMaximum)
        case .surveyRank: .places(result.surveyRank?.halves)
        case .bonus: .points(result.bonus)
        case .penalty: .points(result.penalty)
        case .total: .points(result.total)
        case .maximum: .points(result.maximum)
        case .percent: .percent(result.percent)
        case .band: .optional(row.band?.code)
        case .bandNameVI: .optional(row.band?.title.vi)
        case .bandNameEN: .optional(row.band?.title.en)
        case .changePoints: .points(row.line.change?.points)
        case .changeDirect: .points(row.line.change?.direct)
        case .changeSurvey: .points(row.line.change?.survey)
        case .changePlaces: .places(row.line.change?.placesInHalves)
        case .totalLow: .points(row.line.certainty?.total?.lowerBound)
        case .totalHigh: .points(row.line.certainty?.total?.upperBound)
        case .respondents: row.line.certainty.flatMap { $0.total == nil ? nil : .number(Number($0.respondents)) } ?? .blank
        case .firstRank: .places(row.line.certainty?.possible.map { 2 * $0.lowerBound })
        case .lastRank: .places(row.line.certainty?.possible.map { 2 * $0.upperBound })
        }
    }
}
