import Kernel
import Storage

/// All SQL of the times that petitions were at units.
enum StayStore {
    static func put(_ stay: Stay, of petition: String, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO feedback_stays (petition, number, unit_id, arrived_ms, due_ms, ended_ms, outcome, is_late, rating, rated_ms, comment)
            VALUES (\(petition), \(stay.number), \(stay.unit), \(stay.arrived), \(stay.due), \(stay.ended), \(stay.outcome), \(stay.isLate),
                \(stay.rating), \(stay.rated), \(stay.comment))
            ON CONFLICT (petition, number) DO UPDATE SET due_ms = excluded.due_ms, ended_ms = excluded.ended_ms,
                outcome = excluded.outcome, is_late = excluded.is_late, rating = excluded.rating, rated_ms = excluded.rated_ms,
                comment = excluded.comment
            """)
    }

    static func stays(of petition: String, _ db: any Connection) throws -> [Stay] {
        try db.rows(
            """
            SELECT number, unit_id, arrived_ms, due_ms, ended_ms, outcome, is_late, rating, rated_ms, comment FROM feedback_stays
            WHERE petition = \(petition) ORDER BY number
            """
        ).map { row in
            try Stay(
                number: row.integer("number"), unit: row.id("unit_id"), arrived: row.timestamp("arrived_ms"),
                due: row.optionalTimestamp("due_ms"), ended: row.optionalTimestamp("ended_ms"), outcome: row.optionalWord("outcome"),
                isLate: row.bool("is_late"), rating: row.optionalWord("rating"), rated: row.optionalTimestamp("rated_ms"),
                comment: row.string("comment"))
        }
    }
}
