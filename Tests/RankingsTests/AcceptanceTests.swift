import App
import Criteria
import Foundation
import Kernel
import Office
import Rankings
import Scoring
import Testing
import Units

/// Published results to the last printed digit: every case of Facts/acceptance/manifest.csv.
@Suite struct AcceptanceTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Case: CustomTestStringConvertible, Sendable {
        var name, framework, data, units, expected, criteria: String
        var testDescription: String { name }
    }

    static let cases: [Case] = {
        guard let table = try? InputFile(path: root.appending(path: "Facts/acceptance/manifest.csv").path).table() else { return [] }
        return table.rows.map { row in
            Case(
                name: row[0].text, framework: row[1].text, data: row[2].text, units: row[3].text, expected: row[4].text,
                criteria: row[5].text)
        }
    }()

    private func table(_ path: String) throws -> Table {
        try InputFile(path: Self.root.appending(path: "Facts/acceptance/\(path)").path).table()
    }

    private func report(_ item: Case) throws -> ScoreReport {
        let inAcceptance = Self.root.appending(path: "Facts/acceptance/\(item.framework)").path
        let path = FileManager.default.fileExists(atPath: inAcceptance) ? inAcceptance : Self.root.appending(path: item.framework).path
        let framework = try FrameworkLibrary.read(path: path).framework
        let units = item.units.isEmpty ? nil : try UnitList(table(item.units))
        let data = try InputFile(path: Self.root.appending(path: "Facts/acceptance/\(item.data)").path)
        return try ScoreReport(framework, FigureFile.read(data, for: ScoreSheet(framework), units: units, numbers: nil))
    }

    @Test func `the manifest lists the cases`() { #expect(Self.cases.count >= 17) }

    @Test(arguments: cases) func `totals, ranks and bands come out as published`(item: Case) throws {
        let report = try report(item)
        let expected = try table(item.expected)
        let columns = Dictionary(expected.header.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        for row in expected.rows {
            func value(_ name: String) -> String { columns[name].map { row[$0].text } ?? "" }
            let unit = try #require(report.units.first { $0.code == value("unit") })
            if let points = Number(value("points")) { #expect(unit.total.total.number == points, "\(unit.code)") }
            if let maximum = Number(value("maximum")) { #expect(unit.total.maximum.number == maximum, "\(unit.code)") }
            if let percent = Number(value("percent")) {
                let found = try #require(unit.total.percent.flatMap { try? $0.ratio * Ratio(100, 1) }?.number(scale: max(percent.scale, 2)))
                #expect(found == percent, "\(unit.code)")
            }
            if !value("rank").isEmpty { #expect(unit.rank?.description == value("rank"), "\(unit.code)") }
            let names = [unit.band?.code, unit.band?.title.vi, ""]
            #expect(names.contains(value("band")), "\(unit.code)")
            #expect(unit.ledger.sum == unit.total.maximum - unit.total.total, "the ledger of \(unit.code)")
        }
    }

    @Test(arguments: cases.filter { !$0.criteria.isEmpty }) func `points of criteria come out as published`(item: Case) throws {
        let report = try report(item)
        let expected = try table(item.criteria)
        for row in expected.rows {
            let unit = try #require(report.units.first { $0.code == row[0].text })
            let found = try #require(unit.rows.first { $0.code == row[1].text })
            if let points = Number(row[2].text) { #expect(found.points.number == points, "\(unit.code) \(found.code)") }
        }
    }
}
