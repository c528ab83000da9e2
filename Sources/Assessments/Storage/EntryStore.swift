import Kernel
import Platform
import Storage
import Units

/// All SQL of entries: what was stated of each leaf in each stage.
enum EntryStore {
    /// The entries of one leaf.
    static func entries(of criterion: String, _ unit: UnitName) -> Query<LeafEntries> {
        Query("\(columns) WHERE round_id = \(unit.roundID) AND unit_id = \(unit.id) AND criterion = \(criterion)") {
            LeafEntries(try $0.map(entry))
        }
    }

    /// The entries of a unit by criterion.
    static func entries(of unit: ID<Unit>, in round: ID<Round>, _ db: any Connection) throws -> [String: LeafEntries] {
        try gather(db.rows("\(columns) WHERE round_id = \(round) AND unit_id = \(unit)")) { try $0.string("criterion") }
    }

    /// The entries of one field over all units, by unit and criterion.
    static func entries(ofField field: String, in round: ID<Round>, _ db: any Connection) throws -> [LeafKey: LeafEntries] {
        try gather(db.rows("\(columns) WHERE round_id = \(round) AND field = \(field)")) { try key($0) }
    }

    /// The entries of the leaves that units explained, by unit and criterion.
    static func explained(in round: ID<Round>, _ db: any Connection) throws -> [LeafKey: LeafEntries] {
        let rows = try db.rows(
            """
            \(columns) WHERE round_id = \(round) AND EXISTS (
                SELECT 1 FROM assessments_entries x WHERE x.round_id = assessments_entries.round_id
                    AND x.unit_id = assessments_entries.unit_id AND x.criterion = assessments_entries.criterion AND x.stage = 'explanation')
            """)
        return try gather(rows) { try key($0) }
    }

    /// The entries of the leaves of which somebody said that there are no figures, by unit and criterion.
    static func absent(in round: ID<Round>, _ db: any Connection) throws -> [LeafKey: LeafEntries] {
        let rows = try db.rows(
            """
            \(columns) WHERE round_id = \(round) AND EXISTS (
                SELECT 1 FROM assessments_entries x WHERE x.round_id = assessments_entries.round_id
                    AND x.unit_id = assessments_entries.unit_id AND x.criterion = assessments_entries.criterion
                    AND (x.statement LIKE '{"not_applicable"%' OR x.statement LIKE '{"missing"%'))
            """)
        return try gather(rows) { try key($0) }
    }

    /// What counts of every leaf in a round.
    static func verdicts(in round: ID<Round>, _ db: any Connection) throws -> [LeafKey: Entry] {
        let rows = try db.rows("\(columns) WHERE round_id = \(round) AND is_verdict = 1")
        return Dictionary(try rows.map { (try key($0), try entry($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// What counts of each leaf of a unit in a round, by criterion.
    static func verdicts(of unit: ID<Unit>, in round: ID<Round>, _ db: any Connection) throws -> [String: Entry] {
        let rows = try db.rows("\(columns) WHERE round_id = \(round) AND unit_id = \(unit) AND is_verdict = 1")
        return Dictionary(try rows.map { (try $0.string("criterion"), try entry($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Hands over what counts of every leaf of a round, unit by unit; few columns, for a whole province is read at once.
    static func eachVerdict(
        in round: ID<Round>, _ db: any Connection, _ body: (_ key: LeafKey, _ statement: String, _ points: Points) throws -> Void
    ) throws {
        try db.each(
            """
            SELECT unit_id, criterion, statement, micropoints FROM assessments_entries WHERE round_id = \(round) AND is_verdict = 1
            ORDER BY unit_id, criterion
            """
        ) { try body(key($0), $0.string("statement"), $0.points("micropoints")) }
    }

    /// Whether each leaf of which anything was stated has a verdict.
    static func standings(in round: ID<Round>, _ db: any Connection) throws -> [LeafKey: Bool] {
        let rows = try db.rows(
            """
            SELECT unit_id, criterion, MAX(is_verdict) AS judged FROM assessments_entries WHERE round_id = \(round)
            GROUP BY unit_id, criterion
            """)
        return Dictionary(try rows.map { (try key($0), try $0.bool("judged")) }, uniquingKeysWith: { first, _ in first })
    }

    /// Stores an entry over the one that this transaction has read: nobody comes between the two.
    static func save(_ entry: Entry, of item: LeafCase, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO assessments_entries
                (round_id, unit_id, criterion, stage, field, statement, micropoints, is_applicable, comment, proposal, claim_version,
                is_verdict, person, person_name, saved_ms, version, measured_interval)
            VALUES (\(item.of.round.id), \(item.of.unit.id), \(item.leaf.code), \(entry.kind.rawValue), \(item.leaf.field),
                \(entry.stated?.text), \(entry.points), \(entry.isApplicable), \(entry.comment), \(entry.proposal?.text),
                \(entry.claimVersion), 0, \(entry.by.person), \(entry.by.name), \(entry.saved), \(entry.version), \(entry.interval?.text))
            ON CONFLICT (round_id, unit_id, criterion, stage) DO UPDATE SET
                statement = excluded.statement, micropoints = excluded.micropoints, is_applicable = excluded.is_applicable,
                comment = excluded.comment, proposal = excluded.proposal, claim_version = excluded.claim_version,
                person = excluded.person, person_name = excluded.person_name, saved_ms = excluded.saved_ms, version = excluded.version,
                measured_interval = excluded.measured_interval
            """)
    }

    /// Marks which entry of a leaf counts.
    static func mark(_ verdict: Entry.Kind?, of item: LeafCase, _ db: any Connection) throws {
        try db.runLater(
            """
            UPDATE assessments_entries SET is_verdict = CASE WHEN stage = \(verdict?.rawValue ?? "") THEN 1 ELSE 0 END
            WHERE round_id = \(item.of.round.id) AND unit_id = \(item.of.unit.id) AND criterion = \(item.leaf.code)
            """)
    }

    private static func gather<Key: Hashable>(_ rows: [Row], by key: (Row) throws -> Key) throws -> [Key: LeafEntries] {
        var gathered: [Key: LeafEntries] = [:]
        for row in rows {
            let entry = try entry(row)
            gathered[try key(row), default: LeafEntries()][entry.kind] = entry
        }
        return gathered
    }

    private static func key(_ row: Row) throws -> LeafKey { try LeafKey(unit: row.id("unit_id"), criterion: row.string("criterion")) }

    private static let columns: SQL = """
        SELECT unit_id, criterion, stage, statement, micropoints, is_applicable, comment, proposal, claim_version, person, person_name,
            saved_ms, version, measured_interval FROM assessments_entries
        """

    private static func entry(_ row: Row) throws -> Entry {
        try Entry(
            kind: row.word("stage"), stated: row.optionalString("statement").map(Stated.init(stored:)),
            points: row.optionalPoints("micropoints"), isApplicable: row.bool("is_applicable"), comment: row.string("comment"),
            proposal: row.optionalString("proposal").map(Stated.init(stored:)),
            interval: row.optionalString("measured_interval").flatMap(MeasuredInterval.init(text:)),
            claimVersion: row.integer("claim_version"),
            by: row.signature, saved: row.timestamp("saved_ms"), version: row.integer("version"))
    }
}

/// Names a leaf of a unit within a round.
package struct LeafKey: Sendable, Hashable {
    package var unit: ID<Unit>
    package var criterion: String

    package init(unit: ID<Unit>, criterion: String) {
        self.unit = unit
        self.criterion = criterion
    }
}
