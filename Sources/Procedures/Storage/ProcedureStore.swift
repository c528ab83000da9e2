import Foundation
import Kernel
import Storage

/// All SQL of `procedures_versions` and `procedures_contents`.
package enum ProcedureStore {
    /// The version of a procedure that holds on a day: what a dossier received on it keeps (PR-11).
    ///
    /// One that abolishes the procedure is given too: it refuses new dossiers (``ProcedureVersion/admitsDossiers(on:)``, PR-13).
    package static func inForce(_ code: String, on day: CalendarDate, _ db: any Connection) throws -> StoredProcedure? {
        try db.row("\(whole) WHERE v.code = \(code) AND \(holds(on: day))").map(stored)
    }

    /// The same without what it says.
    package static func standing(_ code: String, on day: CalendarDate) -> Query<StandingVersion?> {
        Query("\(outside) WHERE v.code = \(code) AND \(holds(on: day))") { try $0.first.map(head) }
    }

    /// What a version says, read where it is not in memory.
    package static func stored(
        _ version: StandingVersion, _ memory: ProcedureMemory, _ db: any Connection
    ) throws -> StoredProcedure? {
        let procedure = try memory.procedure(version.id) {
            try db.row("SELECT content FROM procedures_contents WHERE version_id = \(version.id)").map(content)
        }
        return procedure.map { stored(version, $0) }
    }

    package static func version(_ id: ID<ProcedureVersion>, _ memory: ProcedureMemory, _ db: any Connection) throws -> StoredProcedure? {
        try db.row("\(outside) WHERE v.id = \(id)").flatMap { try stored(head($0), memory, db) }
    }

    /// All versions of a procedure, the latest first.
    package static func versions(of code: String, _ db: any Connection) throws -> [StoredProcedure] {
        try db.rows("\(whole) WHERE v.code = \(code) ORDER BY COALESCE(v.from_date, '') DESC, v.id DESC").map(stored)
    }

    /// The versions that hold on a day of those procedures, or of all where `codes` is nil.
    package static func inForce(_ codes: [String]? = nil, on day: CalendarDate, _ db: any Connection) throws -> [StoredProcedure] {
        let condition: SQL = codes.map { "\(holds(on: day)) AND v.code IN \(list: $0)" } ?? holds(on: day)
        return try db.rows("\(whole) WHERE \(condition) ORDER BY v.code").map(stored)
    }

    /// Versions by their ids, asked for in parts that a statement can hold.
    package static func versions(_ ids: [ID<ProcedureVersion>], _ db: any Connection) throws -> [ID<ProcedureVersion>: StoredProcedure] {
        var found: [ID<ProcedureVersion>: StoredProcedure] = [:]
        for start in stride(from: 0, to: ids.count, by: 512) {
            for row in try db.rows("\(whole) WHERE v.id IN \(list: ids[start..<min(start + 512, ids.count)])") {
                let version = try stored(row)
                found[version.id] = version
            }
        }
        return found
    }

    /// All procedures of a day by code, name and version alone.
    static func standing(on day: CalendarDate, _ db: any Connection) throws -> [Procedure] {
        try db.rows(
            """
            SELECT v.code, v.name_vi, v.decision, v.decided_date, v.change, v.from_date, v.to_date FROM procedures_versions v
            WHERE \(holds(on: day)) ORDER BY v.code
            """
        ).map { row in
            var procedure = Procedure(code: try row.string("code"), name: try row.string("name_vi"))
            procedure.version = try version(row)
            return procedure
        }
    }

    /// The days of all versions by the codes of their procedures.
    static func timelines(_ db: any Connection) throws -> [String: ProcedureTimeline] {
        let rows = try db.rows("SELECT id, code, from_date, to_date FROM procedures_versions ORDER BY code, id")
        let spans = try rows.map {
            (
                try $0.string("code"),
                ProcedureTimeline.Span(id: try $0.id("id"), from: try $0.optionalDate("from_date"), to: try $0.optionalDate("to_date"))
            )
        }
        return Dictionary(grouping: spans, by: \.0).mapValues { ProcedureTimeline($0.map(\.1)) }
    }

    /// A text that changes with every version: there are only ever more.
    static func revision(_ db: any Connection) throws -> Int {
        try db.row("SELECT COUNT(*) AS n FROM procedures_versions")?.integer("n") ?? 0
    }

    static func insert(_ versions: [StoredProcedure], _ db: any Connection) throws {
        try db.load(into: "procedures_versions", columns: columns, rows: versions.lazy.map(values))
        let contents = try versions.map { [$0.id.sqlValue, .text(try ProcedureDocument($0.procedure).json)] }
        try db.load(into: "procedures_contents", columns: ["version_id", "content"], rows: contents)
    }

    /// Ends versions with the days of their spans.
    static func end(_ spans: [ProcedureTimeline.Span], _ db: any Connection) throws {
        for span in spans { try db.runLater("UPDATE procedures_versions SET to_date = \(span.to) WHERE id = \(span.id)") }
    }

    /// Whether a version `v` holds on a day.
    static func holds(on day: CalendarDate) -> SQL {
        "(v.from_date IS NULL OR v.from_date <= \(day)) AND (v.to_date IS NULL OR v.to_date >= \(day))"
    }

    private static let whole: SQL = """
        SELECT v.id, v.decision, v.decided_date, v.change, v.from_date, v.to_date, v.source, v.entered_ms, c.content
        FROM procedures_versions v JOIN procedures_contents c ON c.version_id = v.id
        """

    /// The same without its content.
    private static let outside: SQL = """
        SELECT v.id, v.decision, v.decided_date, v.change, v.from_date, v.to_date, v.source, v.entered_ms FROM procedures_versions v
        """

    private static let columns: [StaticString] = [
        "id", "code", "name_vi", "sort_key", "search_text", "field", "levels", "decision", "decided_date", "change", "from_date", "to_date",
        "legal_limit_hundredths", "legal_limit_unit", "local_limit_hundredths", "local_limit_unit", "online_level",
        "online_level_from_date", "online_extent", "online_extent_from_date", "source", "entered_ms",
    ]

    private static func values(_ stored: StoredProcedure) -> [SQLValue] {
        let procedure = stored.procedure
        let version = procedure.version
        let (legal, local) = (procedure.statedLimit, procedure.localLimit?.span)
        let online = CatalogueEntry.OnlineService(procedure.services)
        return [
            stored.id.sqlValue, procedure.code.sqlValue, procedure.name.sqlValue, VietnameseOrder.key(procedure.name).sqlValue,
            procedure.searchText.sqlValue, procedure.field.sqlValue,
            procedure.levels.map { " \($0.rawValue)" }.joined().appending(" ").sqlValue,
            version.decision.sqlValue, version.decided.sqlValue, (version.change?.rawValue).sqlValue, version.from.sqlValue,
            version.to.sqlValue,
            (legal?.hundredths).sqlValue, (legal?.unit.rawValue).sqlValue, (local?.hundredths).sqlValue, (local?.unit.rawValue).sqlValue,
            (online.level?.rawValue).sqlValue, online.levelFrom.sqlValue, online.isFull.map { $0 ? "full" : "partial" }.sqlValue,
            online.extentFrom.sqlValue, stored.source.sqlValue, stored.entered.sqlValue,
        ]
    }

    private static func stored(_ row: Row) throws -> StoredProcedure { try stored(head(row), content(row)) }

    private static func stored(_ standing: StandingVersion, _ content: Procedure) -> StoredProcedure {
        var procedure = content
        procedure.version = standing.version
        return StoredProcedure(id: standing.id, procedure: procedure, source: standing.source, entered: standing.entered)
    }

    private static func head(_ row: Row) throws -> StandingVersion {
        try StandingVersion(id: row.id("id"), version: version(row), source: row.string("source"), entered: row.timestamp("entered_ms"))
    }

    private static func content(_ row: Row) throws -> Procedure { try ProcedureDocument(json: row.string("content")).procedure() }

    static func version(_ row: Row) throws -> ProcedureVersion {
        try ProcedureVersion(
            decision: row.string("decision"), decided: row.optionalDate("decided_date"), change: row.optionalWord("change"),
            from: row.optionalDate("from_date"), to: row.optionalDate("to_date"))
    }
}

extension Procedure {
    /// With a space before each word, so that a search finds where words begin.
    fileprivate var searchText: String {
        " " + SearchText.fold([code, name, field, issuer, agencies.deciding, agencies.implementing].joined(separator: " "))
    }
}

extension StatedTime.Span {
    /// The amount as tables keep it; a time is stated with no more than two decimals.
    var hundredths: Int64 { amount.digits * Number.powerOfTen(2 - amount.scale) }

    init(hundredths: Int64, _ unit: StatedTime.Unit) { self.init(Number(digits: hundredths, scale: 2), unit) }
}
