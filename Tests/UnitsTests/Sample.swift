import Kernel
import Office
import Platform
import Storage
import TestSupport
import Units

/// A small province of 2025 for tests: two districts that are to end, communes below them, a department, two blocks.
enum Sample {
    static let csv = """
        code,name_vi,name_en,kind,parent,blocks,unranked_in,opened,closed,official_code,agency_code,agency_code_old,source
        T,Tỉnh Thử,Test Province,province,,,,,,97,H97,000.00.00.H97,thử
        T-H1,Huyện An Thử,An Thử District,district,T,districts,,,,971,,,thử
        T-X1,Xã Đồng Nai Thượng,Đồng Nai Thượng Commune,commune,T-H1,communes,,,,97001,,,thử
        T-X2,Xã Hòa Bình,Hòa Bình Commune,commune,T-H1,communes,,,,97002,,,thử
        T-NV,Sở Nội vụ,Department of Home Affairs,department,T,departments,,,,,H97.1,,thử

        """

    static let today = CalendarDate(year: 2026, month: 10, day: 10) ?? Timestamp(milliseconds: 0).vietnamDate
    static let ground = LegalGround(from: "2025-07-01", source: "Nghị quyết 1/NQ ngày 16/6/2025")

    static func file(_ text: String, name: String = "units.csv") -> InputFile { InputFile(name: name, bytes: Array(text.utf8)) }

    /// The province and its blocks, in a house of its own.
    static func load(_ services: Services) async throws {
        for (code, vi, en) in [
            ("districts", "Cấp huyện", "Districts"), ("communes", "Cấp xã", "Communes"), ("departments", "Sở", "Departments"),
        ] {
            try await AddBlock(services)(Block(code: code, title: Bilingual(vi: vi, en: en)), by: .operating)
        }
        try await take(csv, services)
    }

    /// Previews and applies a file as a correction.
    static func take(_ text: String, _ services: Services, _ meaning: ImportUnits.Meaning = .correction) async throws {
        let use = ImportUnits(services)
        let seen = try await use.preview(file(text), by: .operating).revision
        try await use(file(text), meaning, seen: seen, by: .operating)
    }

    static func export(_ services: Services) async throws -> String {
        String(decoding: try await ExportUnits(services)(.csv).bytes, as: UTF8.self)
    }

    static func unit(_ code: String, _ services: Services) async throws -> Unit {
        guard let unit = try await services.database.read({ try UnitStore.find(code: code, $0) }) else { throw UnitsError.notFound(code) }
        return unit
    }
}

extension String {
    /// Lines with whatever ends them.
    var rows: [String] { split(whereSeparator: \.isNewline).map(String.init) }
}
