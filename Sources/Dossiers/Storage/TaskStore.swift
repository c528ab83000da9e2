import Kernel
import Storage
import WorkingTime

/// All SQL of what other bodies have to do for a dossier.
package enum TaskStore {
    static func insert(_ task: DossierTask, of code: DossierCode, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_tasks (id, dossier, kind, unit_id, place, content, limit_unit, limit_count, given_ms, due_ms, done_ms, answer,
                document)
            VALUES (\(task.id), \(code), \(task.kind), \(task.unit), \(task.place), \(task.content), \(task.limit?.unit),
                \(task.limit?.count), \(task.given), \(task.due), \(task.done), \(task.answer), \(task.document))
            """)
    }

    /// Saves what became of a task that was not done; false when somebody was faster.
    static func update(_ task: DossierTask, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE dossiers_tasks SET given_ms = \(task.given), due_ms = \(task.due), done_ms = \(task.done), answer = \(task.answer),
                document = \(task.document)
            WHERE id = \(task.id) AND done_ms IS NULL
            """) == 1
    }

    package static func tasks(of code: DossierCode, _ db: any Connection) throws -> [DossierTask] {
        try db.rows("\(columns) WHERE dossier = \(code) ORDER BY place, id").map(task)
    }

    /// The dossiers that wait for a unit, those due first.
    static func open(for unit: String, _ db: any Connection) throws -> [(dossier: String, task: DossierTask)] {
        try db.rows(
            """
            \(columns) WHERE unit_id = \(unit) AND done_ms IS NULL AND given_ms IS NOT NULL ORDER BY due_ms, id LIMIT 200
            """
        ).map { (try $0.string("dossier"), try task($0)) }
    }

    private static let columns: SQL = """
        SELECT id, dossier, kind, unit_id, place, content, limit_unit, limit_count, given_ms, due_ms, done_ms, answer, document FROM dossiers_tasks
        """

    private static func task(_ row: Row) throws -> DossierTask {
        try DossierTask(
            id: row.id("id"), kind: row.word("kind"), unit: row.string("unit_id"), place: row.integer("place"),
            content: row.string("content"),
            limit: row.optionalInteger("limit_count").flatMap { TimeLimit($0, try row.string("limit_unit")) },
            given: row.optionalTimestamp("given_ms"), due: row.optionalTimestamp("due_ms"),
            done: row.optionalTimestamp("done_ms"), answer: row.string("answer"), document: row.string("document"))
    }
}
