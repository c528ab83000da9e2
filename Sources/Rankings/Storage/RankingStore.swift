import Kernel
import Scoring
import Storage
import Units

/// All SQL of the rankings and their result lines.
package enum RankingStore {
    /// Whether seen by everybody yet or not.
    package static func find(code: String, _ db: any Connection) throws -> Ranking? {
        try db.row("\(columns) WHERE code = \(code)").map(ranking)
    }

    /// The codes of all there are, whether seen by everybody yet or not.
    package static func codes(_ db: any Connection) throws -> [String] {
        try db.rows("SELECT code FROM rankings_rankings ORDER BY code").map { try $0.string("code") }
    }

    /// What everybody may see at a moment, superseded ones among it, the latest period first, then by title.
    package static func all(at now: Timestamp, _ db: any Connection) throws -> [Ranking] {
        try db.rows("\(columns) WHERE published_ms <= \(now) ORDER BY period_last DESC, title_vi, id").map(ranking)
    }

    /// The rankings of a series that everybody may see, superseded ones among them, the earliest period first.
    package static func series(_ series: String, at now: Timestamp, _ db: any Connection) throws -> [Ranking] {
        try db.rows("\(columns) WHERE series = \(series) AND published_ms <= \(now) ORDER BY period_last, version, id").map(ranking)
    }

    /// The same of the series that holds the ranking of this code.
    ///
    /// None when there is no such code that everybody may see.
    package static func seriesOf(code: String, at now: Timestamp, _ db: any Connection) throws -> [Ranking] {
        try db.rows(
            """
            \(columns) WHERE series = (SELECT series FROM rankings_rankings WHERE code = \(code)) AND published_ms <= \(now)
            ORDER BY period_last, version, id
            """
        ).map(ranking)
    }

    /// All versions of a series in a period, whether seen by everybody yet or not.
    static func versions(series: String, period: Period, _ db: any Connection) throws -> [Ranking] {
        try db.rows("\(columns) WHERE series = \(series) AND period = \(period.description) ORDER BY version").map(ranking)
    }

    /// The rankings of a publication, whether seen by everybody yet or not.
    static func all(of publication: ID<Publication>, _ db: any Connection) throws -> [Ranking] {
        try db.rows("\(columns) WHERE publication_id = \(publication) ORDER BY code").map(ranking)
    }

    /// Moves the moment from which everybody sees the rankings of a publication.
    static func release(_ publication: ID<Publication>, at moment: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE rankings_rankings SET published_ms = \(moment) WHERE publication_id = \(publication)")
    }

    /// The result lines of a ranking in the order of the printed table.
    package static func results(_ ranking: ID<Ranking>, _ db: any Connection) throws -> [RankingResult] {
        try db.rows("\(resultColumns) WHERE r.ranking_id = \(ranking) ORDER BY r.position").map(result)
    }

    /// One unit's line in each ranking of a series.
    package static func results(of unit: ID<Unit>, series: String, _ db: any Connection) throws -> [(
        ranking: ID<Ranking>, result: RankingResult
    )] {
        try db.rows(
            """
            \(resultColumns) JOIN rankings_rankings k ON k.id = r.ranking_id
            WHERE r.unit_id = \(unit) AND k.series = \(series) ORDER BY k.period_last, k.id
            """
        ).map { (try $0.id("ranking_id"), try result($0)) }
    }

    /// All lines of some units, the latest period first.
    package static func results(of units: [ID<Unit>], _ db: any Connection) throws -> [(ranking: ID<Ranking>, result: RankingResult)] {
        try db.rows(
            """
            \(resultColumns) JOIN rankings_rankings k ON k.id = r.ranking_id
            WHERE r.unit_id IN \(list: units) ORDER BY k.period_last DESC, k.title_vi, k.id, u.sort_key
            """
        ).map { (try $0.id("ranking_id"), try result($0)) }
    }

    /// Who shares the best rank of each ranking; a ranking without ranks has nobody.
    package static func leaders(_ db: any Connection) throws -> [ID<Ranking>: [RankingResult]] {
        let rows = try db.rows(
            """
            \(resultColumns) JOIN (SELECT ranking_id, MIN(rank_halves) AS best FROM rankings_results GROUP BY ranking_id) b
                ON b.ranking_id = r.ranking_id AND b.best = r.rank_halves
            ORDER BY r.ranking_id, r.position
            """)
        return Dictionary(
            grouping: try rows.map { (ranking: try $0.id("ranking_id") as ID<Ranking>, result: try result($0)) }, by: \.ranking
        )
        .mapValues { $0.map(\.result) }
    }

    /// How many units are ranked in each ranking of a series.
    package static func rankedCounts(series: String, _ db: any Connection) throws -> [ID<Ranking>: Int] {
        let rows = try db.rows(
            """
            SELECT r.ranking_id, COUNT(*) AS units FROM rankings_results r JOIN rankings_rankings k ON k.id = r.ranking_id
            WHERE k.series = \(series) AND r.is_ranked = 1 GROUP BY r.ranking_id
            """)
        return Dictionary(try rows.map { (try $0.id("ranking_id"), try $0.integer("units")) }, uniquingKeysWith: { first, _ in first })
    }

    /// How many units each ranking has.
    package static func counts(_ db: any Connection) throws -> [ID<Ranking>: Int] {
        let rows = try db.rows("SELECT ranking_id, COUNT(*) AS units FROM rankings_results GROUP BY ranking_id")
        return Dictionary(try rows.map { (try $0.id("ranking_id"), try $0.integer("units")) }, uniquingKeysWith: { first, _ in first })
    }

    static func insert(_ ranking: Ranking, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO rankings_rankings
                (id, code, series, framework_id, title_vi, title_en, period, period_last, version, nature, source, note_vi, note_en,
                publication_id, published_ms)
            VALUES (\(ranking.id), \(ranking.code), \(ranking.series), \(ranking.framework), \(ranking.title.vi), \(ranking.title.en),
                \(ranking.period.description), \(ranking.period.last), \(ranking.version), \(ranking.nature.rawValue),
                \(ranking.source), \(ranking.note?.vi), \(ranking.note?.en), \(ranking.publication), \(ranking.published))
            """)
    }

    static func insert(_ result: RankingResult, of ranking: ID<Ranking>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO rankings_results
                (ranking_id, unit_id, position, is_ranked, rank_halves, direct_rank_halves, survey_rank_halves, direct_micropoints,
                direct_maximum_micropoints, survey_micropoints, survey_maximum_micropoints, bonus_micropoints, penalty_micropoints,
                total_micropoints, maximum_micropoints, percent_billionths, band)
            VALUES (\(ranking), \(result.unit), \(result.position), \(result.rank != nil), \(result.rank?.halves),
                \(result.directRank?.halves), \(result.surveyRank?.halves), \(result.direct), \(result.directMaximum), \(result.survey),
                \(result.surveyMaximum), \(result.bonus), \(result.penalty), \(result.total), \(result.maximum),
                \(result.percent?.rounded(scale: RankingResult.percentDigits, .halfUp)), \(result.band))
            """)
    }

    private static let columns: SQL = """
        SELECT id, code, series, framework_id, title_vi, title_en, period, version, nature, source, note_vi, note_en, publication_id,
            published_ms FROM rankings_rankings
        """

    private static let resultColumns: SQL = """
        SELECT r.ranking_id, r.unit_id, u.code AS unit_code, u.name_vi, u.name_en, u.sort_key, u.search_text, r.position, r.rank_halves,
            r.direct_rank_halves, r.survey_rank_halves, r.direct_micropoints, r.direct_maximum_micropoints, r.survey_micropoints,
            r.survey_maximum_micropoints, r.bonus_micropoints, r.penalty_micropoints, r.total_micropoints, r.maximum_micropoints,
            r.percent_billionths, r.band
        FROM rankings_results r JOIN units_units u ON u.id = r.unit_id
        """

    private static func ranking(_ row: Row) throws -> Ranking {
        guard let period = Period(try row.string("period")), let nature = Ranking.Nature(rawValue: try row.string("nature")) else {
            preconditionFailure("a stored ranking has a sound period and nature")
        }
        var note: Bilingual?
        if let vi = try row.optionalString("note_vi"), let en = try row.optionalString("note_en") { note = Bilingual(vi: vi, en: en) }
        return try Ranking(
            id: row.id("id"), code: row.string("code"), series: row.string("series"), framework: row.string("framework_id"),
            title: Bilingual(vi: row.string("title_vi"), en: row.string("title_en")), period: period,
            version: row.integer("version"), nature: nature, source: row.string("source"), note: note,
            publication: row.optionalString("publication_id").map { ID(rawValue: $0) }, published: row.timestamp("published_ms"))
    }

    private static func result(_ row: Row) throws -> RankingResult {
        func rank(_ column: String) throws -> Rank? { try row.optionalInteger(column).map { Rank(halves: $0) } }
        return try RankingResult(
            unit: row.id("unit_id"), unitCode: row.string("unit_code"),
            unitName: Bilingual(vi: row.string("name_vi"), en: row.string("name_en")),
            sortKey: row.string("sort_key"), searchText: row.string("search_text"), position: row.integer("position"),
            rank: rank("rank_halves"), directRank: rank("direct_rank_halves"), surveyRank: rank("survey_rank_halves"),
            direct: row.points("direct_micropoints"), directMaximum: row.points("direct_maximum_micropoints"),
            survey: row.points("survey_micropoints"), surveyMaximum: row.points("survey_maximum_micropoints"),
            bonus: row.points("bonus_micropoints"), penalty: row.points("penalty_micropoints"), total: row.points("total_micropoints"),
            maximum: row.points("maximum_micropoints"),
            percent: row.optionalInteger("percent_billionths").map { Ratio($0, RankingResult.percentUnit) },
            band: row.optionalInteger("band"))
    }
}
