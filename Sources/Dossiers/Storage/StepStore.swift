import Kernel
import Storage

/// All SQL of the steps that were begun for dossiers.
package enum StepStore {
    static func insert(_ step: DossierStep, of code: DossierCode, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_steps (dossier, number, login, begun_ms, due_ms, done_ms)
            VALUES (\(code), \(step.number), \(step.login), \(step.begun), \(step.due), \(step.done))
            """)
    }

    /// Saves what became of a step that was not ended; false when somebody was faster.
    static func update(_ step: DossierStep, of code: DossierCode, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE dossiers_steps SET login = \(step.login), due_ms = \(step.due), done_ms = \(step.done)
            WHERE dossier = \(code) AND number = \(step.number) AND done_ms IS NULL
            """) == 1
    }

    /// In the order of the process.
    package static func steps(of code: DossierCode, _ db: any Connection) throws -> [DossierStep] {
        try db.rows("\(columns) WHERE dossier = \(code) ORDER BY number").map(step)
    }

    /// The step that a dossier is at; nil where it has none.
    static func open(of code: DossierCode, _ db: any Connection) throws -> DossierStep? {
        try db.row("\(columns) WHERE dossier = \(code) AND done_ms IS NULL").map(step)
    }

    /// The steps that some dossiers are at, by the dossier's code.
    static func open(of codes: [DossierCode], _ db: any Connection) throws -> [String: DossierStep] {
        let rows = try db.rows("\(columns) WHERE dossier IN \(list: codes.map(\.text)) AND done_ms IS NULL")
        return Dictionary(try rows.map { (try $0.string("dossier"), try step($0)) }, uniquingKeysWith: { first, _ in first })
    }

    private static let columns: SQL = "SELECT dossier, number, login, begun_ms, due_ms, done_ms FROM dossiers_steps"

    private static func step(_ row: Row) throws -> DossierStep {
        try DossierStep(
            number: row.integer("number"), begun: row.timestamp("begun_ms"), due: row.optionalTimestamp("due_ms"),
            done: row.optionalTimestamp("done_ms"), login: row.string("login"))
    }
}
