import Kernel
import Storage
import Units

/// All SQL of rounds, their blocks and their units.
enum RoundStore {
    static func find(_ code: String, _ db: any Connection) throws -> Round? {
        try db.ask(find(code))
    }

    static func find(_ code: String) -> Query<Round?> {
        Query("\(columns) WHERE r.code = \(code)") { try $0.first.map(round) }
    }

    /// Every round, the latest period first.
    static func all(_ db: any Connection) throws -> [Round] {
        try db.rows("\(columns) ORDER BY r.period_last DESC, r.code").map(round)
    }

    /// The real round that was decided last for an earlier period and in which the block took part.
    static func previous(to round: Round, block: String, _ db: any Connection) throws -> (round: Round, framework: String)? {
        try db.row(
            """
            SELECT r.*, b.framework_id FROM assessments_rounds r JOIN assessments_blocks b ON b.round_id = r.id
            WHERE b.block_code = \(block) AND r.kind = 'real' AND r.status = 'decided' AND r.period_last < \(round.period.last)
            ORDER BY r.period_last DESC, r.code LIMIT 1
            """
        ).map { try (self.round($0), $0.string("framework_id")) }
    }

    static func insert(_ round: Round, _ db: any Connection) throws {
        let deadlines = round.deadlines
        try db.run(
            """
            INSERT INTO assessments_rounds
                (id, code, title_vi, title_en, period, period_last, kind, status, starts_ms, self_assessment_ms, survey_ms, appraisal_ms,
                explanation_ms, second_appraisal_ms, council_ms, created_ms)
            VALUES (\(round.id), \(round.code), \(round.title.vi), \(round.title.en), \(round.period.description), \(round.period.last),
                \(round.kind.rawValue), \(round.status.rawValue), \(deadlines.starts), \(deadlines.selfAssessment), \(deadlines.survey),
                \(deadlines.appraisal), \(deadlines.explanation), \(deadlines.secondAppraisal), \(deadlines.council), \(round.created))
            """)
    }

    static func set(_ deadlines: Deadlines, of round: ID<Round>, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE assessments_rounds SET starts_ms = \(deadlines.starts), self_assessment_ms = \(deadlines.selfAssessment),
                survey_ms = \(deadlines.survey), appraisal_ms = \(deadlines.appraisal), explanation_ms = \(deadlines.explanation),
                second_appraisal_ms = \(deadlines.secondAppraisal), council_ms = \(deadlines.council)
            WHERE id = \(round)
            """)
    }

    static func open(_ round: ID<Round>, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE assessments_rounds SET status = 'open', opened_ms = \(now) WHERE id = \(round)")
    }

    static func decide(_ round: ID<Round>, _ decision: Round.Decision, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE assessments_rounds SET status = 'decided', decided_ms = \(decision.decided), decision_number = \(decision.number),
                decision_date = \(decision.date), decision_signer = \(decision.signer), figures_digest = \(decision.digest)
            WHERE id = \(round)
            """)
    }

    // MARK: blocks and units

    static func insert(_ blocks: [RoundBlock], of round: ID<Round>, _ db: any Connection) throws {
        for (position, block) in blocks.enumerated() {
            try db.run(
                """
                INSERT INTO assessments_blocks (round_id, block_code, framework_id, position)
                VALUES (\(round), \(block.code), \(block.framework), \(position))
                """)
        }
    }

    static func blocks(of round: ID<Round>, _ db: any Connection) throws -> [RoundBlock] {
        try db.rows("SELECT block_code, framework_id FROM assessments_blocks WHERE round_id = \(round) ORDER BY position").map {
            try RoundBlock(code: $0.string("block_code"), framework: $0.string("framework_id"))
        }
    }

    static func insert(_ units: [RoundUnit], of round: ID<Round>, _ db: any Connection) throws {
        let rows = units.enumerated().map { position, unit -> [SQLValue] in
            [
                .text(round.rawValue), .text(unit.id.rawValue), .text(unit.block), unit.isRanked.sqlValue, .integer(Int64(position)),
            ]
        }
        try db.load(into: "assessments_units", columns: ["round_id", "unit_id", "block_code", "is_ranked", "position"], rows: rows)
    }

    /// The units of a round, in the order in which they were listed.
    static func units(of round: ID<Round>, block: String? = nil, _ db: any Connection) throws -> [RoundUnit] {
        let condition: SQL = block.map { "AND m.block_code = \($0)" } ?? ""
        return try db.rows("\(unitColumns) WHERE m.round_id = \(round) \(condition) ORDER BY m.position").map(unit)
    }

    /// A unit of a round, which is named by its code, with the framework of the unit's block.
    static func unit(_ code: String, in round: String) -> Query<(unit: RoundUnit, framework: String)?> {
        Query("\(unitColumns) JOIN assessments_rounds r ON r.id = m.round_id WHERE r.code = \(round) AND u.code = \(code)") {
            try $0.first.map { try (unit($0), $0.string("framework_id")) }
        }
    }

    /// Ids of the rounds in which one of the units takes part.
    static func rounds(of units: Set<String>, _ db: any Connection) throws -> Set<ID<Round>> {
        Set(
            try db.rows("SELECT DISTINCT round_id FROM assessments_units WHERE unit_id IN \(list: units.sorted())").map {
                try $0.id("round_id")
            })
    }

    private static let columns: SQL = "SELECT r.* FROM assessments_rounds r"

    private static let unitColumns: SQL = """
        SELECT u.id, u.code, u.name_vi, u.name_en, m.block_code, m.is_ranked, b.framework_id FROM assessments_units m
        JOIN units_units u ON u.id = m.unit_id
        JOIN assessments_blocks b ON b.round_id = m.round_id AND b.block_code = m.block_code
        """

    private static func unit(_ row: Row) throws -> RoundUnit {
        try RoundUnit(
            id: row.id("id"), code: row.string("code"), name: Bilingual(vi: row.string("name_vi"), en: row.string("name_en")),
            block: row.string("block_code"), isRanked: row.bool("is_ranked"))
    }

    private static func round(_ row: Row) throws -> Round {
        guard let period = Period(try row.string("period")) else { preconditionFailure("a stored round has a sound period") }
        var decision: Round.Decision?
        if let decided = try row.optionalTimestamp("decided_ms") {
            decision = try Round.Decision(
                number: row.string("decision_number"), date: row.date("decision_date"), signer: row.string("decision_signer"),
                decided: decided, digest: row.string("figures_digest"))
        }
        return try Round(
            id: row.id("id"), code: row.string("code"), title: Bilingual(vi: row.string("title_vi"), en: row.string("title_en")),
            period: period, kind: row.word("kind"), status: row.word("status"),
            deadlines: Deadlines(
                starts: row.timestamp("starts_ms"), selfAssessment: row.timestamp("self_assessment_ms"), survey: row.timestamp("survey_ms"),
                appraisal: row.timestamp("appraisal_ms"), explanation: row.timestamp("explanation_ms"),
                secondAppraisal: row.timestamp("second_appraisal_ms"), council: row.timestamp("council_ms")),
            created: row.timestamp("created_ms"), opened: row.optionalTimestamp("opened_ms"), decision: decision)
    }
}
