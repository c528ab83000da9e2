import Kernel
import Platform
import Storage
import Units

/// All SQL of printed reports.
enum ReportStore {
    static func insert(_ file: StoredFile, of submission: ID<Submission>, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO assessments_reports (submission_id, digest, printed_ms) VALUES (\(submission), \(file.digest), \(now))
            ON CONFLICT (submission_id) DO NOTHING
            """)
    }

    /// The file in which a submission was printed; nil while it waits.
    static func find(_ submission: ID<Submission>, _ db: any Connection) throws -> StoredFile? {
        try db.row(
            """
            SELECT f.digest, f.size FROM assessments_reports r JOIN platform_files f ON f.digest = r.digest
            WHERE r.submission_id = \(submission)
            """
        ).map { try StoredFile(digest: $0.word("digest"), size: $0.integer("size")) }
    }

    /// Submissions that stand and were not printed yet, the earliest first.
    static func waiting(_ db: any Connection) throws -> [(round: String, unit: String, kind: Submission.Kind)] {
        try db.rows(
            """
            SELECT r.code AS round_code, u.code AS unit_code, s.stage FROM assessments_submissions s
            JOIN assessments_rounds r ON r.id = s.round_id JOIN units_units u ON u.id = s.unit_id
            WHERE s.withdrawn_ms IS NULL AND NOT EXISTS (SELECT 1 FROM assessments_reports p WHERE p.submission_id = s.id)
                AND NOT EXISTS (
                    SELECT 1 FROM assessments_submissions l WHERE l.round_id = s.round_id AND l.unit_id = s.unit_id
                        AND l.stage = s.stage AND l.number > s.number AND l.withdrawn_ms IS NULL)
            ORDER BY s.submitted_ms, s.id
            """
        ).map { try ($0.string("round_code"), $0.string("unit_code"), $0.word("stage")) }
    }
}
