import Foundation
import Statistics

/// A survey's table of results, for benchmarks; the answers are those of a file that the peer reads too.
struct BenchStatistics {
    private static let items = 30

    private let design: SurveyDesign
    private let answers: [[Double]]
    private let provinceOf: [Int?]
    private let provinces: Int

    /// Numbers of four bytes, column by column: province (also the stratum), cluster, weight in thousandths, thirty answers of 1…5.
    init(file: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: file))
        let rows = data.count / 4 / (Self.items + 3)
        func column(_ index: Int) -> [Int] {
            data.withUnsafeBytes { bytes in
                (0..<rows).map { Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: (index * rows + $0) * 4, as: Int32.self))) }
            }
        }
        let province = column(0)
        design = try SurveyDesign(rows: rows, weights: column(2).map { Double($0) / 1000 }, strata: province, clusters: column(1))
        answers = (0..<Self.items).map { column(3 + $0).map(Double.init) }
        provinceOf = province
        provinces = (province.max() ?? 0) + 1
    }

    /// All means with their intervals, and the sum of the intervals' ends, by which both sides can see that they computed the same.
    func table() throws -> (estimates: Int, sum: Double) {
        let table = try DomainTable(design, items: answers, domainOf: provinceOf, domains: provinces)
        var (estimates, sum) = (0, 0.0)
        for item in 0..<Self.items {
            for province in 0..<provinces {
                guard let interval = table[item: item, domain: province]?.interval() else { continue }
                estimates += 1
                sum += interval.lower + 2 * interval.upper
            }
        }
        return (estimates, sum)
    }

    /// Rank sets of 63 units with 1,000 replicates.
    func ranks() throws -> Int {
        let figures = (0..<63).map { RankSets.Figure(value: 75 + Double($0 * 37 % 63) / 4, standardError: 1.2) }
        return try RankSets(figures, seed: 766).groups.count
    }

    /// A sample of three stages from a million households: 600 communes of 3 regions, their villages, 10 households in each of those.
    func draw() throws -> Int {
        let villages = (0..<1_000_000).map { $0 / 100 }
        let communes = villages.map { $0 / 16 }
        let frame = try HouseholdFrame(strata: communes.map { $0 / 209 }, communes: communes, villages: villages)
        let plan = ThreeStageDraw.Plan(communes: [0: 40, 1: 40, 2: 40], villages: 4, households: 10, reserve: 10)
        return try ThreeStageDraw(frame, plan: plan, seed: 766).sample.count
    }
}
