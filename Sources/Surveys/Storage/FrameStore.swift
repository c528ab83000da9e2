import Kernel
import Storage
import Units

/// All SQL of lists that are drawn from, and of their strata.
enum FrameStore {
    static func delete(of campaign: String, _ group: String, _ db: any Connection) throws {
        try db.runLater("DELETE FROM surveys_strata WHERE campaign = \(campaign) AND respondents = \(group)")
        try db.runLater("DELETE FROM surveys_frame_rows WHERE campaign = \(campaign) AND respondents = \(group)")
        try db.run("DELETE FROM surveys_frames WHERE campaign = \(campaign) AND respondents = \(group)")
    }

    /// A list in the place of the one before it.
    static func replace(_ head: FrameHead, _ rows: [FrameRow], of campaign: String, _ group: String, _ db: any Connection) throws {
        try delete(of: campaign, group, db)
        try db.run(
            """
            INSERT INTO surveys_frames (campaign, respondents, digest, row_count, file_name, taken_ms, login)
            VALUES (\(campaign), \(group), \(head.digest), \(head.rows), \(head.file), \(head.taken), \(head.login))
            """)
        try db.load(
            into: "surveys_frame_rows",
            columns: [
                "campaign", "respondents", "number", "reference", "unit_id", "stratum", "commune", "village", "name", "address", "phone",
                "email",
            ],
            rows: rows.lazy.enumerated().map { index, row -> [SQLValue] in
                [
                    .text(campaign), .text(group), .integer(Int64(index + 1)), .text(row.reference), .text(row.unit.rawValue),
                    .text(row.stratum), .text(row.commune), .text(row.village), .text(row.name), .text(row.address), .text(row.phone),
                    .text(row.email),
                ]
            })
    }

    static func head(of campaign: String, _ group: String, _ db: any Connection) throws -> FrameHead? {
        try db.row(
            """
            SELECT digest, row_count, file_name, taken_ms, login FROM surveys_frames WHERE campaign = \(campaign) AND respondents = \(group)
            """
        ).map {
            try FrameHead(
                digest: $0.string("digest"), rows: $0.integer("row_count"), file: $0.string("file_name"), taken: $0.timestamp("taken_ms"),
                login: $0.string("login"))
        }
    }

    /// The columns by which is drawn, in the order of the list.
    static func list(of campaign: String, _ group: String, _ db: any Connection) throws -> SampleDraw.List {
        var list = SampleDraw.List()
        try db.each(
            """
            SELECT stratum, commune, village FROM surveys_frame_rows WHERE campaign = \(campaign) AND respondents = \(group) ORDER BY number
            """
        ) { row in list.add(try row.string("stratum"), try row.string("commune"), try row.string("village")) }
        return list
    }

    /// Some rows of a list, by their numbers.
    static func rows(_ numbers: [Int], of campaign: String, _ group: String, _ db: any Connection) throws -> [Int: FrameRow] {
        var rows: [Int: FrameRow] = [:]
        for start in stride(from: 0, to: numbers.count, by: 1000) {
            let some = numbers[start..<min(start + 1000, numbers.count)]
            for row in try db.rows(
                """
                SELECT number, reference, unit_id, stratum, commune, village, name, address, phone, email FROM surveys_frame_rows
                WHERE campaign = \(campaign) AND respondents = \(group) AND number IN \(list: some)
                """)
            {
                rows[try row.integer("number")] = try FrameRow(
                    reference: row.string("reference"), unit: row.id("unit_id"), stratum: row.string("stratum"),
                    commune: row.string("commune"), village: row.string("village"), name: row.string("name"),
                    address: row.string("address"),
                    phone: row.string("phone"), email: row.string("email"))
            }
        }
        return rows
    }

    /// How many rows judge each unit.
    static func counts(of campaign: String, _ group: String, _ db: any Connection) throws -> [ID<Units.Unit>: Int] {
        let rows = try db.rows(
            """
            SELECT unit_id, COUNT(*) AS n FROM surveys_frame_rows WHERE campaign = \(campaign) AND respondents = \(group) GROUP BY unit_id
            """)
        return Dictionary(try rows.map { (try $0.id("unit_id"), try $0.integer("n")) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: strata

    /// The strata of a list that was taken: what was said of those of the same name before is kept.
    static func setStrata(_ strata: [Stratum], of campaign: String, _ group: String, _ db: any Connection) throws {
        try db.run("DELETE FROM surveys_strata WHERE campaign = \(campaign) AND respondents = \(group)")
        for stratum in strata {
            try db.runLater(
                """
                INSERT INTO surveys_strata (campaign, respondents, stratum, population, deviation, minimum, is_certain, allocated)
                VALUES (\(campaign), \(group), \(stratum.name), \(stratum.population), \(stratum.deviation.description), \(stratum.minimum),
                    \(stratum.isCertain), \(stratum.allocated))
                """)
        }
    }

    static func strata(of campaign: String, _ group: String, _ db: any Connection) throws -> [Stratum] {
        try db.rows(
            """
            SELECT stratum, population, deviation, minimum, is_certain, allocated FROM surveys_strata
            WHERE campaign = \(campaign) AND respondents = \(group) ORDER BY stratum
            """
        ).map { row in
            guard let deviation = Number(try row.string("deviation")) else { preconditionFailure("a stored stratum has an exact number") }
            return try Stratum(
                row.string("stratum"), population: row.integer("population"), deviation: deviation, minimum: row.integer("minimum"),
                isCertain: row.bool("is_certain"), allocated: row.optionalInteger("allocated"))
        }
    }

    // MARK: the house's own lists

    /// Dossiers that were settled in a period, of some units, by their codes; who handed them in is asked when somebody was drawn.
    static func settled(
        of units: [ID<Units.Unit>], from: Timestamp, to: Timestamp, _ db: any Connection, _ body: (String, ID<Units.Unit>) throws -> Void
    ) throws {
        try db.each(
            """
            SELECT code, unit_id FROM dossiers_settled
            WHERE unit_id IN \(list: units) AND finished_ms >= \(from) AND finished_ms < \(to) ORDER BY unit_id, code
            """
        ) { row in try body(row.string("code"), row.id("unit_id")) }
    }

    /// Who handed a dossier in.
    static func applicants(_ codes: [String], _ db: any Connection) throws -> [String: (
        name: String, address: String, phone: String, email: String
    )] {
        var found: [String: (name: String, address: String, phone: String, email: String)] = [:]
        for start in stride(from: 0, to: codes.count, by: 1000) {
            let some = codes[start..<min(start + 1000, codes.count)]
            for row in try db.rows("SELECT code, name, address, phone, email FROM dossiers_settled WHERE code IN \(list: some)") {
                found[try row.string("code")] = (
                    try row.string("name"), try row.string("address"), try row.string("phone"), try row.string("email")
                )
            }
        }
        return found
    }

    /// People with a role in some units now: login, name, e-mail, and the unit that they would judge.
    static func officials(of units: [ID<Units.Unit>], at now: Timestamp, _ db: any Connection) throws -> [FrameRow] {
        try db.rows(
            """
            SELECT DISTINCT login, name, email, home_unit_id FROM accounts_addressees
            WHERE home_unit_id IN \(list: units) AND from_ms <= \(now) AND (until_ms IS NULL OR until_ms > \(now)) ORDER BY home_unit_id, login
            """
        ).map { row in
            try FrameRow(
                reference: row.string("login"), unit: row.id("home_unit_id"), stratum: "", name: row.string("name"),
                email: row.string("email"))
        }
    }
}
