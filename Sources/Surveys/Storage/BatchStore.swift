import Kernel
import Platform
import Storage

/// All SQL of batches of paper: what came back, what two people read, what a third saw.
enum BatchStore {
    static func insert(_ batch: PaperBatch, by login: String, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_batches (number, campaign, respondents, received_from, received_date, form_count, state, first_clerk,
                second_clerk, settler, keying, error_limit, file_digest, file_name, note, closed_ms, login, version)
            VALUES (\(batch.number), \(batch.campaign), \(batch.respondents), \(batch.receivedFrom), \(batch.received), \(batch.count),
                \(batch.state), \(batch.clerks.first), \(batch.clerks.second), \(batch.clerks.settler), \(batch.keying),
                \(batch.errorLimit), \(batch.scan?.digest.rawValue), \(batch.scan?.name), \(batch.note), \(batch.closed), \(login),
                \(batch.version))
            """)
    }

    /// Saves over the version that was read; somebody who was faster is told.
    static func update(_ batch: PaperBatch, _ db: any Connection) throws {
        let count = try db.run(
            """
            UPDATE surveys_batches SET state = \(batch.state), first_clerk = \(batch.clerks.first), second_clerk = \(batch.clerks.second),
                settler = \(batch.clerks.settler), keying = \(batch.keying), closed_ms = \(batch.closed), version = version + 1
            WHERE number = \(batch.number) AND version = \(batch.version)
            """)
        guard count == 1 else { throw SurveysError.changedMeanwhile(batch.number) }
    }

    static func find(_ number: String, _ db: any Connection) throws -> PaperBatch? {
        try db.row("\(columns) WHERE number = \(number)").map(batch)
    }

    static func all(of campaign: String, _ db: any Connection) throws -> [PaperBatch] {
        try db.rows("\(columns) WHERE campaign = \(campaign) ORDER BY number DESC LIMIT 500").map(batch)
    }

    /// Those in which somebody has a part that is not over (SV-45).
    static func open(for login: String, _ db: any Connection) throws -> [PaperBatch] {
        try db.rows(
            """
            \(columns) WHERE (first_clerk = \(login) OR second_clerk = \(login) OR settler = \(login)) AND state <> 'closed'
            ORDER BY number LIMIT 500
            """
        ).map(batch)
    }

    /// How many of a campaign are not put away.
    static func openCount(of campaign: String, _ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS n FROM surveys_batches WHERE campaign = \(campaign) AND state <> 'closed'")?.integer("n") ?? 0
    }

    private static let columns: SQL = """
        SELECT number, campaign, respondents, received_from, received_date, form_count, state, first_clerk, second_clerk, settler, keying,
            error_limit, file_digest, file_name, note, closed_ms, version
        FROM surveys_batches
        """

    private static func batch(_ row: Row) throws -> PaperBatch {
        let scan = try row.optionalString("file_digest").flatMap(FileDigest.init(rawValue:)).map {
            NamedFile(digest: $0, name: try row.optionalString("file_name") ?? "")
        }
        return try PaperBatch(
            number: row.string("number"), campaign: row.string("campaign"), respondents: row.string("respondents"),
            receivedFrom: row.string("received_from"), received: row.date("received_date"), count: row.integer("form_count"),
            state: row.word("state"),
            clerks: PaperClerks(row.string("first_clerk"), row.string("second_clerk"), settler: row.string("settler")),
            keying: row.integer("keying"), errorLimit: row.integer("error_limit"), scan: scan, note: row.string("note"),
            closed: row.optionalTimestamp("closed_ms"), version: row.integer("version"))
    }

    // MARK: keyings

    /// What somebody read; read again before the batch is whole, it takes the place of the first reading.
    static func put(_ form: KeyedForm, keying: Int, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_keyings (serial, keying, turn, login, record, invalid_reason, keyed_ms)
            VALUES (\(form.serial.description), \(keying), \(form.turn), \(form.login), \(form.record.text), \(form.mark?.rawValue ?? ""), \(now))
            ON CONFLICT (serial, keying, turn) DO UPDATE SET record = excluded.record, invalid_reason = excluded.invalid_reason,
                keyed_ms = excluded.keyed_ms
            """)
    }

    static func keyings(of batch: PaperBatch, _ db: any Connection) throws -> [KeyedForm] {
        try db.rows(
            """
            SELECT k.serial, k.turn, k.login, k.record, k.invalid_reason FROM surveys_keyings k
            JOIN surveys_serials s ON s.serial = k.serial
            WHERE s.batch = \(batch.number) AND k.keying = \(batch.keying) ORDER BY k.serial, k.turn
            """
        ).map { row in
            try KeyedForm(
                serial: serial(row), turn: row.integer("turn"), login: row.string("login"),
                record: AnswerRecord(text: row.string("record")),
                mark: InvalidReason(rawValue: row.string("invalid_reason")))
        }
    }

    /// How many forms each turn has keyed in.
    static func keyed(of batch: PaperBatch, _ db: any Connection) throws -> [Int: Int] {
        let rows = try db.rows(
            """
            SELECT k.turn, COUNT(*) AS n FROM surveys_keyings k JOIN surveys_serials s ON s.serial = k.serial
            WHERE s.batch = \(batch.number) AND k.keying = \(batch.keying) GROUP BY k.turn
            """)
        return Dictionary(try rows.map { (try $0.integer("turn"), try $0.integer("n")) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: settlements

    static func put(_ settlement: Settlement, keying: Int, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_settlements (serial, keying, question, settled, comment, login, settled_ms)
            VALUES (\(settlement.serial.description), \(keying), \(settlement.question), \(settlement.settled), \(settlement.comment),
                \(settlement.login), \(now))
            ON CONFLICT (serial, keying, question) DO UPDATE SET settled = excluded.settled, comment = excluded.comment,
                login = excluded.login, settled_ms = excluded.settled_ms
            """)
    }

    static func settlements(of batch: PaperBatch, _ db: any Connection) throws -> [Settlement] {
        try db.rows(
            """
            SELECT t.serial, t.question, t.settled, t.comment, t.login FROM surveys_settlements t
            JOIN surveys_serials s ON s.serial = t.serial
            WHERE s.batch = \(batch.number) AND t.keying = \(batch.keying) ORDER BY t.serial, t.question
            """
        ).map { row in
            try Settlement(
                serial: serial(row), question: row.string("question"), settled: row.string("settled"), comment: row.string("comment"),
                login: row.string("login"))
        }
    }

    private static func serial(_ row: Row) throws -> FormSerial {
        guard let serial = FormSerial(try row.string("serial")) else { preconditionFailure("a stored serial has its check figure") }
        return serial
    }
}
