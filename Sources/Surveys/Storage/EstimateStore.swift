import Kernel
import Platform
import Storage
import Units

/// All SQL of figures: margins, formulas, lines, releases.
///
/// A formula and its lines are written once and never again.
enum EstimateStore {
    // MARK: margins

    static func setMargins(_ tables: [MarginTable], of campaign: String, _ group: String, _ db: any Connection) throws {
        try db.run("DELETE FROM surveys_margins WHERE campaign = \(campaign) AND respondents = \(group)")
        try db.load(
            into: "surveys_margins", columns: ["campaign", "respondents", "question", "category", "population"],
            rows: tables.flatMap { table in
                table.categories.map { category -> [SQLValue] in
                    [
                        .text(campaign), .text(group), .text(table.question), .text(category.code), .integer(Int64(category.population)),
                    ]
                }
            })
    }

    static func margins(of campaign: String, _ group: String, _ db: any Connection) throws -> [MarginTable] {
        let rows = try db.rows(
            """
            SELECT question, category, population FROM surveys_margins
            WHERE campaign = \(campaign) AND respondents = \(group) ORDER BY question, category
            """)
        var tables: [(String, [MarginTable.Category])] = []
        for row in rows {
            let question = try row.string("question")
            let category = try MarginTable.Category(row.string("category"), row.integer("population"))
            if tables.last?.0 == question { tables[tables.count - 1].1.append(category) } else { tables.append((question, [category])) }
        }
        return tables.map { MarginTable($0.0, $0.1) }
    }

    // MARK: formulas and lines

    /// An edition of what is computed; see ``EstimateFormula``.
    struct Edition: Sendable, Hashable {
        let number: Int
        let formula: EstimateFormula
        let definition: String
        let login: String
        let kept: Timestamp
    }

    static func editions(of campaign: String, _ db: any Connection) throws -> [Edition] {
        try db.rows("SELECT edition, definition, login, kept_ms FROM surveys_formulas WHERE campaign = \(campaign) ORDER BY edition").map {
            row in
            let definition = try row.string("definition")
            guard let formula = EstimateFormula(definition: definition) else { preconditionFailure("a stored formula was written here") }
            return try Edition(
                number: row.integer("edition"), formula: formula, definition: definition, login: row.string("login"),
                kept: row.timestamp("kept_ms"))
        }
    }

    static func insert(
        _ formula: EstimateFormula, _ lines: [FigureLine], edition: Int, of campaign: String, by login: String, at now: Timestamp,
        _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO surveys_formulas (campaign, edition, definition, login, kept_ms)
            VALUES (\(campaign), \(edition), \(formula.definition), \(login), \(now))
            """)
        func text(_ number: Number?) -> SQLValue { number.map { .text($0.description) } ?? .null }
        try db.load(
            into: "surveys_estimates",
            columns: [
                "campaign", "edition", "respondents", "unit_id", "stream", "figure", "asked", "answered", "weighted", "estimate", "error",
                "low", "high", "interval_kind", "other", "design_effect", "note",
            ],
            rows: lines.map { line -> [SQLValue] in
                [
                    .text(campaign), .integer(Int64(edition)), .text(line.respondents), .text(line.unit), .text(line.stream.rawValue),
                    .text(line.figure), .integer(Int64(line.asked)), .integer(Int64(line.answered)), .text(line.weighted.rawValue),
                    text(line.value), text(line.error), text(line.low), text(line.high), .text(line.interval.rawValue), text(line.other),
                    text(line.effect), .text(line.notes.map(\.rawValue).joined(separator: " ")),
                ]
            })
    }

    /// The lines of an edition, in their order.
    static func lines(of campaign: String, edition: Int, _ db: any Connection) throws -> [FigureLine] {
        try db.rows(
            """
            SELECT respondents, unit_id, stream, figure, asked, answered, weighted, estimate, error, low, high, interval_kind, other,
                design_effect, note
            FROM surveys_estimates WHERE campaign = \(campaign) AND edition = \(edition)
            """
        ).map { row in
            func number(_ column: String) throws -> Number? { try row.optionalString(column).flatMap { Number($0) } }
            var line = try FigureLine(
                row.string("figure"), of: row.string("respondents"), unit: row.string("unit_id"), stream: row.word("stream"),
                asked: row.integer("asked"), answered: row.integer("answered"))
            line.weighted = try row.word("weighted")
            (line.value, line.error) = (try number("estimate"), try number("error"))
            (line.low, line.high) = (try number("low"), try number("high"))
            (line.other, line.effect) = (try number("other"), try number("design_effect"))
            line.interval = try row.word("interval_kind")
            line.notes = try row.string("note").split(separator: " ").compactMap { FigureLine.Note(rawValue: String($0)) }
            return line
        }.inOrder
    }

    /// What changes whenever an answer is added: figures of older answers are told apart by it.
    static func answerCount(of campaign: String, _ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS n FROM surveys_answers WHERE campaign = \(campaign)")?.integer("n") ?? 0
    }

    // MARK: releases

    /// What somebody let out (SV-55).
    struct Release: Sendable, Hashable {
        let campaign: String
        let edition: Int
        let released: Timestamp
        let digest: String
        let login: String
        let note: String
    }

    static func insert(_ release: Release, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_releases (campaign, edition, released_ms, digest, login, note)
            VALUES (\(release.campaign), \(release.edition), \(release.released), \(release.digest), \(release.login), \(release.note))
            """)
    }

    /// The latest first; `campaign` nil: of all.
    static func releases(of campaign: String?, _ db: any Connection) throws -> [Release] {
        let condition: SQL = campaign.map { "WHERE campaign = \($0)" } ?? ""
        return try db.rows(
            """
            SELECT campaign, edition, released_ms, digest, login, note FROM surveys_releases \(condition)
            ORDER BY released_ms DESC, campaign DESC, edition DESC LIMIT 500
            """
        ).map {
            try Release(
                campaign: $0.string("campaign"), edition: $0.integer("edition"), released: $0.timestamp("released_ms"),
                digest: $0.string("digest"), login: $0.string("login"), note: $0.string("note"))
        }
    }

    /// The index of a group as it was let out by each campaign of a unit, with what it was asked by, in the order of periods (SV-2).
    static func history(of unit: ID<Units.Unit>, _ group: String, _ db: any Connection) throws -> [(
        campaign: String, period: String, edition: Int, instrument: String, value: String?
    )] {
        try db.rows(
            """
            SELECT c.number, c.period, r.edition, i.code, e.estimate FROM surveys_releases r
            JOIN surveys_campaigns c ON c.number = r.campaign
            JOIN surveys_groups g ON g.campaign = c.number AND g.respondents = \(group)
            JOIN surveys_instruments i ON i.id = g.instrument_id
            LEFT JOIN surveys_estimates e ON e.campaign = r.campaign AND e.edition = r.edition AND e.respondents = \(group)
                AND e.unit_id = '' AND e.stream = 'verified' AND e.figure = 'index'
            WHERE c.unit_id = \(unit) ORDER BY c.period, c.number, r.edition
            """
        ).map {
            (
                try $0.string("number"), try $0.string("period"), try $0.integer("edition"), try $0.string("code"),
                try $0.optionalString("estimate")
            )
        }
    }
}
