import Kernel
import Storage
import Units

/// The counting behind the progress board: one pass over one index.
package enum ProgressStore {
    /// How much was stated and decided in each field, by unit and field; of one unit, if named.
    static func counts(
        in round: ID<Round>, unit: ID<Unit>? = nil, _ db: any Connection
    ) throws -> [ID<Unit>: [String: [Progress.Count]]] {
        var counts: [ID<Unit>: [String: [Progress.Count]]] = [:]
        for row in try db.rows(counting(round, unit)) {
            let count = try Progress.Count(kind: row.word("stage"), entries: row.integer("entries"), verdicts: row.integer("verdicts"))
            try counts[row.id("unit_id"), default: [:]][row.string("field"), default: []].append(count)
        }
        return counts
    }

    /// The statement, for the test that holds it to its index.
    package static func counting(_ round: ID<Round>, _ unit: ID<Unit>? = nil) -> SQL {
        let scope: SQL = unit.map { "AND unit_id = \($0)" } ?? ""
        return """
            SELECT unit_id, field, stage, COUNT(*) AS entries, SUM(is_verdict) AS verdicts FROM assessments_entries
            WHERE round_id = \(round) \(scope) GROUP BY unit_id, field, stage
            """
    }
}
