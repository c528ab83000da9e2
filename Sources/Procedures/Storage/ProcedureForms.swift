import Forms
import Kernel
import Storage

/// All SQL of `procedures_forms`.
package enum ProcedureForms {
    /// The edition of a procedure's form that is in force on a day.
    package static func inForce(_ procedure: String, on day: CalendarDate, _ memory: FormMemory) -> Query<StoredForm?> {
        Query("\(columns) WHERE procedure_code = \(procedure) AND from_date <= \(day) AND (to_date IS NULL OR to_date >= \(day))") {
            try $0.first.map { try stored($0, memory) }
        }
    }

    /// An edition by its id: what a draft was begun with.
    package static func stored(_ id: ID<StoredForm>, _ memory: FormMemory, _ db: any Connection) throws -> StoredForm? {
        try db.row("\(columns) WHERE id = \(id)").map { try stored($0, memory) }
    }

    /// All that are in force on a day, by the codes of their procedures.
    package static func all(on day: CalendarDate, _ memory: FormMemory, _ db: any Connection) throws -> [StoredForm] {
        try db.rows("\(columns) WHERE from_date <= \(day) AND (to_date IS NULL OR to_date >= \(day)) ORDER BY procedure_code")
            .map { try stored($0, memory) }
    }

    /// Whether a procedure has a form on a day.
    package static func exists(_ procedure: String, on day: CalendarDate, _ db: any Connection) throws -> Bool {
        try db.row(
            """
            SELECT 1 AS found FROM procedures_forms
            WHERE procedure_code = \(procedure) AND from_date <= \(day) AND (to_date IS NULL OR to_date >= \(day))
            """) != nil
    }

    /// The edition after which another is published, in force or to come.
    static func last(_ procedure: String, _ db: any Connection) throws -> (id: ID<StoredForm>, from: CalendarDate)? {
        try db.row("SELECT id, from_date FROM procedures_forms WHERE procedure_code = \(procedure) AND to_date IS NULL").map {
            (try $0.id("id"), try $0.date("from_date"))
        }
    }

    static func end(_ id: ID<StoredForm>, before day: CalendarDate, _ db: any Connection) throws {
        try db.run("UPDATE procedures_forms SET to_date = \(day.dayBefore) WHERE id = \(id)")
    }

    static func insert(
        _ id: ID<StoredForm>, _ definition: FormDefinition, of procedure: String, from day: CalendarDate, at moment: Timestamp,
        _ db: any Connection
    ) throws {
        try db.run(
            """
            INSERT INTO procedures_forms
                (id, procedure_code, form_code, form_version, notation, definition, from_date, to_date, published_ms)
            VALUES (\(id), \(procedure), \(definition.questionnaire.code), \(definition.questionnaire.version),
                \(definition.notation.rawValue), \(definition.text), \(day), NULL, \(moment))
            """)
    }

    private static let columns: SQL = """
        SELECT id, procedure_code, form_code, notation, definition, from_date, to_date, published_ms FROM procedures_forms
        """

    private static func stored(_ row: Row, _ memory: FormMemory) throws -> StoredForm {
        let id: ID<StoredForm> = try row.id("id")
        let questionnaire = try memory.questionnaire(id) {
            try FormDefinition(row.word("notation"), row.string("definition"), named: row.string("form_code")).questionnaire
        }
        return StoredForm(
            id: id, procedure: try row.string("procedure_code"), questionnaire: questionnaire, from: try row.date("from_date"),
            to: try row.optionalDate("to_date"), published: try row.timestamp("published_ms"))
    }
}
