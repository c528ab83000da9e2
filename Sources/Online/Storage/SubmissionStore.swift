import Citizens
import Dossiers
import Kernel
import Storage
import Units

/// All SQL of `online_dossiers`, of the answers that were sent and of how satisfied people were.
package enum SubmissionStore {
    static func insert(_ submission: Submission, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO online_dossiers (dossier, citizen_id, delegation_id, applicant_id, procedure_code, unit_id, form_id, case_number,
                address, submitted_ms, answer_due_ms, answered_ms, answer_event)
            VALUES (\(submission.dossier), \(submission.citizen), \(submission.delegation), \(submission.applicant), \(submission.procedure),
                \(submission.unit), \(submission.form), \(submission.paperCase), \(submission.address), \(submission.submitted),
                \(submission.answerDue), \(submission.answered), \(submission.answer))
            """)
    }

    package static func find(_ dossier: DossierCode, _ db: any Connection) throws -> Submission? {
        try db.row("\(columns) WHERE o.dossier = \(dossier)").map(submission)
    }

    /// What a draft has become: a dossier, or a supplement to one.
    package static func find(key: ID<Draft>, _ db: any Connection) throws -> Submission? {
        try db.row("\(columns) JOIN online_answers a ON a.dossier = o.dossier WHERE a.submission_key = \(key)").map(submission)
    }

    /// What the citizen sent, and what was sent for them; the last first.
    package static func submissions(of citizen: ID<Citizen>, _ db: any Connection) throws -> [Submission] {
        try db.rows("\(columns) WHERE o.citizen_id = \(citizen) OR o.applicant_id = \(citizen) ORDER BY o.submitted_ms DESC, o.dossier")
            .map(submission)
    }

    static func count(of citizen: ID<Citizen>, since moment: Timestamp, _ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS n FROM online_dossiers WHERE citizen_id = \(citizen) AND submitted_ms > \(moment)")?.integer("n")
            ?? 0
    }

    /// Those of a unit that the counter has not answered, the most urgent first.
    static func waiting(for unit: ID<Units.Unit>, _ db: any Connection) throws -> [Submission] {
        try db.rows("\(columns) WHERE o.unit_id = \(unit) AND o.answered_ms IS NULL ORDER BY o.answer_due_ms, o.dossier").map(submission)
    }

    /// Notes the counter's first word; later ones change nothing.
    static func answer(_ dossier: DossierCode, _ answer: Submission.Answer, at now: Timestamp, _ db: any Connection) throws {
        try db.runLater(
            """
            UPDATE online_dossiers SET answered_ms = \(now), answer_event = \(answer)
            WHERE dossier = \(dossier) AND answered_ms IS NULL
            """)
    }

    // MARK: what was filled in

    /// `key` is the id of the draft that it was: sent again, it is found by this.
    static func insert(
        _ answers: String, round: Int, of dossier: DossierCode, key: ID<Draft>, at now: Timestamp, _ db: any Connection
    ) throws {
        try db.runLater(
            """
            INSERT INTO online_answers (dossier, round, submission_key, answers, at_ms)
            VALUES (\(dossier), \(round), \(key), \(answers), \(now))
            """)
    }

    /// What was sent, each time it was.
    static func answers(of dossier: DossierCode, _ db: any Connection) throws -> [(answers: String, at: Timestamp)] {
        try db.rows("SELECT answers, at_ms FROM online_answers WHERE dossier = \(dossier) ORDER BY round").map {
            (try $0.string("answers"), try $0.timestamp("at_ms"))
        }
    }

    // MARK: satisfaction

    /// False where somebody has answered already.
    static func insert(_ rating: Rating, of dossier: DossierCode, at now: Timestamp, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            INSERT INTO online_ratings (dossier, overall, convenience, timeliness, attitude, comment, at_ms)
            VALUES (\(dossier), \(rating.overall.rawValue), \(rating.convenience?.rawValue), \(rating.timeliness?.rawValue),
                \(rating.attitude?.rawValue), \(rating.comment), \(now)) ON CONFLICT (dossier) DO NOTHING
            """) == 1
    }

    static func rating(of dossier: DossierCode, _ db: any Connection) throws -> Rating? {
        try db.row("SELECT overall, convenience, timeliness, attitude, comment FROM online_ratings WHERE dossier = \(dossier)").flatMap {
            row in
            func degree(_ column: String) throws -> Rating.Degree? { try row.optionalInteger(column).flatMap(Rating.Degree.init) }
            return try degree("overall").map { overall in
                try Rating(
                    overall, convenience: degree("convenience"), timeliness: degree("timeliness"), attitude: degree("attitude"),
                    comment: row.string("comment"))
            }
        }
    }

    private static let columns: SQL = """
        SELECT o.dossier, o.citizen_id, o.delegation_id, o.applicant_id, o.procedure_code, o.unit_id, o.form_id, o.case_number,
            o.address, o.submitted_ms, o.answer_due_ms, o.answered_ms, o.answer_event FROM online_dossiers o
        """

    private static func submission(_ row: Row) throws -> Submission {
        guard let dossier = DossierCode(try row.string("dossier")) else {
            throw StorageError.column(name: "dossier", problem: "is no code of a dossier", statement: "online_dossiers")
        }
        return try Submission(
            dossier: dossier, citizen: row.id("citizen_id"), delegation: row.optionalString("delegation_id"),
            applicant: row.optionalID("applicant_id"), procedure: row.string("procedure_code"), unit: row.id("unit_id"),
            form: row.optionalString("form_id"), paperCase: row.integer("case_number"), address: row.string("address"),
            submitted: row.timestamp("submitted_ms"),
            answerDue: row.timestamp("answer_due_ms"), answered: row.optionalTimestamp("answered_ms"),
            answer: row.optionalWord("answer_event"))
    }
}
