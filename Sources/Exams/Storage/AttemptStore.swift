import Kernel
import Storage

/// All SQL of who sits a test, and of their papers.
enum AttemptStore {
    static func insert(_ sitters: [Sitter], _ db: any Connection) throws {
        try db.load(
            into: "exams_sitters", columns: ["exam", "login", "number", "unit_id", "extra_minutes", "reason"],
            rows: sitters.map { one -> [SQLValue] in
                [
                    .text(one.exam), .text(one.login), .integer(Int64(one.number)), .text(one.unit), .integer(Int64(one.extraMinutes)),
                    .text(one.reason),
                ]
            })
    }

    static func save(_ sitter: Sitter, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE exams_sitters SET extra_minutes = \(sitter.extraMinutes), reason = \(sitter.reason)
            WHERE exam = \(sitter.exam) AND login = \(sitter.login)
            """)
    }

    static func sitter(_ login: String, of exam: String, _ db: any Connection) throws -> Sitter? {
        try db.row("\(sitterColumns) WHERE exam = \(exam) AND login = \(login)").map(sitter)
    }

    /// In the order in which they were called.
    static func sitters(of exam: String, _ db: any Connection) throws -> [Sitter] {
        try db.rows("\(sitterColumns) WHERE exam = \(exam) ORDER BY number").map(sitter)
    }

    private static let sitterColumns: SQL = "SELECT exam, login, number, unit_id, extra_minutes, reason FROM exams_sitters"

    private static func sitter(_ row: Row) throws -> Sitter {
        try Sitter(
            exam: row.string("exam"), login: row.string("login"), number: row.integer("number"), unit: row.string("unit_id"),
            extraMinutes: row.integer("extra_minutes"), reason: row.string("reason"))
    }

    /// What people are called, by login: from the view that Accounts publishes.
    static func names(_ logins: some Sequence<String>, _ db: any Connection) throws -> [String: String] {
        let rows = try db.rows("SELECT login, name FROM accounts_names WHERE login IN \(list: Set(logins).sorted())")
        return Dictionary(try rows.map { (try $0.string("login"), try $0.string("name")) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: papers

    /// False where the person has begun already, on another page at the same moment for one.
    static func insert(_ attempt: Attempt, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            INSERT INTO exams_attempts (exam, login, started_ms, due_ms, paper, answers, reached, revision, ticket)
            VALUES (\(attempt.exam), \(attempt.login), \(attempt.started), \(attempt.due), \(attempt.paper.text), \(text(attempt.answers)),
                \(attempt.reached), \(attempt.revision), \(attempt.ticket))
            ON CONFLICT (exam, login) DO NOTHING
            """) == 1
    }

    /// Saves over the revision that was read, in one row: a thousand people may save at once.
    static func save(_ attempt: Attempt, over revision: Int, _ db: any Connection) throws {
        let outcome = attempt.outcome
        let count = try db.run(
            """
            UPDATE exams_attempts SET due_ms = \(attempt.due), answers = \(text(attempt.answers)), reached = \(attempt.reached),
                revision = \(attempt.revision), ticket = \(attempt.ticket), saved_ms = \(attempt.saved), ended_ms = \(outcome?.ended),
                ending = \(outcome?.ending.rawValue), score_micropoints = \(outcome?.score), is_passed = \(outcome?.isPassed)
            WHERE exam = \(attempt.exam) AND login = \(attempt.login) AND revision = \(revision) AND ended_ms IS NULL
            """)
        guard count == 1 else { throw ExamsError.changedElsewhere }
    }

    static func find(_ login: String, of exam: String, _ db: any Connection) throws -> Attempt? {
        try db.row("\(columns) WHERE a.exam = \(exam) AND a.login = \(login)").map(attempt)
    }

    static func attempts(of exam: String, _ db: any Connection) throws -> [Attempt] {
        try db.rows("\(columns) WHERE a.exam = \(exam) ORDER BY a.login").map(attempt)
    }

    /// Papers whose time is over, grace included, and that nobody handed in; of one test or of all.
    static func overdue(at now: Timestamp, of exam: String? = nil, most: Int, _ db: any Connection) throws -> [Attempt] {
        let own: SQL = exam.map { "AND a.exam = \($0)" } ?? ""
        return try db.rows(
            """
            \(columns) JOIN exams_exams e ON e.number = a.exam
            WHERE a.ended_ms IS NULL AND a.due_ms <= \(now) AND a.due_ms + e.grace_seconds * 1000 <= \(now) \(own)
            ORDER BY a.due_ms, a.exam, a.login LIMIT \(most)
            """
        ).map(attempt)
    }

    private static let columns: SQL = """
        SELECT a.exam, a.login, a.started_ms, a.due_ms, a.paper, a.answers, a.reached, a.revision, a.ticket, a.saved_ms, a.ended_ms,
            a.ending, a.score_micropoints, a.is_passed
        FROM exams_attempts a
        """

    private static func text(_ answers: [Int]) -> String { answers.map(String.init).joined(separator: " ") }

    private static func attempt(_ row: Row) throws -> Attempt {
        let answers = try row.string("answers").split(separator: " ").compactMap { Int($0) }
        guard let paper = Paper(try row.string("paper")), answers.count == paper.items.count else {
            preconditionFailure("a stored paper can be read, and has an answer or none for each question")
        }
        var attempt = try Attempt(
            exam: row.string("exam"), login: row.string("login"), started: row.timestamp("started_ms"), due: row.timestamp("due_ms"),
            paper: paper, answers: answers, reached: row.integer("reached"), revision: row.integer("revision"),
            ticket: row.string("ticket"), saved: row.optionalTimestamp("saved_ms"), outcome: nil)
        if let ended = try row.optionalTimestamp("ended_ms") {
            attempt.outcome = try Attempt.Outcome(
                ended: ended, ending: row.word("ending"), score: row.points("score_micropoints"), isPassed: row.bool("is_passed"))
        }
        return attempt
    }
}
