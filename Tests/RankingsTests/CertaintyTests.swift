import Foundation
import HTTPTypes
import Kernel
import Office
import Platform
import Rankings
import Storage
import TestSupport
import Testing

/// Where surveys measured some of the points, totals and ranks say how surely they are known, and nothing else changes (PI-61, SV-37).
@Suite struct `Ranks with survey points` {
    /// Unit, criterion, from, to, sample.
    private typealias Measured = (unit: String, criterion: String, low: Int, high: Int, sample: String)

    private static func interval(_ low: Int, _ high: Int, _ sample: String) throws -> MeasuredInterval {
        try #require(
            MeasuredInterval(low: Number(low), high: Number(high), level: 95, respondents: 100, method: .t, sample: sample))
    }

    private static func measure(_ examples: PublishedExamples, _ all: [Measured]) async throws {
        for one in all {
            let text = try interval(one.low, one.high, one.sample).text
            _ = try await examples.services.database.write { db in
                try db.run(
                    """
                    INSERT INTO rankings_intervals (ranking_id, unit_id, criterion, measured_interval)
                    SELECT k.id, u.id, \(one.criterion), \(text) FROM rankings_rankings k JOIN units_units u ON u.code = \(one.unit)
                    WHERE k.code = 'communes-2026'
                    """)
            }
        }
    }

    /// Three communes with 80, 60 and 30 points.
    private static func apart(_ examples: PublishedExamples) async throws {
        try await examples.communes(2026, [("1", "50", "30"), ("2", "40", "20"), ("3", "20", "10")])
    }

    private static func units(_ answer: Answer) throws -> [[String: Any]] { try #require(try answer.json["units"] as? [[String: Any]]) }

    @Test func `are sealed with the ranking, whoever published it`() async throws {
        try await withRankings {
            try await Self.apart($0)
            try await Self.measure($0, [("1", "XHH", 26, 34, "KS-2/a")])
        } _: { get in
            let bytes = try await get("/rankings/communes-2026/bundle.zip").bytes
            let members = try ZipFile.read(InputFile(name: "bundle.zip", bytes: bytes))
            let file = try #require(members.first { $0.name.hasSuffix("intervals.csv") })
            #expect(String(decoding: file.bytes, as: UTF8.self).contains("1,XHH,26,34,95,100,t,KS-2/a"))
            #expect(try BundleCheck(InputFile(name: "bundle.zip", bytes: bytes), expected: nil).findings.isEmpty)
        }
    }

    @Test func `of two samples add their variances, of one sample their errors`() async throws {
        try await withRankings {
            try await Self.apart($0)
            try await Self.measure(
                $0,
                [
                    ("1", "TL", 47, 53, "KS-1/a"), ("1", "XHH", 26, 34, "KS-2/a"), ("2", "TL", 37, 43, "KS-1/a"),
                    ("2", "XHH", 16, 24, "KS-1/a"),
                ])
        } _: { get in
            let answer = try await get("/rankings/communes-2026/table.json")
            let units = try Self.units(answer)
            func column(_ name: String) -> [String?] { units.map { $0[name] as? String } }
            #expect(column("total") == ["80", "60", "30"] && column("rank") == ["1", "2", "3"])
            // √(3² + 4²) = 5; 3 + 4 = 7.
            #expect(column("total_low") == ["75", "53", nil] && column("total_high") == ["85", "67", nil])
            #expect(column("respondents") == ["200", "100", nil], "people of one sample count once")
            #expect(column("first_rank") == ["1", "2", "3"] && column("last_rank") == ["1", "2", "3"])
            let head = try #require(try answer.json["certainty"] as? [String: Any])
            #expect(head["level"] as? String == "95" && head["samples"] as? String == "2" && head["methods"] as? [String] == ["t"])
            #expect((head["groups"] as? [Any])?.isEmpty == true)
            let page = try await get("/rankings/communes-2026").words
            #expect(page.contains("75,000–85,000") && page.contains("Tất cả các đơn vị đều phân biệt được hơn kém"))
        }
    }

    @Test func `are sets where chance alone could make another order`() async throws {
        try await withRankings {
            try await $0.communes(2026, [("1", "50", "30"), ("2", "48", "30"), ("3", "20", "10")])
            try await Self.measure($0, [("1", "TL", 47, 53, "KS-1/a"), ("1", "XHH", 26, 34, "KS-2/a")])
        } _: { get in
            let answer = try await get("/rankings/communes-2026/table.json")
            let sets = try Self.units(answer).map { "\($0["rank"] ?? ""): \($0["first_rank"] ?? "")–\($0["last_rank"] ?? "")" }
            #expect(sets == ["1: 1–2", "2: 1–2", "3: 3–3"])
            let head = try #require(try answer.json["certainty"] as? [String: Any])
            #expect(head["groups"] as? [[String]] == [["1", "2"]])
            let card = try await get("/rankings/communes-2026/units/1").words
            #expect(card.contains("95%, n = 200; hạng có thể: 1–2"))
        }
    }

    @Test(arguments: [Language.vi, .en]) func `say on the page and in files how they were made`(language: Language) async throws {
        try await withRankings(language) {
            try await Self.apart($0)
            try await Self.measure($0, [("1", "XHH", 26, 34, "KS-2/a")])
        } _: { get in
            for address in ["/rankings/communes-2026", "/rankings/communes-2026/units/1", "/rankings/communes-2026/units/3"] {
                let page = try await get(address)
                #expect(page.status == 200 && !page.text.contains("rankings.certainty"), "\(address)")
            }
            let page = try await get("/rankings/communes-2026").text
            #expect(page.contains("id=\"certainty\"") && page.contains("n = 100") && page.contains("95%"))
            let csv = try await get("/rankings/communes-2026/table.csv").text
            #expect(csv.contains(",total_low,total_high,respondents,first_rank,last_rank\r\n") && csv.contains(",76,84,100,1,1\r\n"))
            let book = try await get("/rankings/communes-2026/table.xlsx")
            let table = try XLSXReader(InputFile(name: "t.xlsx", bytes: book.bytes)).sheet(at: 0).table()
            #expect(table.header.contains(language == .vi ? "Tổng điểm, cận dưới" : "Total, low"))
        }
    }

    @Test func `say nothing where no value has an interval`() async throws {
        try await withRankings {
            try await Self.apart($0)
        } _: { get in
            #expect(try await !get("/rankings/communes-2026").text.contains("certainty"))
            #expect(try await !get("/rankings/communes-2026/units/1").text.contains("Khoảng của tổng điểm"))
            let json = try await get("/rankings/communes-2026/table.json").text
            #expect(!json.contains("certainty") && !json.contains("total_low") && !json.contains("first_rank"))
        }
    }

    @Test func `stay what they were decided to be`() async throws {
        try await withRankings {
            try await Self.apart($0)
            try await $0.communes(2025, [("1", "50", "30"), ("2", "40", "20"), ("3", "20", "10")])
            try await Self.measure($0, [("1", "XHH", 0, 35, "KS-2/a"), ("2", "XHH", 0, 35, "KS-2/a")])
        } _: { get in
            for name in ["rank", "total", "percent", "band", "direct_rank", "survey_rank"] {
                let (with, without) = try await (
                    Self.units(get("/rankings/communes-2026/table.json")), Self.units(get("/rankings/communes-2025/table.json"))
                )
                #expect(with.map { $0[name] as? String } == without.map { $0[name] as? String }, "\(name)")
            }
        }
    }

    @Test(arguments: [("TL", 51, 53), ("TL", 40, 66), ("1", 47, 53)])
    func `are not shown where a stored interval is not one of the value`(criterion: String, low: Int, high: Int) async throws {
        try await withRankings {
            try await Self.apart($0)
            try await Self.measure($0, [("1", criterion, low, high, "KS-1")])
        } _: { get in
            try await #expect(get("/rankings/communes-2026").status == 500)
        }
    }
}

