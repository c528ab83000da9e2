import Dossiers
import Foundation
import HummingbirdTesting
import Kernel
import Office
import Platform
import Procedures
import Storage
import TestSupport
import Testing
import Units

/// A house with two communes and two procedures, to which other systems send their dossiers; it is 1 June 2024, 08:00.
struct ExchangeHouse {
    let services: Services
    let bureau: Bureau
    let clock: TestClock

    static let header = "code,unit,procedure,channel,subject,state,received,limit,limit_unit,due,finished,returned,applicant"

    /// A row of a dossier that was returned on time.
    static func row(_ number: Int, state: String = "returned", received: String = "2024-03-04T08:30", finished: String = "2024-03-15T10:00")
        -> String
    {
        let figures = String("0000\(number)".suffix(4))
        let returned = state == "returned" ? "2024-03-18T09:00" : ""
        return
            "H41.2.1-240304-\(figures),A,1.000001,direct,citizen,\(state),\(received),10,working_days,2024-03-18T17:30,\(finished),\(returned),"
    }

    static func list(_ rows: String...) -> InputFile { list(rows) }
    static func list(_ rows: [String]) -> InputFile {
        InputFile(name: "list.csv", bytes: Array(([header] + rows).joined(separator: "\n").utf8))
    }

    static func open(_ test: (ExchangeHouse) async throws -> Void) async throws {
        try await withHouse { services in try await test(try await ExchangeHouse(in: services)) }
    }

    /// A house that is filled already, with a clock of its own.
    init(resuming house: Services) {
        let clock = TestClock((CalendarDate("2024-06-01")?.start.milliseconds ?? 0) + 8 * 3_600_000)
        var services = house
        services.now = { clock.now() }
        self.services = services
        self.clock = clock
        bureau = Bureau(services)
    }

    /// Fills a house that is there and empty.
    init(in house: Services) async throws {
        self.init(resuming: house)
        try await services.database.write { db in
            for (code, name, agency) in [("A", "Phường Một", "H41.2.1"), ("B", "Phường Hai", "H41.2.2")] {
                let unit = Units.Unit(
                    id: ID(rawValue: "unit-\(code)"), code: code, name: Bilingual(vi: name, en: name), kind: .commune, source: "test")
                try UnitStore.insert(unit, db)
                try CodeStore.insert(UnitCode(.agency, agency, source: "test"), of: unit.id, id: code, db)
            }
            let versions: [(id: String, code: String, change: String?, from: String, to: String?)] = [
                ("p1-old", "1.000001", nil, "2020-01-01", "2023-12-31"), ("p1", "1.000001", nil, "2024-01-01", nil),
                ("p2", "1.000002", "abolished", "2024-05-01", nil),
            ]
            for version in versions {
                try db.run(
                    """
                    INSERT INTO procedures_versions (id, code, name_vi, sort_key, search_text, field, levels, decision, change, from_date,
                        to_date, source, entered_ms)
                    VALUES (\(version.id), \(version.code), 'Thủ tục', 'x', 'x', 'Hộ tịch', ' commune ', '1/QĐ', \(version.change),
                        \(version.from), \(version.to), 'test', 0)
                    """)
            }
        }
    }

    @discardableResult
    func take(
        _ file: InputFile, scheme: String = "code", mapping: String = "", keepsGood: Bool = false
    ) async throws -> ImportDossiers.Outcome {
        try await ImportDossiers(bureau)(
            file, ImportDossiers.Order(scheme: scheme, mapping: mapping, keepsGood: keepsGood), by: .operating, words: services.words(.en))
    }

    func find(_ code: String) async throws -> Dossier? {
        let code = try #require(DossierCode(code))
        return try await services.database.read { try DossierStore.find(code, $0) }
    }

    func count() async throws -> Int {
        try await services.database.read { try $0.row("SELECT COUNT(*) AS n FROM dossiers_dossiers")?.integer("n") ?? 0 }
    }

    /// The sums of the summary: received, early, on time, late, unlimited, dropped.
    func sums() async throws -> [Int] {
        try await services.database.read { db in
            let columns = ["received", "early", "on_time", "late", "unlimited", "dropped"]
            let rows = try db.rows("SELECT received, early, on_time, late, unlimited, dropped FROM dossiers_counts")
            return try columns.map { column in try rows.reduce(0) { $0 + (try $1.integer(column)) } }
        }
    }
}
