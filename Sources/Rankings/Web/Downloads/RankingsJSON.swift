import Foundation
import Kernel
import Office
import Platform
import Scoring

/// What the API answers, and what JSON downloads hold: a head, tables, and the dictionary of their columns.
///
/// Keys are sorted and every number is a decimal string, so that no reader takes it through floating point. A table is a list
/// of objects whose keys are the names of its columns; a cell without a value is null.
struct RankingsJSON: Encodable {
    var ranking: RankingHead?
    var unit: UnitHead?
    var summary: Summary?
    var certainty: CertaintyHead?
    let tables: [DataTable]
    let texts: Texts

    struct RankingHead: Encodable {
        let code, series, period, first_day, last_day, nature, source, published: String
        let title: Names
        let note: Names?
        let framework: FrameworkHead
        let earlier: EarlierHead?
        /// The corrected version that took its place.
        let superseded_by: String?
        let version: String
    }
    struct FrameworkHead: Encodable {
        let identity, total, measure: String
        let title, block: Names
        let bands: [BandHead]
    }
    /// `from` is the lower bound in per cent or points; null for the lowest band.
    struct BandHead: Encodable { let code: String, title: Names, from: String?, inclusive: Bool }
    struct EarlierHead: Encodable { let ranking, period: String, comparable: Bool }
    struct UnitHead: Encodable { let code: String, name: Names }
    struct Summary: Encodable {
        let units, unranked: String
        let mean, best, worst, spread: String?
        let bands: [String: String]
    }
    /// How `total_low`, `total_high`, `first_rank` and `last_rank` were made; groups are codes of units that cannot be told apart.
    struct CertaintyHead: Encodable {
        let level, samples, replicates, seed: String
        let methods: [String]
        let groups: [[String]]
    }
    struct Names: Encodable {
        let vi, en: String
        init(_ names: Bilingual) { (vi, en) = (names.vi, names.en) }
    }

    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(ranking, forKey: Key("ranking"))
        try container.encodeIfPresent(unit, forKey: Key("unit"))
        try container.encodeIfPresent(summary, forKey: Key("summary"))
        try container.encodeIfPresent(certainty, forKey: Key("certainty"))
        var columns = container.nestedContainer(keyedBy: Key.self, forKey: Key("columns"))
        for table in tables {
            try columns.encode(table.columns.map { ColumnPart($0, texts) }, forKey: Key(table.name))
            try container.encode(table.rows.map { RowPart(columns: table.columns, cells: $0) }, forKey: Key(table.name))
        }
    }

    private struct ColumnPart: Encodable {
        let name, measure: String
        let title, meaning: Names

        init(_ head: DataColumnHead, _ texts: Texts) {
            let (vi, en) = (Words(texts, .vi), Words(texts, .en))
            name = head.name
            measure = head.measure.rawValue
            title = Names(Bilingual(vi: head.title(vi), en: head.title(en)))
            meaning = Names(Bilingual(vi: head.meaning(vi), en: head.meaning(en)))
        }
    }

    private struct RowPart: Encodable {
        let columns: [DataColumnHead]
        let cells: [OutputCell]

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            for (column, cell) in zip(columns, cells) {
                switch cell {
                case .blank: try container.encodeNil(forKey: Key(column.name))
                case .text(let text): try container.encode(text, forKey: Key(column.name))
                case .number(let number): try container.encode(number.description, forKey: Key(column.name))
                case .date(let date): try container.encode(date.description, forKey: Key(column.name))
                }
            }
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension RankingsJSON {
    static func list(_ entries: [ListRankings.Entry], _ texts: Texts) -> RankingsJSON {
        RankingsJSON(tables: [ListColumn.table(entries)], texts: texts)
    }

    static func ranking(_ table: RankingTable, _ texts: Texts) -> RankingsJSON {
        RankingsJSON(
            ranking: RankingHead(table), summary: Summary(table), certainty: CertaintyHead(table), tables: [RankingColumn.table(table)],
            texts: texts)
    }

    static func scorecard(_ card: Scorecard, _ texts: Texts) -> RankingsJSON {
        let worded = WordedScorecard(card, texts)
        let unit = UnitHead(code: card.result.unitCode, name: Names(card.result.unitName))
        let line = RankingColumn.rows("result", [card.line], of: card.table)
        return RankingsJSON(
            ranking: RankingHead(card.table), unit: unit,
            tables: [line, CriterionColumn.table(worded), LedgerColumn.table(worded), HistoryColumn.table(card)], texts: texts)
    }

    static func comparison(_ comparison: Comparison, _ texts: Texts) -> RankingsJSON {
        RankingsJSON(ranking: RankingHead(comparison.table), tables: [ComparisonColumn.table(comparison)], texts: texts)
    }
}

extension RankingsJSON.RankingHead {
    init(_ table: RankingTable) {
        let ranking = table.ranking
        code = ranking.code
        series = ranking.series
        period = "\(ranking.period)"
        first_day = "\(ranking.period.first)"
        last_day = "\(ranking.period.last)"
        nature = ranking.nature.rawValue
        source = ranking.source
        published = "\(ranking.published)"
        title = RankingsJSON.Names(ranking.title)
        note = ranking.note.map { RankingsJSON.Names($0) }
        framework = RankingsJSON.FrameworkHead(table.framework)
        superseded_by = table.successor?.code
        version = "\(ranking.version)"
        earlier = table.earlier.map {
            RankingsJSON.EarlierHead(ranking: $0.ranking.code, period: "\($0.ranking.period)", comparable: $0.isComparable)
        }
    }
}

extension RankingsJSON.FrameworkHead {
    init(_ framework: Framework) {
        identity = framework.identity
        total = "\(framework.total)"
        measure = framework.measure == .points ? "points" : "percent"
        title = RankingsJSON.Names(framework.title)
        block = RankingsJSON.Names(framework.block.title)
        let factor = framework.settings.bandsOn == .percent ? Ratio(100, 1) : .one
        bands = framework.classes.map { band in
            let from = band.bound.flatMap { try? $0.value * factor }
            return RankingsJSON.BandHead(
                code: band.code, title: RankingsJSON.Names(band.title), from: from.map { $0.exactNumber.map { "\($0)" } ?? "\($0)" },
                inclusive: band.bound?.inclusive ?? true)
        }
    }
}

extension RankingsJSON.CertaintyHead {
    /// Nil where no survey measured anything (PI-61).
    init?(_ table: RankingTable) {
        guard let certainty = table.certainty else { return nil }
        let codes = Dictionary(table.lines.map { ($0.result.unit, $0.result.unitCode) }, uniquingKeysWith: { first, _ in first })
        level = "\(certainty.level)"
        samples = "\(certainty.samples)"
        replicates = "\(Certainty.replicates)"
        seed = "\(Certainty.seed)"
        methods = certainty.methods.map(\.rawValue)
        groups = certainty.groups.map { $0.compactMap { codes[$0] } }
    }
}

extension RankingsJSON.Summary {
    /// Levels with nine decimals at most: a mean may have no end.
    init(_ table: RankingTable) {
        let summary = table.summary
        func text(_ ratio: Ratio?) -> String? { ratio.flatMap { $0.number(scale: 9) }.map { "\($0)" } }
        units = "\(summary.counted.count)"
        unranked = "\(summary.unrankedCount)"
        mean = text(summary.mean)
        best = text(summary.best?.value)
        worst = text(summary.worst?.value)
        spread = text(summary.spread)
        bands = Dictionary(
            table.framework.classes.enumerated().map { ($0.element.code, "\(summary.bandCounts[$0.offset])") },
            uniquingKeysWith: { first, _ in first })
    }
}