/// The way of an interval from a decided round into a publication, its bundle and its correction (PI-61).
@Suite struct `Intervals of a publication` {
    /// X1 has 9 points and X2 7.5; their intervals reach so many hundredths of a point.
    private static func measured(
        _ reach: (Int64, Int64), _ test: @escaping @Sendable (DecidedRound) async throws -> Void
    ) async throws {
        try await DecidedRound.open { round in
            for (unit, hundredths, reach) in [("X1", Int64(900), reach.0), ("X2", 750, reach.1)] {
                let interval = try #require(
                    MeasuredInterval(
                        low: Number(digits: hundredths - reach, scale: 2), high: Number(digits: hundredths + reach, scale: 2), level: 95,
                        respondents: 90, method: .wilson, sample: "KS-2026-0001/\(unit)"))
                _ = try await round.services.database.write { db in
                    try db.run(
                        """
                        UPDATE assessments_entries SET measured_interval = \(interval.text)
                        WHERE unit_id = (SELECT id FROM units_units WHERE code = \(unit))
                        """)
                }
            }
            try await round.prepare()
            try await round.issue()
            try await test(round)
        }
    }

    private static func sets(_ round: DecidedRound, _ ranking: String) async throws -> [String] {
        let units = try #require(try await round.open("/api/v1/rankings/\(ranking)").json["units"] as? [[String: Any]])
        return units.map { "\($0["total_low"] ?? "")…\($0["total_high"] ?? "") \($0["first_rank"] ?? "")–\($0["last_rank"] ?? "")" }
    }

    @Test func `reach total and rank`() async throws {
        for (reach, expected) in [
            ((Int64(10), Int64(10)), ["8.9…9.1 1–1", "7.4…7.6 2–2"]), ((100, 200), ["8…10 1–2", "5.5…9.5 1–2"]),
        ] {
            try await Self.measured(reach) { round in
                #expect(try await Self.sets(round, "cchc-2026-communes") == expected)
                try await #expect(!round.open("/api/v1/rankings/cchc-2026-departments").text.contains("certainty"))
            }
        }
    }

    @Test func `are sealed in its bundle`() async throws {
        try await Self.measured((10, 10)) { round in
            let bundle = try await round.open("/rankings/publications/cchc-2026/bundle.zip")
            let members = try ZipFile.read(InputFile(name: "b.zip", bytes: bundle.bytes))
            #expect(members.map(\.name).filter { $0.hasSuffix("intervals.csv") } == ["communes/intervals.csv"])
            let file = try await round.open("/rankings/publications/cchc-2026/files/communes/intervals.csv").text
            #expect(file.hasPrefix("unit,criterion,low,high,level,respondents,method,sample\r\n"))
            #expect(file.contains("X1,1.1,8.9,9.1,95,90,wilson,KS-2026-0001/X1\r\n"))
            #expect(try BundleCheck(InputFile(name: "b.zip", bytes: bundle.bytes), expected: nil).isWhole)
            for (from, to, code) in [
                ("8.9,9.1", "8.8,9.1", "rankings.seal_line_changed"), ("8.9,9.1", "9.3,9.4", "rankings.seal_figure_refused"),
            ] {
                let altered = members.map { member in
                    let text = String(decoding: member.bytes, as: UTF8.self)
                    return member.name == "communes/intervals.csv"
                        ? ZipFile.Member(name: member.name, bytes: Array(text.replacing(from, with: to).utf8)) : member
                }
                let check = try BundleCheck(InputFile(name: "b.zip", bytes: try ZipFile.write(altered)), expected: nil)
                #expect(check.findings.contains { $0.code == code }, "\(to): \(check.findings)")
            }
        }
    }

    @Test func `end with the value that a correction takes away`() async throws {
        try await Self.measured((10, 10)) { round in
            round.goTo("2026-10-01")
            let leaf: [String: any Sendable] = [
                "block": "communes", "unit": "X1", "criterion": "1.1", "inputs": ["points": "9.2"], "reason": "Cộng lại",
            ]
            try await round.call(
                .post, "/api/v1/rankings/desk/cchc-2026/corrections", ["reason": "Khiếu nại được chấp nhận", "leaves": [leaf]],
                by: .councilSecretary)
            try await round.issue("cchc-2026-2", number: "200/QĐ-UBND")
            let units = try #require(try await round.open("/api/v1/rankings/cchc-2026-2-communes").json["units"] as? [[String: Any]])
            #expect(units.map { $0["total_low"] as? String } == [nil, "7.4"])
        }
    }
}
