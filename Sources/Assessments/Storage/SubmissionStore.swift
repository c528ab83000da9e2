import Kernel
import Storage
import Units

/// All SQL of what heads of units handed in.
enum SubmissionStore {
    static func insert(_ submission: Submission, of item: UnitCase, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO assessments_submissions
                (id, round_id, unit_id, stage, number, digest, difficulties, proposals, person, person_name, submitted_ms)
            VALUES (\(submission.id), \(item.round.id), \(item.unit.id), \(submission.kind.rawValue), \(submission.number),
                \(submission.digest), \(submission.difficulties), \(submission.proposals), \(submission.by.person),
                \(submission.by.name), \(submission.submitted))
            """)
    }

    static func withdraw(_ submission: ID<Submission>, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE assessments_submissions SET withdrawn_ms = \(now) WHERE id = \(submission)")
    }

    /// How many submissions of a kind there were, withdrawn ones among them.
    static func count(_ kind: Submission.Kind, of item: UnitCase, _ db: any Connection) throws -> Int {
        try db.rows(
            """
            SELECT COUNT(*) AS n FROM assessments_submissions
            WHERE round_id = \(item.round.id) AND unit_id = \(item.unit.id) AND stage = \(kind.rawValue)
            """)[0].integer("n")
    }

    static func present(of unit: UnitName) -> Query<UnitCase.Submissions> {
        Query("\(columns) WHERE round_id = \(unit.roundID) AND unit_id = \(unit.id) AND withdrawn_ms IS NULL ORDER BY number") { rows in
            var submissions = UnitCase.Submissions()
            for row in rows { try submissions.add(submission(row)) }
            return submissions
        }
    }

    /// The present submissions of every unit of a round.
    static func present(in round: ID<Round>, _ db: any Connection) throws -> [ID<Unit>: UnitCase.Submissions] {
        var submissions: [ID<Unit>: UnitCase.Submissions] = [:]
        for row in try db.rows("\(columns) WHERE round_id = \(round) AND withdrawn_ms IS NULL ORDER BY number") {
            try submissions[row.id("unit_id"), default: UnitCase.Submissions()].add(submission(row))
        }
        return submissions
    }

    private static let columns: SQL = """
        SELECT id, unit_id, stage, number, digest, difficulties, proposals, person, person_name, submitted_ms FROM assessments_submissions
        """

    private static func submission(_ row: Row) throws -> Submission {
        try Submission(
            id: row.id("id"), kind: row.word("stage"), number: row.integer("number"), digest: row.string("digest"),
            difficulties: row.string("difficulties"), proposals: row.string("proposals"), by: row.signature,
            submitted: row.timestamp("submitted_ms"))
    }
}

extension UnitCase.Submissions {
    /// Later ones take the place of earlier ones.
    fileprivate mutating func add(_ submission: Submission) {
        switch submission.kind {
        case .claim: claim = submission
        case .explanation: explanation = submission
        }
    }
}
