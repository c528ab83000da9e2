import Kernel
import Storage

extension EntryStore {
    /// What was stated at every stage, in the order of units, criteria and moments.
    static func decisions(
        in round: ID<Round>, _ db: any Connection
    ) throws -> [(block: String, decided: DecidedResults.Decided)] {
        try db.rows(
            """
            SELECT m.block_code, u.code AS unit_code, e.criterion, e.stage, e.micropoints, e.comment FROM assessments_entries e
            JOIN assessments_units m ON m.round_id = e.round_id AND m.unit_id = e.unit_id
            JOIN units_units u ON u.id = e.unit_id
            WHERE e.round_id = \(round) ORDER BY m.position, e.criterion, e.saved_ms, e.stage
            """
        ).map { row in
            (
                try row.string("block_code"),
                DecidedResults.Decided(
                    unit: try row.string("unit_code"), criterion: try row.string("criterion"), stage: try row.word("stage"),
                    points: try row.optionalPoints("micropoints"), comment: try row.string("comment"))
            )
        }
    }
}
