import Kernel
import Platform
import Storage
import Units

/// How a unit kept what conferences brought in some time.
struct DialogueCount: Hashable, Sendable {
    /// Promises whose day came, and those kept by it.
    var promised = 0
    var kept = 0
    /// Questions whose answer was due, and those answered by then.
    var asked = 0
    var answered = 0
}

/// All SQL of promises.
enum PromiseStore {
    static func insert(_ promise: Promise, unit: ID<Unit>, of conference: String, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO feedback_promises (id, conference, number, question, text, person_name, unit_id, due_date, outcome, ended_date, evidence,
                file_digest, file_name)
            VALUES (\(promise.id), \(conference), \(promise.number), \(promise.question), \(promise.text), \(promise.person), \(unit),
                \(promise.due), \(promise.outcome), \(promise.ended), \(promise.evidence), \(promise.file?.digest), \(promise.file?.name))
            """)
    }

    static func end(_ promise: Promise, of conference: String, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE feedback_promises SET outcome = \(promise.outcome), ended_date = \(promise.ended), evidence = \(promise.evidence),
                file_digest = \(promise.file?.digest), file_name = \(promise.file?.name)
            WHERE conference = \(conference) AND number = \(promise.number)
            """)
    }

    static func promises(of conference: String, _ db: any Connection) throws -> [Promise] {
        try db.rows("\(columns) WHERE p.conference = \(conference) ORDER BY p.number").map(promise)
    }

    /// Promises that a unit has still to keep, the next first, each with its conference.
    static func open(of unit: ID<Unit>, _ db: any Connection) throws -> [(conference: String, promise: Promise)] {
        try db.rows("\(columns) WHERE p.unit_id = \(unit) AND p.outcome IS NULL ORDER BY p.due_date, p.conference, p.number LIMIT 200").map
        {
            (try $0.string("conference"), try promise($0))
        }
    }

    static func counts(from first: CalendarDate, through last: CalendarDate, _ db: any Connection) throws -> [ID<Unit>: DialogueCount] {
        var counts: [ID<Unit>: DialogueCount] = [:]
        let promises = try db.rows(
            """
            SELECT unit_id, COUNT(*) AS n, COUNT(CASE WHEN outcome = 'kept' AND ended_date <= due_date THEN 1 END) AS kept
            FROM feedback_promises WHERE due_date >= \(first) AND due_date <= \(last) GROUP BY unit_id
            """)
        for row in promises {
            let unit: ID<Unit> = try row.id("unit_id")
            counts[unit, default: DialogueCount()].promised = try row.integer("n")
            counts[unit, default: DialogueCount()].kept = try row.integer("kept")
        }
        let questions = try db.rows(
            """
            SELECT c.unit_id, COUNT(*) AS n, COUNT(CASE WHEN q.answered_ms <= q.due_ms THEN 1 END) AS answered
            FROM feedback_questions q JOIN feedback_conferences c ON c.number = q.conference
            WHERE q.refusal = '' AND q.due_ms >= \(first.start) AND q.due_ms < \(last.end) GROUP BY c.unit_id
            """)
        for row in questions {
            let unit: ID<Unit> = try row.id("unit_id")
            counts[unit, default: DialogueCount()].asked = try row.integer("n")
            counts[unit, default: DialogueCount()].answered = try row.integer("answered")
        }
        return counts
    }

    private static let columns: SQL = """
        SELECT p.conference, p.id, p.number, p.question, p.text, p.person_name, u.code, p.due_date, p.outcome, p.ended_date, p.evidence,
            p.file_digest, p.file_name
        FROM feedback_promises p JOIN units_units u ON u.id = p.unit_id
        """

    private static func promise(_ row: Row) throws -> Promise {
        var promise = try Promise(
            id: row.id("id"), number: row.integer("number"), question: row.optionalInteger("question"), text: row.string("text"),
            person: row.string("person_name"), unit: row.string("code"), due: row.date("due_date"), outcome: row.optionalWord("outcome"),
            ended: row.optionalDate("ended_date"), evidence: row.string("evidence"), file: nil)
        if let name = try row.optionalString("file_name") {
            promise.file = NamedFile(digest: try row.word("file_digest"), name: name)
        }
        return promise
    }
}
