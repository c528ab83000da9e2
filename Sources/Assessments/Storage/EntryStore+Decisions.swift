import Criteria
import Kernel
import Platform
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

    /// How surely what counts is known, where a survey measured it, in the order of units and criteria.
    static func intervals(in round: ID<Round>, _ db: any Connection) throws -> [(block: String, leaf: MeasuredLeaf)] {
        try db.rows(
            """
            SELECT m.block_code, u.code AS unit_code, e.criterion, e.measured_interval FROM assessments_entries e
            JOIN assessments_units m ON m.round_id = e.round_id AND m.unit_id = e.unit_id
            JOIN units_units u ON u.id = e.unit_id
            WHERE e.round_id = \(round) AND e.is_verdict = 1 AND e.measured_interval IS NOT NULL ORDER BY m.position, e.criterion
            """
        ).compactMap { row in
            guard let interval = MeasuredInterval(text: try row.string("measured_interval")) else { return nil }
            return (
                try row.string("block_code"),
                MeasuredLeaf(unit: try row.string("unit_code"), criterion: try row.string("criterion"), interval: interval)
            )
        }
    }
}
