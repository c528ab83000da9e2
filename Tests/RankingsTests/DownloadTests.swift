import Criteria
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Office
import Platform
import Scoring
import TestSupport
import Testing
import Units

@Suite struct `Downloads` {
    @Test func `hold every number as a string, with what its column means`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let file = try await get("/api/v1/rankings/provinces")
            try await #expect(get("/rankings/provinces/table.json").bytes == file.bytes)
            let json = try file.json
            let units = try #require(json["units"] as? [[String: Any]])
            #expect(units.count == 34 && units[6]["unit"] as? String == "H15" && units[6]["total"] as? String == "65.49")
            #expect(units[6]["rank"] as? String == "7" && units[6]["change_points"] is NSNull)
            let columns = try #require((json["columns"] as? [String: Any])?["units"] as? [[String: Any]])
            #expect(Set(columns.compactMap { $0["name"] as? String }) == Set(units[0].keys))
            let summary = try #require(json["summary"] as? [String: Any])
            #expect(summary["mean"] as? String == "62.580294118" && summary["best"] as? String == "68.8")
            #expect(!file.text.contains(/: -?[0-9]/), "no bare number")
        }
    }

    @Test func `give the figures that compute the published result again`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let framework = try FrameworkLibrary.find("qd-766").framework
            let sheet = ScoreSheet(framework)
            let units = try UnitList(InputFile(name: "units.csv", bytes: await get("/rankings/provinces/units.csv").bytes).table())
            let figures = try FigureFile.read(
                InputFile(name: "figures.csv", bytes: await get("/rankings/provinces/figures.csv").bytes), for: sheet, units: units,
                numbers: nil)
            let scores = sheet.score(figures.table)
            let standings = sheet.standings(scores)
            let rows = try #require(try await get("/rankings/provinces/table.json").json["units"] as? [[String: Any]])
            #expect(scores.faults.isEmpty && rows.count == units.units.count)
            for (index, row) in rows.enumerated() {
                #expect(row["unit"] as? String == units.units[index].code)
                #expect(row["total"] as? String == "\(scores.totals[index].total)")
                #expect(row["rank"] as? String == standings.entries[index].rank.map { "\($0)" })
            }
        }
    }

    @Test(arguments: [(Language.vi, "Hạng", "Tên đơn vị", "Đồng Tháp"), (.en, "Rank", "Name", "Đồng Tháp (en)")])
    func `speak the reader's language in workbooks`(language: Language, rank: String, name: String, first: String) async throws {
        try await withRankings(language) {
            try await $0.provinces()
        } _: { get in
            let file = try await get("/rankings/provinces/table.xlsx")
            #expect(file.disposition?.contains("provinces.xlsx") == true)
            let table = try XLSXReader(InputFile(name: "table.xlsx", bytes: file.bytes)).sheet(at: 0).table()
            #expect(table.header[0] == rank && table.header.contains(name) && table.rows.count == 34)
            #expect(table.rows[0][try table.column(name)].text == first)
            #expect(table.header.count == 20, "names of the other language are left out")
        }
    }

    @Test func `of a scorecard hold criteria, ledger and history`() async throws {
        try await withRankings {
            try await $0.provinces()
        } _: { get in
            let json = try await get("/api/v1/rankings/provinces/units/H15").json
            let criteria = try #require(json["criteria"] as? [[String: Any]])
            let first = try #require(criteria.first { $0["criterion"] as? String == "CKMB.1" })
            #expect(first["lost"] as? String == "6" && first["figures"] as? String == "numerator=0; denominator=82")
            #expect((first["because_vi"] as? String)?.isEmpty == false && (first["because_en"] as? String)?.isEmpty == false)
            let ledger = try #require(json["ledger"] as? [[String: Any]])
            let lost = try ledger.map { try #require(Number($0["lost"] as? String ?? "")).ratio }
            #expect(try lost.reduce(.zero) { try $0 + $1 } == Ratio(3451, 100))
            let csv = try await get("/rankings/provinces/units/H15/scorecard.csv").text
            #expect(csv.split(separator: "\r\n").count == criteria.count + 1)
        }
    }

    @Test func `of every table exist in every form but paper`() async throws {
        try await withRankings { examples in
            try await examples.districts()
        } _: { get in
            let codes = try await get("/rankings/districts").rankedUnits
            for address in [
                "/rankings/list", "/rankings/districts/table", "/rankings/districts/units/\(codes[0])/scorecard",
                "/rankings/districts/compare",
            ] {
                for ending in ["csv", "json", "xlsx"] {
                    let file = try await get("\(address).\(ending)?units=\(codes[0]),\(codes[1])")
                    #expect(file.status == 200 && file.bytes.count > 200, "\(address).\(ending)")
                }
            }
        }
    }

    @Test func `of every page lead to files that are there`() async throws {
        try await withRankings {
            try await $0.districts()
        } _: { get in
            let codes = try await get("/rankings/districts").rankedUnits
            for page in [
                "/rankings", "/rankings/districts", "/rankings/districts/units/\(codes[0])",
                "/rankings/districts/compare?units=\(codes[0]),\(codes[1])",
            ] {
                let links = try await get(page).text.matches(of: /href="([^"]+)" download/).map { String($0.1) }
                #expect(links.count >= 4, "\(page)")
                for link in links where !link.contains(".pdf") { try await #expect(get(link).status == 200, "\(link)") }
            }
        }
    }

    @Test func `as paper are refused with a clear page where nothing can print`() async throws {
        try await withHouse { services in
            var services = services
            services.settings = try Settings(options: [.database: services.settings.database, .weasyPrint: "/nonexistent/weasyprint"])
            try await PublishedExamples(services: services).districts()
            try await withClient(services) { client in
                let response = try await client.executeRequest(uri: "/rankings/districts/table.pdf", method: .get, headers: [:], body: nil)
                #expect(response.status.code == 503 && response.headers[.contentType]?.hasPrefix("text/html") == true)
            }
        }
    }

    @Test(arguments: Language.allCases) func `have every column in the dictionary`(language: Language) async throws {
        try await withRankings(language) {
            try await $0.provinces()
        } _: { get in
            let page = try await get("/rankings/dictionary")
            #expect(page.status == 200)
            let codes = try await get("/rankings/provinces").rankedUnits
            for address in [
                "/api/v1/rankings", "/api/v1/rankings/provinces", "/api/v1/rankings/provinces/units/H15",
                "/rankings/provinces/compare.json?units=\(codes[0]),\(codes[1])",
            ] {
                let columns = try #require(try await get(address).json["columns"] as? [String: [[String: Any]]])
                for column in columns.values.joined() {
                    let name = try #require(column["name"] as? String)
                    let meaning = try #require((column["meaning"] as? [String: String])?[language.rawValue])
                    #expect(page.text.contains("<code>\(name)</code>") && page.words.contains(meaning), "\(name)")
                    #expect(!meaning.hasPrefix("rankings."), "\(name) has a text")
                }
            }
        }
    }
}
