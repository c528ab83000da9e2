import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Office
import Platform
import Procedures
import Storage
import TestSupport
import Units

/// A small catalogue for tests, on a clock that stands at 10/10/2026.
enum Catalogue {
    static let csv = """
        code,name,field,levels,implementing,counter_time,counter_fee,online_time,legal_limit,decision,from,service_extent,service_extent_from
        1.900001,Thủ tục đăng ký khai sinh,Hộ tịch,commune,UBND xã,1 ngày làm việc,Miễn phí,1 ngày làm việc,1 ngày làm việc,10/QĐ-BTP,2025-01-01,full,2025-01-01
        1.900002,Thủ tục đăng ký khai tử,Hộ tịch,commune,UBND xã,1 ngày làm việc,8000,,1 ngày làm việc,10/QĐ-BTP,2025-01-01,partial,2025-01-01
        1.900003,Cấp giấy phép xây dựng,Xây dựng,"province, commune",Sở Xây dựng,20 ngày,50.000 đồng,15 ngày,20 ngày,11/QĐ-BXD,2025-01-01,,

        """

    static func file(_ text: String, name: String = "list.csv") -> InputFile { InputFile(name: name, bytes: Array(text.utf8)) }
    static func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? Timestamp(milliseconds: 0).vietnamDate }

    /// The three procedures of ``csv``, and units to receive them.
    static func load(_ services: Services) async throws {
        try await services.database.write { db in
            for (code, name, kind) in [
                ("X1", "Xã Đồng Nai Thượng", Unit.Kind.commune), ("X2", "Xã Hòa Bình", .commune), ("SXD", "Sở Xây dựng", .department),
            ] {
                let unit = Unit(id: ID(rawValue: "unit-\(code)"), code: code, name: Bilingual(vi: name, en: name), kind: kind, source: "")
                try UnitStore.insert(unit, db)
            }
        }
        try await take(csv, services)
    }

    @discardableResult
    static func take(_ text: String, _ services: Services, _ order: ImportOrder = ImportOrder()) async throws -> CatalogueDifference {
        try await take(file(text), services, order)
    }

    /// Previews and applies a list.
    @discardableResult
    static func take(_ file: InputFile, _ services: Services, _ order: ImportOrder) async throws -> CatalogueDifference {
        let use = ImportProcedures(services)
        let seen = try await use.preview(file, order, by: .operating).revision
        return try await use(file, order, seen: seen, by: .operating)
    }

    static func receive(_ text: String, from: String, _ services: Services) async throws {
        let use = ImportReceivers(services)
        let mark = try await use.preview(file(text), by: .operating).mark
        try await use(file(text), from: day(from), seen: mark, by: .operating)
    }

    /// Somebody who keeps the procedures and has an address, and one who had been that.
    static func addController(_ services: Services) async throws {
        try await services.database.write { db in
            for (login, until) in [("lan", SQL("NULL")), ("minh", SQL("1"))] {
                try db.run(
                    """
                    INSERT INTO accounts_people (id, login, name, email, sort_key, search_text, language, status, is_demo, created_ms)
                    VALUES (\("P-\(login)"), \(login), \("Bà \(login)"), \("\(login)@example.vn"), \(login), \(login), 'vi', 'active', 0, 0)
                    """)
                try db.run(
                    """
                    INSERT INTO accounts_grants (id, person_id, role, from_ms, until_ms, granted_by)
                    VALUES (\("G-\(login)"), \("P-\(login)"), 'procedure_controller', 0, \(until), 'test')
                    """)
            }
        }
    }

    static func inForce(_ code: String, on text: String, _ services: Services) async throws -> StoredProcedure? {
        let day = day(text)
        return try await services.database.read { try ProcedureStore.inForce(code, on: day, $0) }
    }

    /// What a preview's form would send.
    static func hidden(_ page: String) -> [String: String] {
        var values: [String: String] = [:]
        for match in page.matches(of: /<input type="hidden" name="([a-z_]+)" value="([^"]*)">/) {
            values[String(match.1)] = String(match.2).replacing("&amp;", with: "&")
        }
        return values
    }
}
