import Kernel
import Storage
import Units

/// All SQL of campaigns, their groups, their matrix and their costs.
enum CampaignStore {
    static func insert(_ campaign: Campaign, _ db: any Connection) throws {
        let plan = campaign.plan
        try db.run(
            """
            INSERT INTO surveys_campaigns (number, title, unit_id, period, state, opens_date, closes_date, seed, minimum_answers, note,
                planned_ms, drawn_ms, opened_ms, closed_ms, is_generated, version)
            VALUES (\(campaign.number), \(plan.title), \(campaign.unit), \(plan.period.description), \(campaign.state), \(plan.opens),
                \(plan.closes), \(campaign.seed.map(String.init)), \(plan.minimumAnswers), \(plan.note), \(campaign.planned),
                \(campaign.drawn), \(campaign.opened), \(campaign.closed), \(campaign.isGenerated), \(campaign.version))
            """)
    }

    /// Saves over the version that was read; somebody who was faster is told.
    static func update(_ campaign: Campaign, _ db: any Connection) throws {
        let plan = campaign.plan
        let count = try db.run(
            """
            UPDATE surveys_campaigns SET title = \(plan.title), period = \(plan.period.description), state = \(campaign.state),
                opens_date = \(plan.opens), closes_date = \(plan.closes), seed = \(campaign.seed.map(String.init)),
                minimum_answers = \(plan.minimumAnswers), note = \(plan.note), drawn_ms = \(campaign.drawn), opened_ms = \(campaign.opened),
                closed_ms = \(campaign.closed), version = version + 1
            WHERE number = \(campaign.number) AND version = \(campaign.version)
            """)
        guard count == 1 else { throw SurveysError.changedMeanwhile(campaign.number) }
    }

    static func find(_ number: String, _ db: any Connection) throws -> Campaign? {
        try db.row("\(columns) WHERE number = \(number)").map(campaign)
    }

    /// The campaign in which the holder of a link is asked.
    static func asking(_ token: LinkToken) -> Query<Campaign?> {
        Query("\(columns) WHERE number = (SELECT campaign FROM surveys_persons WHERE id = \(AskingStore.holder(of: token)))") {
            try $0.first.map(campaign)
        }
    }

    /// The latest first; `units` nil: of all.
    static func all(of units: Set<String>?, _ db: any Connection) throws -> [Campaign] {
        let condition: SQL = units.map { "WHERE unit_id IN \(list: $0.sorted())" } ?? ""
        return try db.rows("\(columns) \(condition) ORDER BY planned_ms DESC, number DESC LIMIT 200").map(campaign)
    }

    private static let columns: SQL = """
        SELECT number, title, unit_id, period, state, opens_date, closes_date, seed, minimum_answers, note, planned_ms, drawn_ms, opened_ms,
            closed_ms, is_generated, version
        FROM surveys_campaigns
        """

    private static func campaign(_ row: Row) throws -> Campaign {
        guard let period = Period(try row.string("period")) else { preconditionFailure("a stored campaign has a period") }
        let plan = try CampaignPlan(
            title: row.string("title"), period: period, opens: row.date("opens_date"), closes: row.date("closes_date"),
            minimumAnswers: row.integer("minimum_answers"), note: row.string("note"))
        return try Campaign(
            number: row.string("number"), unit: row.id("unit_id"), plan: plan, state: row.word("state"),
            seed: row.optionalString("seed").flatMap { UInt64($0) }, planned: row.timestamp("planned_ms"),
            drawn: row.optionalTimestamp("drawn_ms"), opened: row.optionalTimestamp("opened_ms"),
            closed: row.optionalTimestamp("closed_ms"), isGenerated: row.bool("is_generated"), version: row.integer("version"))
    }

    // MARK: groups

    static func put(_ group: RespondentGroup, of campaign: String, _ db: any Connection) throws {
        let design = group.design
        try db.run(
            """
            INSERT INTO surveys_groups (campaign, respondents, name_vi, name_en, instrument_id, frame, judges, draw, formula, sized_by,
                given_size, margin, share, design_effect, allocation, reserve_percent, communes, villages, households)
            VALUES (\(campaign), \(group.code), \(group.name.vi), \(group.name.en), \(group.instrument), \(group.frame), \(group.judges),
                \(design.draw), \(design.formula), \(design.sizing), \(design.givenSize), \(design.margin.description),
                \(design.share.description), \(design.designEffect.description), \(design.sharing), \(design.reservePercent),
                \(design.communes), \(design.villages), \(design.households))
            ON CONFLICT (campaign, respondents) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en,
                instrument_id = excluded.instrument_id, frame = excluded.frame, judges = excluded.judges, draw = excluded.draw,
                formula = excluded.formula, sized_by = excluded.sized_by, given_size = excluded.given_size, margin = excluded.margin,
                share = excluded.share, design_effect = excluded.design_effect, allocation = excluded.allocation,
                reserve_percent = excluded.reserve_percent, communes = excluded.communes, villages = excluded.villages,
                households = excluded.households
            """)
    }

