import Kernel
import Storage

/// All SQL of what was planned of tests, and what their papers are drawn from.
enum ExamStore {
    /// The next number of a year's register.
    static func next(_ kind: StaticString, year: Int, _ db: any Connection) throws -> Int {
        try db.row(
            """
            INSERT INTO exams_sequences (kind, year, last) VALUES (\(kind.description), \(year), 1)
            ON CONFLICT (kind, year) DO UPDATE SET last = exams_sequences.last + 1 RETURNING last
            """)?.integer("last") ?? 1
    }

    /// `units` are the ids of the plan's units.
    static func insert(_ exam: Exam, units: [String], _ db: any Connection) throws {
        let plan = exam.plan
        try db.runLater(
            """
            INSERT INTO exams_exams (number, title, opens_ms, closes_ms, minutes, grace_seconds, pass_hundredths, seed, is_one_way,
                shows_people, announced_ms, released_ms, is_generated, version)
            VALUES (\(exam.number), \(plan.title), \(plan.opens), \(plan.closes), \(plan.minutes), \(plan.graceSeconds),
                \(plan.passHundredths), \(String(plan.seed)), \(plan.isOneWay), \(plan.showsPeople), \(exam.announced), \(exam.released),
                \(exam.isGenerated), \(exam.version))
            """)
        try fill(exam, units, db)
    }

    /// Saves a plan over the version that was read; somebody who was faster is told.
    static func update(_ exam: Exam, units: [String], _ db: any Connection) throws {
        let plan = exam.plan
        let count = try db.run(
            """
            UPDATE exams_exams SET title = \(plan.title), opens_ms = \(plan.opens), closes_ms = \(plan.closes), minutes = \(plan.minutes),
                grace_seconds = \(plan.graceSeconds), pass_hundredths = \(plan.passHundredths), seed = \(String(plan.seed)),
                is_one_way = \(plan.isOneWay), shows_people = \(plan.showsPeople), version = version + 1
            WHERE number = \(exam.number) AND version = \(exam.version)
            """)
        guard count == 1 else { throw ExamsError.changedMeanwhile(exam.number) }
        try db.runLater("DELETE FROM exams_scopes WHERE exam = \(exam.number)")
        try db.runLater("DELETE FROM exams_parts WHERE exam = \(exam.number)")
        try fill(exam, units, db)
    }

    /// Saves how far a test is, over the version that was read.
    static func advance(_ exam: Exam, _ db: any Connection) throws {
        let count = try db.run(
            """
            UPDATE exams_exams SET announced_ms = \(exam.announced), released_ms = \(exam.released), version = version + 1
            WHERE number = \(exam.number) AND version = \(exam.version)
            """)
        guard count == 1 else { throw ExamsError.changedMeanwhile(exam.number) }
    }

    private static func fill(_ exam: Exam, _ units: [String], _ db: any Connection) throws {
        for unit in units {
            try db.runLater("INSERT INTO exams_scopes (exam, unit_id) VALUES (\(exam.number), \(unit))")
        }
        for (index, part) in exam.plan.parts.enumerated() {
            try db.runLater(
                """
                INSERT INTO exams_parts (exam, number, topic, level, count, points_micropoints)
                VALUES (\(exam.number), \(index + 1), \(part.topic), \(part.level), \(part.count), \(part.points))
                """)
        }
    }

    static func find(_ number: String, _ db: any Connection) throws -> Exam? {
        try db.row("\(columns) WHERE number = \(number)").map { try exam($0, db) }
    }

    /// All, the latest first.
    static func all(_ db: any Connection) throws -> [Exam] {
        try db.rows("\(columns) ORDER BY opens_ms DESC, number DESC LIMIT 200").map { try exam($0, db) }
    }

    /// Those that somebody is to sit, the latest first; drafts are nobody's yet.
    static func sat(by login: String, _ db: any Connection) throws -> [Exam] {
        try db.rows(
            """
            \(columns) WHERE announced_ms IS NOT NULL AND number IN (SELECT exam FROM exams_sitters WHERE login = \(login))
            ORDER BY opens_ms DESC, number DESC LIMIT 100
            """
        ).map { try exam($0, db) }
    }

