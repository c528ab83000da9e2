import Kernel
import Storage

/// All SQL of what people wrote in their own words, and whether somebody let it be shown (SV-54).
enum RemarkStore {
    /// A text of an answer.
    struct Remark: Sendable, Hashable {
        let answer: String
        let question: String
        /// As it was written.
        let written: String
        /// As it is shown; nil: nobody has looked at it.
        let decision: (isShown: Bool, text: String)?

        static func == (one: Remark, other: Remark) -> Bool { one.answer == other.answer && one.question == other.question }
        func hash(into hasher: inout Hasher) {
            hasher.combine(answer)
            hasher.combine(question)
        }
    }

    /// Answers of a group that count, page by page in the order of their ids, which is one of chance.
    static func records(of campaign: String, _ group: String, after id: String, limit: Int, _ db: any Connection) throws -> [(
        id: String, record: AnswerRecord
    )] {
        try db.rows(
            """
            SELECT id, record FROM surveys_answers
            WHERE campaign = \(campaign) AND respondents = \(group) AND id > \(id) AND invalid_reason = '' AND is_repeat = 0
            ORDER BY id LIMIT \(limit)
            """
        ).map { (try $0.string("id"), AnswerRecord(text: try $0.string("record"))) }
    }

    static func record(of answer: String, _ campaign: String, _ group: String, _ db: any Connection) throws -> AnswerRecord? {
        try db.row("SELECT record FROM surveys_answers WHERE id = \(answer) AND campaign = \(campaign) AND respondents = \(group)").map {
            AnswerRecord(text: try $0.string("record"))
        }
    }

    static func decisions(of answers: [String], _ db: any Connection) throws -> [String: (isShown: Bool, text: String)] {
        let rows = try db.rows("SELECT answer_id, question, is_shown, text FROM surveys_remarks WHERE answer_id IN \(list: answers)")
        return Dictionary(
            try rows.map {
                ("\(try $0.string("answer_id"))/\(try $0.string("question"))", (try $0.bool("is_shown"), try $0.string("text")))
            },
            uniquingKeysWith: { first, _ in first })
    }

    static func put(_ answer: String, _ question: String, isShown: Bool, text: String, by login: String, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_remarks (answer_id, question, is_shown, text, login)
            VALUES (\(answer), \(question), \(isShown), \(text), \(login))
            ON CONFLICT (answer_id, question) DO UPDATE SET is_shown = excluded.is_shown, text = excluded.text, login = excluded.login
            """)
    }

    /// What may be shown of a campaign, in the order of texts: that of answers tells nothing.
    static func shown(of campaign: String, _ db: any Connection) throws -> [(group: String, question: String, text: String)] {
        try db.rows(
            """
            SELECT a.respondents, r.question, r.text FROM surveys_remarks r JOIN surveys_answers a ON a.id = r.answer_id
            WHERE a.campaign = \(campaign) AND r.is_shown = 1 ORDER BY a.respondents, r.question, r.text LIMIT 1000
            """
        ).map { (try $0.string("respondents"), try $0.string("question"), try $0.string("text")) }
    }
}
