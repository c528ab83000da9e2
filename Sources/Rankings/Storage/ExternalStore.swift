import Kernel
import Storage
import Units

/// All SQL of the indexes that others publish.
enum ExternalStore {
    /// All of them, the latest year first, then by unit.
    static func all(_ db: any Connection) throws -> [ExternalIndex] {
        try db.rows(
            """
            SELECT u.code AS unit_code, e.name, e.year, e.value_micropoints, e.rank, e.ranked, e.source
            FROM rankings_externals e JOIN units_units u ON u.id = e.unit_id ORDER BY e.year DESC, u.sort_key, u.code, e.name
            """
        ).map { row in
            try ExternalIndex(
                key: ExternalIndex.Key(unit: row.string("unit_code"), name: row.word("name"), year: row.integer("year")),
                value: row.points("value_micropoints"), rank: row.optionalInteger("rank"), ranked: row.optionalInteger("ranked"),
                source: row.string("source"))
        }
    }

    static func save(_ index: ExternalIndex, of unit: ID<Unit>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO rankings_externals (unit_id, name, year, value_micropoints, rank, ranked, source)
            VALUES (\(unit), \(index.key.name.rawValue), \(index.key.year), \(index.value), \(index.rank), \(index.ranked), \(index.source))
            ON CONFLICT (unit_id, name, year) DO UPDATE SET value_micropoints = excluded.value_micropoints, rank = excluded.rank,
                ranked = excluded.ranked, source = excluded.source
            """)
    }
}

/// All SQL of the rules by which commendations are proposed.
enum CommendationStore {
    static func rule(of series: String, _ db: any Connection) throws -> CommendationRule? {
        try db.row("SELECT * FROM rankings_commendation_rules WHERE series = \(series)").map { row in
            try CommendationRule(
                series: row.string("series"), collectives: row.integer("collectives"), band: row.optionalString("band"),
                rank: row.optionalInteger("rank"), rise: row.optionalInteger("rise"), source: row.string("source"))
        }
    }

    static func save(_ rule: CommendationRule, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO rankings_commendation_rules (series, collectives, band, rank, rise, source, saved_ms)
            VALUES (\(rule.series), \(rule.collectives), \(rule.band), \(rule.rank), \(rule.rise), \(rule.source), \(now))
            ON CONFLICT (series) DO UPDATE SET collectives = excluded.collectives, band = excluded.band, rank = excluded.rank,
                rise = excluded.rise, source = excluded.source, saved_ms = excluded.saved_ms
            """)
    }
}
