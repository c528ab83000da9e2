import Kernel
import Procedures
import Storage
import Units
import WorkingTime

/// All SQL of dossiers that come from other systems, many at once.
enum ForeignStore {
    /// Every version of every procedure, with its days.
    static func versions(
        _ db: any Connection
    ) throws -> [(id: ID<ProcedureVersion>, code: String, from: CalendarDate?, to: CalendarDate?, isAbolished: Bool)] {
        try db.rows(
            "SELECT id, code, from_date, to_date, change FROM procedures_catalogue ORDER BY code, COALESCE(from_date, '') DESC, id DESC"
        ).map { row in
            try (
                row.id("id"), row.string("code"), row.optionalDate("from_date"), row.optionalDate("to_date"),
                row.optionalString("change") == "abolished"
            )
        }
    }

    static func isEmpty(_ db: any Connection) throws -> Bool { try db.row("SELECT 1 AS found FROM dossiers_dossiers LIMIT 1") == nil }

    /// Those of the codes that are here already, each with the name of its applicant.
    static func known(_ codes: [String], _ db: any Connection) throws -> [String: (dossier: Dossier, applicant: String?)] {
        let rows = try db.rows(
            """
            \(DossierStore.columns), a.name AS applicant FROM dossiers_dossiers d LEFT JOIN dossiers_applicants a ON a.dossier = d.code
            WHERE d.code IN \(list: codes)
            """)
        return Dictionary(
            try rows.map { (try $0.string("code"), (try DossierStore.dossier($0), try $0.optionalString("applicant"))) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Those of the codes on which somebody of the house has worked.
    static func handled(_ codes: [String], _ db: any Connection) throws -> Set<String> {
        Set(try db.rows("SELECT DISTINCT dossier FROM dossiers_events WHERE dossier IN \(list: codes)").map { try $0.string("dossier") })
    }

    /// The codes of a unit's dossiers that were received between two moments.
    static func codes(of unit: ID<Unit>, from first: Timestamp, before end: Timestamp, _ db: any Connection) throws -> [String] {
        try db.rows(
            """
            SELECT code FROM dossiers_dossiers WHERE unit_id = \(unit) AND received_ms >= \(first) AND received_ms < \(end) ORDER BY code
            """
        ).map { try $0.string("code") }
    }

    /// The name of a dossier's applicant.
    struct Applicant: Sendable {
        let dossier: String
        let name: String
    }

    /// Puts in dossiers that are not here; each row as ``ForeignRows`` makes it.
    static func load(_ rows: some Sequence<[SQLValue]>, _ db: any Connection) throws {
        try db.load(into: "dossiers_dossiers", columns: columns, rows: rows)
    }

    /// Puts in the names of applicants.
    static func load(applicants: some Sequence<Applicant>, _ db: any Connection) throws {
        let empty = SQLValue.text("")
        try db.load(
            into: "dossiers_applicants",
            columns: ["dossier", "name", "search_text", "document", "address", "phone", "email", "submitter", "request"],
            rows: applicants.lazy.map {
                [.text($0.dossier), .text($0.name), .text(SearchText.fold($0.name)), empty, empty, empty, empty, empty, empty]
            })
    }

    /// Gives a dossier of another system another content.
    static func replace(_ dossier: Dossier, _ db: any Connection) throws {
        try db.runLater(
            """
            UPDATE dossiers_dossiers SET unit_id = \(dossier.unit), version_id = \(dossier.procedure), channel = \(dossier.channel),
                subject = \(dossier.subject), state = \(dossier.state), received_ms = \(dossier.received),
                limit_unit = \(dossier.limit?.unit), limit_count = \(dossier.limit?.count), clock = \(dossier.clock.line),
                due_ms = \(dossier.due), finished_ms = \(dossier.finished), returned_ms = \(dossier.returned),
                supplements = \(dossier.supplements), cause = \(dossier.cause), officer = \(dossier.officer), fee = \(dossier.fee),
                delivery = \(dossier.delivery), is_digitised = \(dossier.digital.isDigitised),
                has_electronic_result = \(dossier.digital.hasElectronicResult), reuses_data = \(dossier.digital.reusesData),
                is_in_store = \(dossier.digital.isInStore), uses_population_data = \(dossier.digital.usesPopulationData),
                version = version + 1
            WHERE code = \(dossier.code)
            """)
    }

    static func put(applicant: String?, of code: String, _ db: any Connection) throws {
        guard let applicant else { return try db.runLater("DELETE FROM dossiers_applicants WHERE dossier = \(code)") }
        try db.runLater(
            """
            INSERT INTO dossiers_applicants (dossier, name, search_text, document, address, phone, email, submitter, request)
            VALUES (\(code), \(applicant), \(SearchText.fold(applicant)), '', '', '', '', '', '')
            ON CONFLICT (dossier) DO UPDATE SET name = excluded.name, search_text = excluded.search_text
            """)
    }

    /// In the order of ``ForeignRows``.
    fileprivate static let columns: [StaticString] = [
        "code", "unit_id", "version_id", "channel", "subject", "state", "received_ms", "limit_unit", "limit_count", "clock", "first_due_ms",
        "due_ms", "finished_ms", "returned_ms", "supplements", "cause", "officer", "fee", "delivery", "is_digitised",
        "has_electronic_result", "reuses_data", "is_in_store", "uses_population_data", "origin", "entered_ms", "version",
    ]
}

/// Makes rows of dossiers for ``ForeignStore/load(_:_:)``; what many rows share is made once.
struct ForeignRows: Sendable {
    private let units: [SQLValue]
    private let versions: [SQLValue]
    private let clocks: [SQLValue]
    private let origin: SQLValue
    private let moment: SQLValue

    init(_ catalogue: ForeignCatalogue, origin: Dossier.Origin, at moment: Timestamp) {
        units = catalogue.units.map(\.sqlValue)
        versions = catalogue.versions.map(\.id.sqlValue)
        clocks = catalogue.clocks.map { .text($0.line) }
        self.origin = origin.sqlValue
        self.moment = moment.sqlValue
    }

    func row(_ dossier: ForeignDossier) -> [SQLValue] {
        let digital = dossier.digital
        let due = dossier.due.sqlValue
        return [
            .text(dossier.code), units[dossier.unit], versions[dossier.version], dossier.channel.sqlValue, dossier.subject.sqlValue,
            dossier.state.sqlValue, dossier.received.sqlValue, (dossier.limit?.unit).sqlValue, (dossier.limit?.count).sqlValue,
            clocks[dossier.clock], due, due, dossier.finished.sqlValue, dossier.returned.sqlValue, dossier.supplements.sqlValue,
            dossier.cause.sqlValue, dossier.officer.sqlValue, dossier.fee.sqlValue, dossier.delivery.sqlValue,
            digital.isDigitised.sqlValue, digital.hasElectronicResult.sqlValue, digital.reusesData.sqlValue, digital.isInStore.sqlValue,
            digital.usesPopulationData.sqlValue, origin, dossier.entered?.sqlValue ?? moment, .integer(1),
        ]
    }
}
