import Kernel
import Storage
import Units

/// What is counted while a campaign runs: participation by unit, channel and enumerator, and answers by channel.
enum FollowStore {
    /// Askings of one group and unit by outcome.
    struct Line: Sendable, Hashable {
        let unit: ID<Units.Unit>
        var counts: [AskingOutcome: Int] = [:]
        var wanted: Int

        var asked: Int { counts.values.reduce(0, +) }
        subscript(outcome: AskingOutcome) -> Int { counts[outcome] ?? 0 }
    }

    static func byUnit(_ campaign: String, _ group: String, _ db: any Connection) throws -> [Line] {
        var lines: [ID<Units.Unit>: Line] = [:]
        for (unit, quota) in try CampaignStore.matrix(of: campaign, group, db) { lines[unit] = Line(unit: unit, wanted: quota) }
        for row in try db.rows(
            """
            SELECT a.unit_id, a.outcome, COUNT(*) AS n FROM surveys_askings a JOIN surveys_persons p ON p.id = a.person_id
            WHERE p.campaign = \(campaign) AND p.respondents = \(group) AND p.role IN ('sample', 'replacement')
            GROUP BY a.unit_id, a.outcome
            """)
        {
            let unit: ID<Units.Unit> = try row.id("unit_id")
            lines[unit, default: Line(unit: unit, wanted: 0)].counts[try row.word("outcome")] = try row.integer("n")
        }
        return lines.values.sorted { $0.unit < $1.unit }
    }

    /// Askings that were answered, by channel.
    static func byChannel(_ campaign: String, _ group: String, _ db: any Connection) throws -> [AnswerChannel: Int] {
        let rows = try db.rows(
            """
            SELECT a.channel, COUNT(*) AS n FROM surveys_askings a JOIN surveys_persons p ON p.id = a.person_id
            WHERE p.campaign = \(campaign) AND p.respondents = \(group) AND a.outcome = 'answered' GROUP BY a.channel
            """)
        return Dictionary(try rows.map { (try $0.word("channel"), try $0.integer("n")) }, uniquingKeysWith: { first, _ in first })
    }

    /// What enumerators were given, and what came of it.
    static func byEnumerator(_ campaign: String, _ group: String, _ db: any Connection) throws -> [(
        login: String, counts: [AskingOutcome: Int]
    )] {
        var lines: [String: [AskingOutcome: Int]] = [:]
        for row in try db.rows(
            """
            SELECT p.enumerator, a.outcome, COUNT(*) AS n FROM surveys_askings a JOIN surveys_persons p ON p.id = a.person_id
            WHERE p.campaign = \(campaign) AND p.respondents = \(group) AND p.enumerator IS NOT NULL
                AND p.role IN ('sample', 'replacement')
            GROUP BY p.enumerator, a.outcome
            """)
        {
            lines[try row.string("enumerator"), default: [:]][try row.word("outcome")] = try row.integer("n")
        }
        return lines.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Answers that were put away: by channel and stream, how many came and how many of them count (SV-17, SV-25).
    static func answers(_ campaign: String, _ group: String, _ db: any Connection) throws -> [(
        channel: AnswerChannel, stream: KeptAnswer.Stream, returned: Int, valid: Int
    )] {
        try db.rows(
            """
            SELECT channel, stream, COUNT(*) AS returned,
                COUNT(CASE WHEN invalid_reason = '' AND is_repeat = 0 THEN 1 END) AS valid
            FROM surveys_answers WHERE campaign = \(campaign) AND respondents = \(group) GROUP BY channel, stream ORDER BY stream, channel
            """
        ).map { (try $0.word("channel"), try $0.word("stream"), try $0.integer("returned"), try $0.integer("valid")) }
    }

    static func waiting(_ campaign: String, _ group: String, _ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS n FROM surveys_waiting WHERE campaign = \(campaign) AND respondents = \(group)")?.integer("n") ?? 0
    }
}
