import Kernel
import Storage

/// Which questions a list shows.
package struct QuestionFilter: Hashable, Sendable {
    package var text = ""
    package var topic = ""
    package var level: Int?
    package var isRetired = false

    package init() {}
}

/// All SQL of the bank.
enum QuestionStore {
    static func insert(_ question: Question, isSample: Bool, _ db: any Connection) throws {
        if question.version == 1 {
            try db.runLater(
                "INSERT INTO exams_questions (code, version, is_sample) VALUES (\(question.code), 1, \(isSample))")
        } else {
            try db.runLater(
                """
                UPDATE exams_questions SET version = \(question.version), is_sample = \(isSample), retired_ms = NULL, reason = NULL
                WHERE code = \(question.code)
                """)
        }
        let content = question.content
        try db.runLater(
            """
            INSERT INTO exams_versions (code, version, topic, level, text, choices, correct, source, search_text, created_ms)
            VALUES (\(question.code), \(question.version), \(content.topic), \(content.level), \(content.text), \(content.choices.count),
                \(content.correct), \(content.source), \(SearchText.fold("\(question.code) \(content.text) \(content.source)")),
                \(question.created))
            """)
        for (index, choice) in content.choices.enumerated() {
            try db.runLater(
                """
                INSERT INTO exams_choices (code, version, number, text)
                VALUES (\(question.code), \(question.version), \(index + 1), \(choice))
                """)
        }
    }

    static func retire(_ code: String, reason: String, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE exams_questions SET retired_ms = \(now), reason = \(reason) WHERE code = \(code)")
    }

    /// A page of the newest versions that answer a filter, in the order of topics, levels and codes, and how many there are in all.
    static func search(_ filter: QuestionFilter, page: Int, size: Int, _ db: any Connection) throws -> (found: [BankEntry], count: Int) {
        var conditions: [SQL] = [filter.isRetired ? "q.retired_ms IS NOT NULL" : "q.retired_ms IS NULL"]
        for word in SearchText.words(filter.text, most: 8) {
            conditions.append("v.search_text LIKE \("%\(word)%")")
        }
        if !filter.topic.isEmpty { conditions.append("v.topic = \(filter.topic)") }
        if let level = filter.level { conditions.append("v.level = \(level)") }
        let condition = conditions.joined(separator: " AND ")
        let count = try db.row("SELECT COUNT(*) AS n FROM \(newest) WHERE \(condition)")?.integer("n") ?? 0
        let rows = try db.rows(
            """
            SELECT \(columns) FROM \(newest) WHERE \(condition) ORDER BY v.topic, v.level, v.code
            LIMIT \(size) OFFSET \((page - 1) * size)
            """)
        return (try entries(rows, db), count)
    }

    /// All that may be asked, in the same order.
    static func active(_ db: any Connection) throws -> [BankEntry] {
        try entries(
            db.rows("SELECT \(columns) FROM \(newest) WHERE q.retired_ms IS NULL ORDER BY v.topic, v.level, v.code"), db)
    }

    static func find(_ codes: some Collection<String>, _ db: any Connection) throws -> [String: BankEntry] {
        let rows = try db.rows("SELECT \(columns) FROM \(newest) WHERE q.code IN \(list: Set(codes).sorted())")
        return Dictionary(uniqueKeysWithValues: try entries(rows, db).map { ($0.question.code, $0) })
    }

    /// All versions of a question, the newest first.
    static func versions(of code: String, _ db: any Connection) throws -> [Question] {
        try entries(
            db.rows(
                """
                SELECT \(columns) FROM exams_questions q JOIN exams_versions v ON v.code = q.code
                WHERE q.code = \(code) ORDER BY v.version DESC
                """), db
        ).map(\.question)
    }

    /// Some versions by their keys.
    static func questions(_ keys: some Collection<Question.Key>, _ db: any Connection) throws -> [Question.Key: Question] {
        let wanted = Set(keys)
        let rows = try db.rows(
            """
            SELECT \(columns) FROM exams_questions q JOIN exams_versions v ON v.code = q.code
            WHERE v.code IN \(list: Set(wanted.map(\.code)).sorted())
            """
        ).filter { try wanted.contains(Question.Key(code: $0.string("code"), version: $0.integer("version"))) }
        return Dictionary(uniqueKeysWithValues: try entries(rows, db).map { ($0.question.key, $0.question) })
    }

    /// How many questions of each topic and level may be asked.
    static func counts(_ db: any Connection) throws -> [(topic: String, level: Int, count: Int)] {
        try db.rows(
            """
            SELECT v.topic, v.level, COUNT(*) AS n FROM \(newest) WHERE q.retired_ms IS NULL
            GROUP BY v.topic, v.level ORDER BY v.topic, v.level
            """
        ).map { (try $0.string("topic"), try $0.integer("level"), try $0.integer("n")) }
    }

    private static let newest: SQL = "exams_questions q JOIN exams_versions v ON v.code = q.code AND v.version = q.version"

    private static let columns: SQL = """
        v.code, v.version, v.topic, v.level, v.text, v.correct, v.source, v.created_ms, q.is_sample, q.retired_ms, q.reason
        """

    private static func entries(_ rows: [Row], _ db: any Connection) throws -> [BankEntry] {
        var choices: [Question.Key: [String]] = [:]
        let codes = Set(try rows.map { try $0.string("code") }).sorted()
        for row in try db.rows(
            "SELECT code, version, text FROM exams_choices WHERE code IN \(list: codes) ORDER BY code, version, number")
        {
            choices[Question.Key(code: try row.string("code"), version: try row.integer("version")), default: []].append(
                try row.string("text"))
        }
        return try rows.map { row in
            let key = Question.Key(code: try row.string("code"), version: try row.integer("version"))
            let content = try Question.Content(
                topic: row.string("topic"), level: row.integer("level"), text: row.string("text"), choices: choices[key] ?? [],
                correct: row.integer("correct"), source: row.string("source"))
            return try BankEntry(
                question: Question(code: key.code, version: key.version, content: content, created: row.timestamp("created_ms")),
                isSample: row.bool("is_sample"), retired: row.optionalTimestamp("retired_ms"), reason: row.optionalString("reason") ?? "")
        }
    }
}
