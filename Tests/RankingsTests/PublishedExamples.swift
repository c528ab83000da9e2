import Criteria
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Office
import Platform
import Rankings
import Scoring
import Storage
import TestSupport
import Testing
import Units

/// Rankings that tests publish, real ones from Facts/acceptance and small ones made for one rule.
struct PublishedExamples {
    let services: Services

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Decision 766, 34 provinces on 10/10/2026, Đắk Lắk (H15) by its measures; the address is `provinces`.
    func provinces() async throws {
        try await acceptance(
            "provinces", framework: "Frameworks/real/qd-766.yaml", folder: "provinces-2026-10-10", data: "provinces-with-metrics",
            units: "provinces", period: .day(#require(CalendarDate("2026-10-10"))))
    }

    /// Nine districts of Bình Dương in 2017; the address is `districts`.
    func districts() async throws {
        try await acceptance(
            "districts", framework: "Frameworks/real/binh-duong-2017-districts.yaml", folder: "binh-duong-2017", data: "districts",
            units: "districts", period: .year(2017))
    }

    /// Nine districts of Huế in 2020, converted from what applies (PI-41); the address is `hue`.
    func hue() async throws {
        try await acceptance(
            "hue", framework: "Frameworks/real/hue-egov-2020.yaml", folder: "hue-2020", data: "table1", units: "table1", period: .year(2020)
        )
    }

    private func acceptance(_ code: String, framework: String, folder: String, data: String, units: String, period: Period) async throws {
        let facts = Self.root.appending(path: "Facts/acceptance/\(folder)")
        let list = try UnitList(InputFile(path: facts.appending(path: "\(units).units.csv").path).table())
        try await publish(
            code, series: code, FrameworkLibrary.read(path: Self.root.appending(path: framework).path),
            InputFile(path: facts.appending(path: "\(data).csv").path), list, period)
    }

    /// Communes scored by documents of 65 and a survey of 35 points, as in Bà Rịa – Vũng Tàu (SD-26): unit, documents, survey.
    ///
    /// The series is `communes`, the address `communes-<year>`.
    func communes(_ year: Int, version: String = "1", nature: Ranking.Nature = .published, _ scores: [(String, String, String)])
        async throws
    {
        let lines = scores.flatMap { unit, documents, survey in
            [
                "\(unit),TL,\(documents.isEmpty ? "missing" : "points"),\(documents),\(documents.isEmpty ? "lost" : "")",
                "\(unit),XHH,points,\(survey),",
            ]
        }
        let data = "unit,criterion,input,value,reason\n" + lines.joined(separator: "\n") + "\n"
        let list = UnitList(scores.map { UnitList.Listed(code: $0.0, name: Self.names[$0.0] ?? $0.0) })
        try await publish(
            "communes-\(year)", series: "communes", FrameworkFile(Self.text(version), name: "communes.yaml"),
            InputFile(name: "\(year).csv", bytes: Array(data.utf8)), list, .year(year), nature)
    }

    private static let names = ["26668": "Xã Tam Phước", "1": "Xã Đầu", "2": "Xã Ắt", "3": "Phường Ba"]

    private static func text(_ version: String) -> String {
        """
        framework: communes
        version: \(version)
        vi: Bộ tiêu chí cấp xã
        en: Commune criteria
        status: sample
        issued: {source: kiểm thử}
        valid: {from: 2018-01-01}
        block: {code: communes, vi: Cấp xã, en: Communes}
        total: 100
        decimals: 3
        display: {digits: 3}
        missing: unranked
        bands:
          - {code: good, vi: Tốt, en: Good, from: 80%}
          - {code: fair, vi: Khá, en: Fair, above: 65%}
          - {code: weak, vi: Yếu, en: Weak}
        laws:
          - {key: nd-61-2018, vi: Nghị định 61/2018/NĐ-CP, en: Decree 61/2018/NĐ-CP, from: 2018-06-21, source: kiểm thử}
        criteria:
          - {code: TL, vi: Tài liệu <kiểm chứng>, en: Documents, points: 65, law: [nd-61-2018 Đ19], evidence: {vi: Báo cáo năm, en: Report}, rule: external_grade, by: {vi: Huyện, en: District}}
          - {code: XHH, vi: Điều tra, en: Survey, points: 35, part: survey, rule: external_grade, by: {vi: Tỉnh, en: Province}}
        """
    }

    private func publish(
        _ code: String, series: String, _ file: FrameworkFile, _ data: InputFile, _ list: UnitList, _ period: Period,
        _ nature: Ranking.Nature = .published
    ) async throws {
        let services = services
        try await services.database.write { db in
            for unit in list.units where try UnitStore.find(code: unit.code, db) == nil {
                let name = Bilingual(vi: unit.name, en: "\(unit.name) (en)")
                try UnitStore.insert(Unit(id: services.newID(), code: unit.code, name: name, kind: .commune, source: "test"), db)
            }
        }
        let figures = try FigureFile.read(data, for: ScoreSheet(file.framework), units: list, numbers: .en)
        let title = Bilingual(vi: "Xếp hạng \(series)", en: "Ranking of \(series)")
        let order = PublishRanking.Order(code: code, series: series, title: title, period: period, nature: nature, source: "Nguồn & bảng")
        try await PublishRanking(services)(order, file, figures, by: .operating)
    }
}

/// A house with examples in it, asked through its front door in one language.
func withRankings(
    _ language: Language = .vi, _ publish: (PublishedExamples) async throws -> Void,
    _ test: @escaping @Sendable (@escaping @Sendable (String) async throws -> Answer) async throws -> Void
) async throws {
    try await withHouse { services in
        try await publish(PublishedExamples(services: services))
        try await withClient(services) { client in
            try await test { address in
                let response = try await client.executeRequest(
                    uri: address, method: .get, headers: [.cookie: "lang=\(language.rawValue)"], body: nil)
                return Answer(
                    status: Int(response.status.code), bytes: Array(buffer: response.body), location: response.headers[.location],
                    disposition: response.headers[.contentDisposition])
            }
        }
    }
}

/// What came back for one address.
struct Answer: Sendable {
    let status: Int
    let bytes: [UInt8]
    let location: String?
    let disposition: String?

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text between two marks, the first time they come.
    func between(_ open: String, _ close: String) -> String? {
        guard let start = text.range(of: open), let end = text[start.upperBound...].range(of: close) else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }

    /// The units in the order of the ranking's table.
    var rankedUnits: [String] {
        guard let table = between("<table id=\"ranking\">", "</table>") else { return [] }
        return table.matches(of: /units\/([^"\/]+)"/).map { String($0.1) }
    }

    /// Text as it is read, without markup.
    var words: String {
        text.replacing(/<[^>]*>/, with: " ").replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&").replacing(/\s+/, with: " ")
    }

    var json: [String: Any] { get throws { try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) } }
}
