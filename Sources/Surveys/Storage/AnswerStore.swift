import Kernel
import Platform
import Storage

/// All SQL of answers.
///
/// Nothing here knows a person (SV-50).
enum AnswerStore {
    /// Puts answers away, in an order of chance.
    static func put(_ answers: [KeptAnswer], _ db: any Connection) throws {
        try db.load(
            into: "surveys_answers",
            columns: [
                "id", "campaign", "respondents", "unit_id", "instrument_id", "cell", "language", "channel", "stream", "device", "batch",
                "enumerator", "seconds", "received_date", "claimed_date", "is_repeat", "record", "invalid_reason",
            ],
            rows: answers.shuffled().map { answer -> [SQLValue] in
                [
                    .text(RandomWord.id()), .text(answer.campaign), .text(answer.respondents), .text(answer.unit.rawValue),
                    .text(answer.instrument.rawValue), answer.cell.map { .integer(Int64($0)) } ?? .null, .text(answer.language.rawValue),
                    .text(answer.channel.rawValue), .text(answer.stream.rawValue), answer.device.map { .text($0) } ?? .null,
                    answer.batch.map { .text($0) } ?? .null, answer.enumerator.map { .text($0) } ?? .null,
                    answer.seconds.map { .integer(Int64($0)) } ?? .null, answer.received.map { .text($0.description) } ?? .null,
                    answer.claimed.map { .text($0.description) } ?? .null,
                    .integer(answer.isRepeat ? 1 : 0), .text(answer.record.text), .text(answer.invalid?.rawValue ?? ""),
                ]
            })
    }

    /// Lays the answer of somebody who was drawn with the others that wait; it has a cell and no day.
    static func wait(_ answer: KeptAnswer, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO surveys_waiting (id, campaign, respondents, unit_id, instrument_id, cell, language, channel, enumerator, seconds,
                record, invalid_reason)
            VALUES (\(RandomWord.id()), \(answer.campaign), \(answer.respondents), \(answer.unit), \(answer.instrument), \(answer.cell),
                \(answer.language.rawValue), \(answer.channel), \(answer.enumerator), \(answer.seconds), \(answer.record.text),
                \(answer.invalid?.rawValue ?? ""))
            """)
    }

    /// The campaigns of which at least so many answers wait.
    static func campaignsWaiting(_ least: Int, _ db: any Connection) throws -> [String] {
        try db.rows("SELECT campaign FROM surveys_waiting GROUP BY campaign HAVING COUNT(*) >= \(least) ORDER BY campaign").map {
            try $0.string("campaign")
        }
    }

    /// Takes everything that waits of a campaign.
    static func takeWaiting(of campaign: String, _ db: any Connection) throws -> [KeptAnswer] {
        try db.rows(
            """
            DELETE FROM surveys_waiting WHERE campaign = \(campaign)
            RETURNING respondents, unit_id, instrument_id, cell, language, channel, enumerator, seconds, record, invalid_reason
            """
        ).map { row in
            try KeptAnswer(
                campaign: campaign, respondents: row.string("respondents"), unit: row.id("unit_id"), instrument: row.id("instrument_id"),
                cell: row.integer("cell"), language: row.word("language"), channel: row.word("channel"), stream: .verified,
                enumerator: row.optionalString("enumerator"), seconds: row.optionalInteger("seconds"),
                record: AnswerRecord(text: row.string("record")), invalid: InvalidReason(rawValue: row.string("invalid_reason")))
        }
    }

    /// Whether a word was never taken before; it is from now on.
    ///
    /// For open streams.
    static func takeTicket(_ word: String, of campaign: String, on day: CalendarDate, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            INSERT INTO surveys_tickets (digest, campaign, received_date)
            VALUES (\(FileDigest(of: Array(word.utf8)).rawValue), \(campaign), \(day)) ON CONFLICT (digest) DO NOTHING
            """) == 1
    }

    /// Answers that were put away, in the order of their ids, which is one of chance; `group` nil: of all.
    static func all(of campaign: String, _ group: String? = nil, _ db: any Connection) throws -> [KeptAnswer] {
        let condition: SQL = group.map { "AND respondents = \($0)" } ?? ""
        return try db.rows(
            """
            SELECT respondents, unit_id, instrument_id, cell, language, channel, stream, device, batch, enumerator, seconds, received_date,
                claimed_date, is_repeat, record, invalid_reason
            FROM surveys_answers WHERE campaign = \(campaign) \(condition) ORDER BY id
            """
        ).map { row in
            try KeptAnswer(
                campaign: campaign, respondents: row.string("respondents"), unit: row.id("unit_id"), instrument: row.id("instrument_id"),
                cell: row.optionalInteger("cell"), language: row.word("language"), channel: row.word("channel"), stream: row.word("stream"),
                device: row.optionalString("device"), batch: row.optionalString("batch"), enumerator: row.optionalString("enumerator"),
                seconds: row.optionalInteger("seconds"), received: row.optionalDate("received_date"),
                claimed: row.optionalDate("claimed_date"), isRepeat: row.bool("is_repeat"),
                record: AnswerRecord(text: row.string("record")), invalid: InvalidReason(rawValue: row.string("invalid_reason")))
        }
    }
}
