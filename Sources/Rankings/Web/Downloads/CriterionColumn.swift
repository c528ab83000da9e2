import Criteria
import Kernel
import Office
import Platform
import Scoring

/// A scorecard with the sentences of both languages, as its files need them.
struct WordedScorecard {
    let card: Scorecard
    fileprivate let wordings: [Language: Wording]
    fileprivate let references: [Language: CriterionReferences]

    init(_ card: Scorecard, _ texts: Texts) {
        self.card = card
        let framework = card.table.framework
        func each<T>(_ make: (Words) -> T) -> [Language: T] {
            Dictionary(Language.allCases.map { ($0, make(Words(texts, $0))) }, uniquingKeysWith: { first, _ in first })
        }
        wordings = each { Wording($0, framework) }
        references = each { CriterionReferences(framework, $0) }
    }

    fileprivate func because(_ because: Because?, _ language: Language) -> OutputCell {
        .optional(because.flatMap { wordings[language]?.because($0) })
    }

    fileprivate func recovery(_ because: Because?, _ language: Language) -> OutputCell {
        .optional(because.flatMap { wordings[language]?.recovery($0) })
    }
}

/// The columns of a scorecard's criteria.
enum CriterionColumn: String, DataColumn {
    case criterion, parent, level
    case titleVI = "title_vi"
    case titleEN = "title_en"
    case part, points, maximum
    case fullMaximum = "full_maximum"
    case lost, figures, rule, branch
    case becauseVI = "because_vi"
    case becauseEN = "because_en"
    case recoverVI = "recover_vi"
    case recoverEN = "recover_en"
    case lawVI = "law_vi"
    case lawEN = "law_en"
    case indicator

    struct Row {
        let worded: WordedScorecard
        let index: Int

        fileprivate var row: ScoreSheet.Row { worded.card.sheet.rows[index] }
        fileprivate var own: Scorecard.Row { worded.card.rows[index] }
    }

    static func table(_ worded: WordedScorecard) -> DataTable {
        DataTable("criteria", Self.self, worded.card.rows.indices.map { Row(worded: worded, index: $0) })
    }

    var measure: DataMeasure {
        switch self {
        case .criterion, .parent, .part, .rule, .branch, .indicator: .code
        case .level: .count
        case .points, .maximum, .fullMaximum, .lost: .points
        case .titleVI, .titleEN, .figures, .becauseVI, .becauseEN, .recoverVI, .recoverEN, .lawVI, .lawEN: .text
        }
    }

    func cell(_ row: Row) -> OutputCell {
        let criterion = row.row.criterion
        let because = row.own.because
        let hasLost = row.own.maximum > row.own.points
        return switch self {
        case .criterion: .text(row.row.code)
        case .parent: .optional(row.row.parent.map { row.worded.card.sheet.rows[$0].code })
        case .level: .number(Number(row.row.depth + 1))
        case .titleVI: .text(criterion.title.vi)
        case .titleEN: .text(criterion.title.en)
        case .part: .text(criterion.part.rawValue)
        case .points: .points(row.own.points)
        case .maximum: .points(row.own.maximum)
        case .fullMaximum: .points(row.row.maximum)
        case .lost: .points(row.row.maximum < .zero ? .zero : row.own.lost)
        case .figures: Self.figures(row.own.statement)
        case .rule: .optional(because?.rule)
        case .branch: .optional(because?.branch)
        case .becauseVI: row.worded.because(because, .vi)
        case .becauseEN: row.worded.because(because, .en)
        case .recoverVI: hasLost ? row.worded.recovery(because, .vi) : .blank
        case .recoverEN: hasLost ? row.worded.recovery(because, .en) : .blank
        case .lawVI: Self.law(row, .vi)
        case .lawEN: Self.law(row, .en)
        case .indicator: .optional(criterion.indicator)
        }
    }

    private static func law(_ row: Row, _ language: Language) -> OutputCell {
        row.row.criterion.law.isEmpty ? .blank : .optional(row.worded.references[language]?.law(row.row.criterion))
    }

    /// `numerator=27; denominator=30`, or `missing=lost`: the data file's rows in one cell.
    private static func figures(_ statement: Statement) -> OutputCell {
        let absence = statement.absence.map { ["\($0.kind.rawValue)=\($0.reason)"] } ?? []
        let all = absence + statement.values.map { "\($0.input)=\($0.text)" }
        return all.isEmpty ? .blank : .text(all.joined(separator: "; "))
    }
}

/// The columns of a scorecard's ledger; its amounts sum to the applicable maximum less the total.
enum LedgerColumn: String, DataColumn {
    case item, criterion
    case titleVI = "title_vi"
    case titleEN = "title_en"
    case lost
    case becauseVI = "because_vi"
    case becauseEN = "because_en"

    struct Row {
        let worded: WordedScorecard
        let line: Ledger.Line
    }

    static func table(_ worded: WordedScorecard) -> DataTable {
        DataTable("ledger", Self.self, worded.card.ledger.lines.map { Row(worded: worded, line: $0) })
    }

    var measure: DataMeasure {
        switch self {
        case .item, .criterion: .code
        case .lost: .points
        case .titleVI, .titleEN, .becauseVI, .becauseEN: .text
        }
    }

    func cell(_ row: Row) -> OutputCell {
        let criterion = row.line.row.map { row.worded.card.sheet.rows[$0] }
        return switch self {
        case .item: .text(row.line.item.word)
        case .criterion: .optional(criterion?.code)
        case .titleVI: .optional(criterion?.criterion.title.vi)
        case .titleEN: .optional(criterion?.criterion.title.en)
        case .lost: .points(row.line.amount)
        case .becauseVI: row.worded.because(row.line.because, .vi)
        case .becauseEN: row.worded.because(row.line.because, .en)
        }
    }
}

extension Ledger.Line.Item {
    /// The word of files, the same as `cchc score` writes.
    var word: String {
        switch self {
        case .criterion: "criterion"
        case .conversion: "conversion"
        case .bonus: "bonus"
        case .bonusCap: "bonus_cap"
        case .penalty: "penalty"
        case .penaltyCap: "penalty_cap"
        }
    }
}