    static func groups(of campaign: String, _ db: any Connection) throws -> [RespondentGroup] {
        try db.rows("\(groupColumns) WHERE campaign = \(campaign) ORDER BY respondents").map(group)
    }

    static func group(_ code: String, of campaign: String, _ db: any Connection) throws -> RespondentGroup? {
        try db.row("\(groupColumns) WHERE campaign = \(campaign) AND respondents = \(code)").map(group)
    }

    /// The group that the holder of a link belongs to.
    static func group(asking token: LinkToken) -> Query<RespondentGroup?> {
        Query(
            """
            \(groupColumns) WHERE (campaign, respondents) =
                (SELECT campaign, respondents FROM surveys_persons WHERE id = \(AskingStore.holder(of: token)))
            """
        ) { try $0.first.map(group) }
    }

    /// Takes a group out of a plan, with its list.
    static func deleteGroup(_ code: String, of campaign: String, _ db: any Connection) throws {
        try FrameStore.delete(of: campaign, code, db)
        try db.runLater("DELETE FROM surveys_matrix WHERE campaign = \(campaign) AND respondents = \(code)")
        try db.run("DELETE FROM surveys_groups WHERE campaign = \(campaign) AND respondents = \(code)")
    }

    private static let groupColumns: SQL = """
        SELECT respondents, name_vi, name_en, instrument_id, frame, judges, draw, formula, sized_by, given_size, margin, share,
            design_effect, allocation, reserve_percent, communes, villages, households
        FROM surveys_groups
        """

    private static func group(_ row: Row) throws -> RespondentGroup {
        func number(_ column: String) throws -> Number {
            guard let number = Number(try row.string(column)) else { preconditionFailure("a stored design has exact numbers") }
            return number
        }
        let design = try SampleDesign(
            draw: row.word("draw"), formula: row.word("formula"), sizing: row.word("sized_by"),
            givenSize: row.optionalInteger("given_size"),
            margin: number("margin"), share: number("share"), designEffect: number("design_effect"), sharing: row.word("allocation"),
            reservePercent: row.integer("reserve_percent"), communes: row.integer("communes"), villages: row.integer("villages"),
            households: row.integer("households"))
        return try RespondentGroup(
            code: row.string("respondents"), name: Bilingual(vi: row.string("name_vi"), en: row.string("name_en")),
            instrument: row.id("instrument_id"), frame: row.word("frame"), judges: row.word("judges"), design: design)
    }

    // MARK: matrix (SV-10)

    static func setMatrix(_ units: [ID<Units.Unit>], of campaign: String, _ group: String, _ db: any Connection) throws {
        try db.run("DELETE FROM surveys_matrix WHERE campaign = \(campaign) AND respondents = \(group)")
        for unit in units {
            try db.runLater(
                "INSERT INTO surveys_matrix (campaign, respondents, unit_id, quota) VALUES (\(campaign), \(group), \(unit), 0)")
        }
    }

    /// The units that a group judges, with the answers that are wanted of those who were drawn.
    ///
    /// They are followed (SV-17) and close nobody out: a drawn person answers once (SV-51) and nobody else stands in but a reserve that was
    /// drawn (SV-14); whoever comes is collected continuously (SV-16), as a series of its own (SV-25).
    static func matrix(of campaign: String, _ group: String, _ db: any Connection) throws -> [(unit: ID<Units.Unit>, quota: Int)] {
        try db.rows("SELECT unit_id, quota FROM surveys_matrix WHERE campaign = \(campaign) AND respondents = \(group) ORDER BY unit_id")
            .map {
                (try $0.id("unit_id"), try $0.integer("quota"))
            }
    }

    static func setQuota(_ quota: Int, of unit: ID<Units.Unit>, _ campaign: String, _ group: String, _ db: any Connection) throws {
        try db.runLater(
            "UPDATE surveys_matrix SET quota = \(quota) WHERE campaign = \(campaign) AND respondents = \(group) AND unit_id = \(unit)")
    }

    // MARK: costs

    static func setCosts(_ lines: [CostLine], of campaign: String, _ db: any Connection) throws {
        try db.run("DELETE FROM surveys_costs WHERE campaign = \(campaign)")
        for (index, line) in lines.enumerated() {
            try db.runLater(
                """
                INSERT INTO surveys_costs (campaign, number, title, quantity, dong, minutes)
                VALUES (\(campaign), \(index + 1), \(line.title), \(line.quantity), \(line.dong), \(line.minutes))
                """)
        }
    }

    static func costs(of campaign: String, _ db: any Connection) throws -> [CostLine] {
        try db.rows("SELECT title, quantity, dong, minutes FROM surveys_costs WHERE campaign = \(campaign) ORDER BY number").map {
            try CostLine(
                title: $0.string("title"), quantity: $0.integer("quantity"), dong: Int64($0.integer("dong")), minutes: $0.integer("minutes")
            )
        }
    }
}
