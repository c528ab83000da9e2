import Kernel
import Storage
import Units

/// All SQL of who appraises what, and of reopenings.
enum AssignmentStore {
    static func all(of round: ID<Round>, _ db: any Connection) throws -> [Assignment] {
        try db.rows("\(columns) WHERE round_id = \(round) ORDER BY block_code, field, unit_id, id").map(assignment)
    }

    static func of(_ person: String, in round: SQL) -> Query<[Assignment]> {
        Query("\(columns) WHERE person = \(person) AND round_id = \(round) ORDER BY id") { try $0.map(assignment) }
    }

    /// Ids of the rounds in which a person appraises.
    static func rounds(of person: String, _ db: any Connection) throws -> Set<ID<Round>> {
        Set(try db.rows("SELECT DISTINCT round_id FROM assessments_assignments WHERE person = \(person)").map { try $0.id("round_id") })
    }

    /// Takes away who is assigned to a field of a block, or of one unit of it.
    static func clear(_ block: String, field: String, unit: ID<Unit>?, of round: ID<Round>, _ db: any Connection) throws {
        let scope: SQL = unit.map { "unit_id = \($0)" } ?? "unit_id IS NULL"
        try db.run(
            "DELETE FROM assessments_assignments WHERE round_id = \(round) AND block_code = \(block) AND field = \(field) AND \(scope)")
    }

    static func insert(_ assignment: Assignment, id: ID<Assignment>, of round: ID<Round>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO assessments_assignments (id, round_id, block_code, field, unit_id, person, person_name, home_unit_id)
            VALUES (\(id), \(round), \(assignment.block), \(assignment.field), \(assignment.unit), \(assignment.appraiser.person),
                \(assignment.appraiser.name), \(assignment.appraiser.home))
            """)
    }

    /// Takes away everything that a person is assigned to in a round.
    static func clear(_ person: String, of round: ID<Round>, _ db: any Connection) throws {
        try db.run("DELETE FROM assessments_assignments WHERE round_id = \(round) AND person = \(person)")
    }

    // MARK: reopenings

    static func insert(_ reopening: Reopening, unit: ID<Unit>, of round: ID<Round>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO assessments_reopenings
                (id, round_id, unit_id, criterion, stage, reason, until_ms, granted_ms, person, person_name)
            VALUES (\(reopening.id), \(round), \(unit), \(reopening.criterion), \(reopening.stage.rawValue), \(reopening.reason),
                \(reopening.until), \(reopening.granted), \(reopening.by.person), \(reopening.by.name))
            """)
    }

    static func end(_ reopening: ID<Reopening>, at now: Timestamp, _ db: any Connection) throws {
        try db.run("UPDATE assessments_reopenings SET until_ms = \(now) WHERE id = \(reopening)")
    }

    /// The reopenings of a unit, the earliest first.
    static func reopenings(of unit: UnitName) -> Query<[Reopening]> {
        Query("\(reopeningColumns) WHERE round_id = \(unit.roundID) AND unit_id = \(unit.id) ORDER BY granted_ms, id") {
            try $0.map(reopening)
        }
    }

    /// The reopenings of a whole round by unit, the earliest first.
    static func reopenings(in round: ID<Round>, _ db: any Connection) throws -> [ID<Unit>: [Reopening]] {
        let rows = try db.rows("\(reopeningColumns) WHERE round_id = \(round) ORDER BY granted_ms, id")
        return Dictionary(grouping: try rows.map { (unit: try $0.id("unit_id", of: Unit.self), reopening: try reopening($0)) }, by: \.unit)
            .mapValues { $0.map(\.reopening) }
    }

    private static let reopeningColumns: SQL = """
        SELECT id, unit_id, criterion, stage, reason, until_ms, granted_ms, person, person_name FROM assessments_reopenings
        """

    private static func reopening(_ row: Row) throws -> Reopening {
        try Reopening(
            id: row.id("id"), criterion: row.optionalString("criterion"), stage: row.word("stage"), reason: row.string("reason"),
            until: row.timestamp("until_ms"), granted: row.timestamp("granted_ms"), by: row.signature)
    }

    private static let columns: SQL = """
        SELECT block_code, field, unit_id, person, person_name, home_unit_id FROM assessments_assignments
        """

    private static func assignment(_ row: Row) throws -> Assignment {
        try Assignment(
            block: row.string("block_code"), field: row.string("field"), unit: row.optionalID("unit_id"),
            appraiser: Appraiser(person: row.string("person"), name: row.string("person_name"), home: row.optionalID("home_unit_id")))
    }
}

extension Row {
    /// Who did it, of the columns `person` and `person_name`.
    var signature: Signature { get throws { try Signature(person: string("person"), name: string("person_name")) } }
}