    /// Those whose results were given out and whose time was over in some time.
    static func released(from first: Timestamp, before end: Timestamp, _ db: any Connection) throws -> [Exam] {
        try db.rows(
            "\(columns) WHERE released_ms IS NOT NULL AND closes_ms > \(first) AND closes_ms <= \(end) ORDER BY number"
        ).map { try exam($0, db) }
    }

    // MARK: what papers are drawn from

    static func addToPool(_ candidates: [Paper.Candidate], of exam: String, _ db: any Connection) throws {
        var last: [Int: Int] = [:]
        let rows = candidates.map { one -> [SQLValue] in
            last[one.part, default: 0] += 1
            return [
                .text(exam), .integer(Int64(one.part)), .integer(Int64(last[one.part] ?? 1)), .text(one.question.code),
                .integer(Int64(one.question.version)),
            ]
        }
        try db.load(into: "exams_pool", columns: ["exam", "part", "number", "code", "version"], rows: rows)
    }

    static func pool(of exam: String, _ db: any Connection) throws -> [Paper.Candidate] {
        try db.rows(
            """
            SELECT p.part, p.code, p.version, v.choices FROM exams_pool p JOIN exams_versions v ON v.code = p.code AND v.version = p.version
            WHERE p.exam = \(exam) ORDER BY p.part, p.number
            """
        ).map { row in
            try Paper.Candidate(
                part: row.integer("part"), question: Question.Key(code: row.string("code"), version: row.integer("version")),
                choices: row.integer("choices"))
        }
    }

    /// The right choice of each question that may stand on a paper.
    static func keys(of exam: String, _ db: any Connection) throws -> [Question.Key: Int] {
        let rows = try db.rows(
            """
            SELECT p.code, p.version, v.correct FROM exams_pool p JOIN exams_versions v ON v.code = p.code AND v.version = p.version
            WHERE p.exam = \(exam)
            """)
        return Dictionary(
            try rows.map { (Question.Key(code: try $0.string("code"), version: try $0.integer("version")), try $0.integer("correct")) },
            uniquingKeysWith: { first, _ in first })
    }

    private static let columns: SQL = """
        SELECT number, title, opens_ms, closes_ms, minutes, grace_seconds, pass_hundredths, seed, is_one_way, shows_people, announced_ms,
            released_ms, is_generated, version
        FROM exams_exams
        """

    private static func exam(_ row: Row, _ db: any Connection) throws -> Exam {
        let number = try row.string("number")
        let parts = try db.rows(
            "SELECT topic, level, count, points_micropoints FROM exams_parts WHERE exam = \(number) ORDER BY number"
        ).map {
            try ExamPlan.Part(
                topic: $0.string("topic"), level: $0.integer("level"), count: $0.integer("count"), points: $0.points("points_micropoints"))
        }
        let units = try db.rows(
            "SELECT u.code FROM exams_scopes s JOIN units_units u ON u.id = s.unit_id WHERE s.exam = \(number) ORDER BY u.sort_key, u.code"
        ).map { try $0.string("code") }
        guard let seed = UInt64(try row.string("seed")) else { preconditionFailure("a stored seed is a whole number") }
        let plan = try ExamPlan(
            title: row.string("title"), units: units, opens: row.timestamp("opens_ms"), closes: row.timestamp("closes_ms"),
            minutes: row.integer("minutes"), graceSeconds: row.integer("grace_seconds"), passHundredths: row.integer("pass_hundredths"),
            seed: seed, isOneWay: row.bool("is_one_way"), showsPeople: row.bool("shows_people"), parts: parts)
        return try Exam(
            number: number, plan: plan, announced: row.optionalTimestamp("announced_ms"), released: row.optionalTimestamp("released_ms"),
            isGenerated: row.bool("is_generated"), version: row.integer("version"))
    }
}
