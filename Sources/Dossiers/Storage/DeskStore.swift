import Kernel
import Storage
import Units

/// All SQL of lists of dossiers on somebody's desk.
enum DeskStore {
    /// What an officer has open in a unit.
    static func open(of officer: String, in unit: ID<Unit>, _ db: any Connection) throws -> [Dossier] {
        try db.rows(
            """
            \(DossierStore.columns) FROM dossiers_dossiers d
            WHERE d.officer = \(officer) AND d.unit_id = \(unit) AND d.finished_ms IS NULL ORDER BY d.due_ms, d.code
            """
        ).map(DossierStore.dossier)
    }

    /// A page of a list, each with the names that a reader needs.
    static func page(_ list: DeskList, page: Int, size: Int, _ db: any Connection) throws -> [DeskLine] {
        try db.rows(
            """
            \(DossierStore.columns), c.code AS procedure_code, c.name_vi AS procedure_name, a.name AS applicant, a.address, a.phone
            FROM dossiers_dossiers d JOIN procedures_catalogue c ON c.id = d.version_id
            LEFT JOIN dossiers_applicants a ON a.dossier = d.code
            WHERE \(condition(list)) ORDER BY \(order(list)) LIMIT \(size) OFFSET \((page - 1) * size)
            """
        ).map(line)
    }

    /// A dossier of another system may say nothing of who applies.
    private static func line(_ row: Row) throws -> DeskLine {
        try DeskLine(
            dossier: DossierStore.dossier(row), procedure: row.string("procedure_code"), name: row.string("procedure_name"),
            applicant: row.optionalString("applicant") ?? "", address: row.optionalString("address") ?? "",
            phone: row.optionalString("phone") ?? "")
    }

    /// How much a unit received in some time.
    static func countReceived(by unit: ID<Unit>, from first: Timestamp, before end: Timestamp, _ db: any Connection) throws -> Int {
        try db.row(
            """
            SELECT COUNT(*) AS n FROM dossiers_dossiers d
            WHERE d.unit_id = \(unit) AND d.received_ms >= \(first) AND d.received_ms < \(end)
            """)?.integer("n") ?? 0
    }

    /// One volume of what a unit received in some time, in the order of receipt.
    static func received(
        by unit: ID<Unit>, from first: Timestamp, before end: Timestamp, volume: Volume, _ db: any Connection
    ) throws -> [DeskLine] {
        try db.rows(
            """
            \(DossierStore.columns), c.code AS procedure_code, c.name_vi AS procedure_name, a.name AS applicant, a.address, a.phone
            FROM dossiers_dossiers d JOIN procedures_catalogue c ON c.id = d.version_id
            LEFT JOIN dossiers_applicants a ON a.dossier = d.code
            WHERE d.unit_id = \(unit) AND d.received_ms >= \(first) AND d.received_ms < \(end) ORDER BY d.received_ms, d.code
            LIMIT \(Volume.size) OFFSET \(volume.first - 1)
            """
        ).map(line)
    }

    static func count(_ list: DeskList, _ db: any Connection) throws -> Int {
        let applicants: SQL = list.words.isEmpty ? "" : "LEFT JOIN dossiers_applicants a ON a.dossier = d.code"
        return try db.row("SELECT COUNT(*) AS n FROM dossiers_dossiers d \(applicants) WHERE \(condition(list))")?.integer("n") ?? 0
    }

    private static func condition(_ list: DeskList) -> SQL {
        var conditions: [SQL] = ["d.unit_id = \(list.unit)"]
        if let officer = list.officer { conditions.append("d.officer = \(officer)") }
        switch list.part {
        case .step:
            let isDue: SQL = "s.dossier = d.code AND s.done_ms IS NULL AND s.due_ms < \(list.today)"
            conditions.append("d.finished_ms IS NULL AND EXISTS (SELECT 1 FROM dossiers_steps s WHERE \(isDue))")
        case .new: conditions.append("d.finished_ms IS NULL AND d.officer IS NULL")
        case .late: conditions.append("d.finished_ms IS NULL AND d.due_ms < \(list.now)")
        case .today: conditions.append("d.finished_ms IS NULL AND d.due_ms >= \(list.now) AND d.due_ms < \(list.today)")
        case .soon: conditions.append("d.finished_ms IS NULL AND d.due_ms >= \(list.today) AND d.due_ms < \(list.soon)")
        case .waiting: conditions.append("d.finished_ms IS NULL AND d.state IN ('supplement', 'payment')")
        case .open: conditions.append("d.finished_ms IS NULL")
        case .toReturn: conditions.append("d.state = 'finished'")
        case .all: break
        }
        for word in list.words {
            let pattern = "%\(word)%"
            conditions.append("(a.search_text LIKE \(pattern) OR LOWER(d.code) LIKE \(pattern) OR a.document = \(word))")
        }
        return conditions.joined(separator: " AND ")
    }

    private static func order(_ list: DeskList) -> SQL {
        switch list.part {
        case .all: "d.received_ms DESC, d.code DESC"
        case .toReturn: "d.finished_ms, d.code"
        case .new, .late, .today, .step, .soon, .waiting, .open: "d.due_ms, d.code"
        }
    }
}

/// Which dossiers of a unit are asked for.
struct DeskList: Sendable {
    /// A part of what lies on a desk (US-8).
    enum Part: String, Sendable, CaseIterable {
        case late, today
        /// Whose step of the internal process is due today or late.
        case step
        case soon, new, waiting, open
        case toReturn = "to_return"
        case all
    }

    var unit: ID<Unit>
    var part: Part
    /// The login of one officer; nil: everybody's.
    var officer: String?
    /// Folded words, each of which must occur in the applicant's name or the code.
    var words: [String] = []
    var now: Timestamp
    /// The end of today, and of the second working day from now.
    var today: Timestamp
    var soon: Timestamp
}

/// A dossier in a list, with the names that a reader needs.
package struct DeskLine: Sendable {
    let dossier: Dossier
    /// The code of its procedure.
    let procedure: String
    let name: String
    let applicant: String
    package let address: String
    package let phone: String
}
