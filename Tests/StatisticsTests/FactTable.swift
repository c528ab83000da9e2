import Foundation
import Statistics

/// A table of `Facts/surveys`, by columns.
struct FactTable {
    private let columns: [String: [String]]
    let rows: Int

    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Facts/surveys")

    struct Absent: Error { let name: String }

    /// No cell of these tables holds a line break or a doubled quote.
    init(_ name: String) throws {
        let lines = try String(contentsOf: Self.folder.appending(path: "\(name).csv"), encoding: .utf8).split(separator: "\n").map(
            Self.cells)
        rows = lines.count - 1
        columns = Dictionary(
            uniqueKeysWithValues: lines[0].enumerated().map { index, name in (name, lines.dropFirst().map { $0[index] }) })
    }

    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    func text(_ column: String) throws -> [String] {
        guard let cells = columns[column] else { throw Absent(name: column) }
        return cells
    }

    /// Empty cells are missing.
    func numbers(_ column: String) throws -> [Double] { try text(column).map { Double($0) ?? .nan } }
    func codes(_ column: String) throws -> [Int] { try numbers(column).map { Int($0) } }

    /// A word's place among the words of its column in order of the alphabet.
    func categories(_ column: String) throws -> [Int] {
        let words = Array(Set(try text(column))).sorted()
        return try text(column).map { words.firstIndex(of: $0) ?? -1 }
    }

    func isEqual(_ column: String, _ word: String) throws -> [Bool] { try text(column).map { $0 == word } }
    func share(_ column: String, _ word: String) throws -> [Double] { try isEqual(column, word).map { $0 ? 1 : 0 } }
}

/// The samples of California's schools, with their designs, and the table of eight.
struct Schools {
    let simple: FactTable
    let stratified: FactTable
    let clusters: FactTable
    let twoStages: FactTable

    init() throws {
        simple = try FactTable("schools-simple")
        stratified = try FactTable("schools-stratified")
        clusters = try FactTable("schools-clusters")
        twoStages = try FactTable("schools-two-stages")
    }

    func simpleDesign(finite: Bool = true) throws -> SurveyDesign {
        try SurveyDesign(rows: simple.rows, weights: simple.numbers("weight"), populations: finite ? simple.numbers("population") : nil)
    }

    func stratifiedDesign(finite: Bool = true) throws -> SurveyDesign {
        try SurveyDesign(
            rows: stratified.rows, weights: stratified.numbers("weight"), strata: stratified.categories("type"),
            populations: finite ? stratified.numbers("population") : nil)
    }

    func clusterDesign() throws -> SurveyDesign {
        try SurveyDesign(
            rows: clusters.rows, weights: clusters.numbers("weight"), clusters: clusters.codes("district"),
            populations: clusters.numbers("population"))
    }

    /// Weights are those of both stages; `ultimate` lets the second tell nothing and the first be with replacement.
    func twoStageDesign(ultimate: Bool = false) throws -> SurveyDesign {
        let second = try SurveyDesign.LaterStage(units: twoStages.codes("school"), populations: twoStages.numbers("schools_of_district"))
        let design = try SurveyDesign(
            rows: twoStages.rows, clusters: twoStages.codes("district"), populations: twoStages.numbers("districts"), later: [second])
        return ultimate
            ? try SurveyDesign(rows: twoStages.rows, weights: design.weights, clusters: twoStages.codes("district")) : design
    }
}
