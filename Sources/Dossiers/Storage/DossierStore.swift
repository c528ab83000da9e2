import Kernel
import Procedures
import Storage
import Units
import WorkingTime

/// All SQL of `dossiers_dossiers` and of who applies.
package enum DossierStore {
    static func insert(_ dossier: Dossier, _ applicant: Applicant, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_dossiers (code, unit_id, version_id, channel, subject, state, received_ms, limit_unit, limit_count, clock,
                first_due_ms, due_ms, finished_ms, returned_ms, supplements, cause, officer, fee, delivery, synced_ms, is_digitised,
                has_electronic_result, reuses_data, is_in_store, uses_population_data, origin, entered_ms, version)
            VALUES (\(dossier.code), \(dossier.unit), \(dossier.procedure), \(dossier.channel), \(dossier.subject), \(dossier.state),
                \(dossier.received), \(dossier.limit?.unit), \(dossier.limit?.count), \(dossier.clock.line), \(dossier.firstDue),
                \(dossier.due), \(dossier.finished), \(dossier.returned), \(dossier.supplements), \(dossier.cause), \(dossier.officer),
                \(dossier.fee), \(dossier.delivery), \(dossier.synced), \(dossier.digital.isDigitised),
                \(dossier.digital.hasElectronicResult), \(dossier.digital.reusesData), \(dossier.digital.isInStore),
                \(dossier.digital.usesPopulationData), \(dossier.origin), \(dossier.entered), \(dossier.version))
            """)
        try db.runLater(
            """
            INSERT INTO dossiers_applicants (dossier, name, search_text, document, address, phone, email, submitter, request)
            VALUES (\(dossier.code), \(applicant.name), \(SearchText.fold(applicant.name)), \(applicant.document), \(applicant.address),
                \(applicant.phone), \(applicant.email), \(applicant.submitter), \(applicant.request))
            """)
    }

    /// Saves what can change over the version that was read; somebody who was faster is told.
    static func update(_ dossier: Dossier, _ db: any Connection) throws {
        let count = try db.run(
            """
            UPDATE dossiers_dossiers SET state = \(dossier.state), received_ms = \(dossier.received), first_due_ms = \(dossier.firstDue), due_ms = \(dossier.due),
                finished_ms = \(dossier.finished), returned_ms = \(dossier.returned), supplements = \(dossier.supplements),
                cause = \(dossier.cause), officer = \(dossier.officer), fee = \(dossier.fee), delivery = \(dossier.delivery),
                synced_ms = \(dossier.synced), is_digitised = \(dossier.digital.isDigitised),
                has_electronic_result = \(dossier.digital.hasElectronicResult), reuses_data = \(dossier.digital.reusesData),
                is_in_store = \(dossier.digital.isInStore), uses_population_data = \(dossier.digital.usesPopulationData),
                version = version + 1
            WHERE code = \(dossier.code) AND version = \(dossier.version)
            """)
        guard count == 1 else { throw DossiersError.changedMeanwhile(dossier.code.text) }
    }

    package static func find(_ code: DossierCode, _ db: any Connection) throws -> Dossier? {
        try db.row("\(columns) FROM dossiers_dossiers d WHERE d.code = \(code)").map(dossier)
    }

    static func applicant(_ code: DossierCode, _ db: any Connection) throws -> Applicant? {
        try db.row(
            """
            SELECT name, document, address, phone, email, submitter, request FROM dossiers_applicants WHERE dossier = \(code)
            """
        ).map { row in
            try Applicant(
                name: row.string("name"), document: row.string("document"), address: row.string("address"), phone: row.string("phone"),
                email: row.string("email"), submitter: row.string("submitter"), request: row.string("request"))
        }
    }

    /// The last numbers that were given on a day under the codes of the unit with a code of the house, by the code (OS-30).
    static func lastNumbers(of unit: String, on day: CalendarDate) -> Query<[String: Int]> {
        Query(
            """
            SELECT agency, last FROM dossiers_sequences WHERE day = \(day) AND agency IN (
                SELECT code FROM units_codes WHERE unit_id = (SELECT id FROM units_units WHERE code = \(unit)))
            """
        ) { rows in Dictionary(uniqueKeysWithValues: try rows.map { (try $0.string("agency"), try $0.integer("last")) }) }
    }

    /// Gives a number; it was read as free in the same transaction, so nobody else has given it.
    static func give(_ number: Int, agency: String, day: CalendarDate, _ db: any Connection) throws {
        try db.runLater(
            """
            INSERT INTO dossiers_sequences (agency, day, last) VALUES (\(agency), \(day), \(number))
            ON CONFLICT (agency, day) DO UPDATE SET last = excluded.last
            """)
    }

    static let columns: SQL = """
        SELECT d.code, d.unit_id, d.version_id, d.channel, d.subject, d.state, d.received_ms, d.limit_unit, d.limit_count, d.clock,
            d.first_due_ms, d.due_ms, d.finished_ms, d.returned_ms, d.supplements, d.cause, d.officer, d.fee, d.delivery, d.synced_ms,
            d.is_digitised, d.has_electronic_result, d.reuses_data, d.is_in_store, d.uses_population_data, d.origin, d.entered_ms,
            d.version
        """

    static func dossier(_ row: Row) throws -> Dossier {
        guard let code = DossierCode(try row.string("code")), let clock = ClockPolicy(line: try row.string("clock")) else {
            throw StorageError.column(name: "code", problem: "is no dossier as the house writes one", statement: "dossiers_dossiers")
        }
        let limit = try row.optionalInteger("limit_count").flatMap { TimeLimit($0, try row.string("limit_unit")) }
        var dossier = try Dossier(
            code: code, unit: row.id("unit_id"), procedure: row.id("version_id"), channel: row.word("channel"),
            subject: row.word("subject"),
            state: row.word("state"), received: row.timestamp("received_ms"), limit: limit, clock: clock, origin: row.word("origin"),
            entered: row.timestamp("entered_ms"))
        dossier.firstDue = try row.optionalTimestamp("first_due_ms")
        dossier.due = try row.optionalTimestamp("due_ms")
        dossier.finished = try row.optionalTimestamp("finished_ms")
        dossier.returned = try row.optionalTimestamp("returned_ms")
        dossier.supplements = try row.integer("supplements")
        dossier.cause = try row.optionalWord("cause")
        dossier.officer = try row.optionalString("officer")
        dossier.fee = try row.word("fee")
        dossier.delivery = try row.word("delivery")
        dossier.synced = try row.optionalTimestamp("synced_ms")
        dossier.digital.isDigitised = try row.bool("is_digitised")
        dossier.digital.hasElectronicResult = try row.bool("has_electronic_result")
        dossier.digital.reusesData = try row.bool("reuses_data")
        dossier.digital.isInStore = try row.bool("is_in_store")
        dossier.digital.usesPopulationData = try row.bool("uses_population_data")
        dossier.version = try row.integer("version")
        return dossier
    }
}
