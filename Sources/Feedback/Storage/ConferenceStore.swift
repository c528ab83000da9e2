import Kernel
import Storage
import Units

/// All SQL of conferences: what was planned, who came, what was asked.
enum ConferenceStore {
    static func insert(_ conference: Conference, _ db: any Connection) throws {
        let plan = conference.plan
        try db.runLater(
            """
            INSERT INTO feedback_conferences (number, unit_id, title, place, starts_ms, questions_until, chair, secretary, reports, conclusion,
                published_ms, is_generated, version)
            VALUES (\(conference.number), \(conference.unit), \(plan.title), \(plan.place), \(plan.starts), \(plan.questionsUntil),
                \(plan.chair), \(plan.secretary), \(plan.reports), \(plan.conclusion), \(conference.published), \(conference.isGenerated),
                \(conference.version))
            """)
        try fill(conference, db)
    }

    /// Saves over the version that was read; somebody who was faster is told.
    static func update(_ conference: Conference, _ db: any Connection) throws {
        let plan = conference.plan
        let count = try db.run(
            """
            UPDATE feedback_conferences SET title = \(plan.title), place = \(plan.place), starts_ms = \(plan.starts),
                questions_until = \(plan.questionsUntil), chair = \(plan.chair), secretary = \(plan.secretary), reports = \(plan.reports),
                conclusion = \(plan.conclusion), published_ms = \(conference.published), version = version + 1
            WHERE number = \(conference.number) AND version = \(conference.version)
            """)
        guard count == 1 else { throw FeedbackError.changedMeanwhile(conference.number) }
        try db.runLater("DELETE FROM feedback_agenda WHERE conference = \(conference.number)")
        try db.runLater("DELETE FROM feedback_groups WHERE conference = \(conference.number)")
        try fill(conference, db)
    }

    private static func fill(_ conference: Conference, _ db: any Connection) throws {
        for (index, item) in conference.plan.agenda.enumerated() {
            try db.runLater(
                """
                INSERT INTO feedback_agenda (conference, number, clock, title, person_name)
                VALUES (\(conference.number), \(index + 1), \(item.clock), \(item.title), \(item.person))
                """)
        }
        for (index, group) in conference.plan.groups.enumerated() {
            try db.runLater(
                """
                INSERT INTO feedback_groups (conference, number, name, invited, attended)
                VALUES (\(conference.number), \(index + 1), \(group.name), \(group.invited), \(group.attended))
                """)
        }
    }

    static func find(_ number: String, _ db: any Connection) throws -> Conference? {
        try db.row("\(columns) WHERE number = \(number)").map { try conference($0, db) }
    }

    /// The latest first; `unit` nil: of all.
    static func all(of unit: ID<Unit>?, _ db: any Connection) throws -> [Conference] {
        let condition: SQL = unit.map { "WHERE unit_id = \($0)" } ?? ""
        return try db.rows("\(columns) \(condition) ORDER BY starts_ms DESC, number DESC LIMIT 100").map { try conference($0, db) }
    }

    private static let columns: SQL = """
        SELECT number, unit_id, title, place, starts_ms, questions_until, chair, secretary, reports, conclusion, published_ms, is_generated,
            version
        FROM feedback_conferences
        """

    private static func conference(_ row: Row, _ db: any Connection) throws -> Conference {
        let number = try row.string("number")
        let agenda = try db.rows("SELECT clock, title, person_name FROM feedback_agenda WHERE conference = \(number) ORDER BY number").map {
            try Conference.Item(clock: $0.string("clock"), title: $0.string("title"), person: $0.string("person_name"))
        }
        let groups = try db.rows("SELECT name, invited, attended FROM feedback_groups WHERE conference = \(number) ORDER BY number").map {
            try Conference.Group(name: $0.string("name"), invited: $0.integer("invited"), attended: $0.optionalInteger("attended"))
        }
        let plan = try ConferencePlan(
            title: row.string("title"), place: row.string("place"), starts: row.timestamp("starts_ms"),
            questionsUntil: row.date("questions_until"), chair: row.string("chair"), secretary: row.string("secretary"), agenda: agenda,
            groups: groups, reports: row.string("reports"), conclusion: row.string("conclusion"))
        return try Conference(
            number: number, unit: row.id("unit_id"), plan: plan, published: row.optionalTimestamp("published_ms"),
            isGenerated: row.bool("is_generated"), version: row.integer("version"))
    }

    // MARK: questions

    static func insert(_ question: ConferenceQuestion, of conference: String, ticket: String, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO feedback_questions (id, conference, number, ticket, origin, asker_group, name, email, language, theme, text,
                public_text, refusal, asked_ms, due_ms, answer, person_name, answered_ms, is_shown)
            VALUES (\(question.id), \(conference), \(question.number), \(ticket), \(question.origin), \(question.group), \(question.name),
                \(question.email), \(question.language.rawValue), \(question.theme?.description ?? ""), \(question.text),
                \(question.publicText), \(question.refusal), \(question.asked), \(question.due), \(question.answer), \(question.answerer), \(question.answered), \(question.isShown))
            """)
    }

    static func save(_ question: ConferenceQuestion, of conference: String, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE feedback_questions SET theme = \(question.theme?.description ?? ""), answer = \(question.answer),
                person_name = \(question.answerer), answered_ms = \(question.answered), is_shown = \(question.isShown), due_ms = \(question.due),
                public_text = \(question.publicText), refusal = \(question.refusal)
            WHERE conference = \(conference) AND number = \(question.number)
            """)
    }

    static func questions(of conference: String, _ db: any Connection) throws -> [ConferenceQuestion] {
        try db.rows("\(questionColumns) WHERE conference = \(conference) ORDER BY number").map(question)
    }

    static func question(ticket: String, _ db: any Connection) throws -> ConferenceQuestion? {
        try db.row("\(questionColumns) WHERE ticket = \(ticket)").map(question)
    }

    private static let questionColumns: SQL = """
        SELECT id, number, origin, asker_group, name, email, language, theme, text, asked_ms, due_ms, answer, person_name, answered_ms,
            is_shown, public_text, refusal
        FROM feedback_questions
        """

    private static func question(_ row: Row) throws -> ConferenceQuestion {
        try ConferenceQuestion(
            id: row.id("id"), number: row.integer("number"), origin: row.word("origin"), group: row.string("asker_group"),
            name: row.string("name"), email: row.string("email"), language: row.word("language"), theme: Theme(row.string("theme")),
            text: row.string("text"), asked: row.timestamp("asked_ms"), due: row.timestamp("due_ms"), answer: row.string("answer"),
            answerer: row.string("person_name"), answered: row.optionalTimestamp("answered_ms"), isShown: row.bool("is_shown"),
            publicText: row.string("public_text"), refusal: row.string("refusal"))
    }
}
