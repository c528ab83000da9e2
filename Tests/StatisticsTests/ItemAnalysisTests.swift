import Kernel
import Statistics
import TestNumbers
import Testing

/// Items of papers that differ from person to person (SV-70, SV-72).
@Suite struct `Item analysis` {
    private func near(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) < 1e-12
    }

    @Test func `of papers with the same items is that of the test as a whole`() throws {
        let items: [[Double]] = [[1, 0, 1, 1, 0, 1], [1, 0, 0, 1, 0, 1], [1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 1]]
        let whole = try TestReliability(items)
        // Each paper in another order.
        let papers = (0..<6).map { person in
            (0..<4).map { place -> (item: Int, isRight: Bool) in
                let item = (place + person) % 4
                return (item, items[item][person] == 1)
            }
        }
        let analysis = try ItemAnalysis(papers, of: 4)
        #expect(near(analysis.kr20, whole.kr20) && near(analysis.standardErrorOfMeasurement, whole.standardErrorOfMeasurement))
        for (item, found) in analysis.items.enumerated() {
            #expect(found?.papers == 6 && near(found?.difficulty, whole.difficulty[item]))
            #expect(near(found?.discrimination, whole.discrimination[item]))
        }
    }

    @Test func `counts each item where it stood`() throws {
        // Worked out by hand: right answers of the others are 2, 1, 0 beside item 0, and do not vary beside item 3.
        let papers: [[(item: Int, isRight: Bool)]] = [
            [(0, true), (1, true), (2, true)], [(0, false), (2, true), (3, false)], [(1, true), (2, false), (3, true)],
            [(0, true), (1, false), (3, false)],
        ]
        let analysis = try ItemAnalysis(papers, of: 5)
        #expect(analysis.respondents == 4)
        #expect(analysis.items.map { $0?.papers } == [3, 3, 3, 3, nil])
        let difficulties = [2.0 / 3, 2.0 / 3, 2.0 / 3, 1.0 / 3]
        let discriminations: [Double?] = [0, 0.5, -0.5, nil]
        for item in 0..<4 {
            #expect(near(analysis.items[item]?.difficulty, difficulties[item]), "item \(item)")
            #expect(near(analysis.items[item]?.discrimination, discriminations[item]), "item \(item)")
        }
        // k = 3, s² = 11/16, Σp(1 − p) of each paper 2/3.
        #expect(near(analysis.kr20, 1.5 * (1 - (2.0 / 3) / (11.0 / 16))))
    }

    @Test func `says nothing of a test that did not tell people apart`() throws {
        let same: [[(item: Int, isRight: Bool)]] = [[(0, true), (1, false)], [(0, true), (1, false)]]
        let analysis = try ItemAnalysis(same, of: 2)
        #expect(analysis.kr20 == nil && analysis.standardErrorOfMeasurement == nil)
        #expect(analysis.items.allSatisfy { $0?.discrimination == nil })
    }

    @Test func `refuses one paper, one item and papers of two lengths`() {
        let paper: [(item: Int, isRight: Bool)] = [(0, true), (1, false)]
        #expect(throws: StatisticsError.tooFewAnswers(1, needed: 2)) { _ = try ItemAnalysis([paper], of: 2) }
        #expect(throws: StatisticsError.tooFewAnswers(1, needed: 2)) {
            _ = try ItemAnalysis([Array(paper.prefix(1)), Array(paper.prefix(1))], of: 2)
        }
        #expect(throws: StatisticsError.lengthsDiffer("paper", 3, expected: 2)) {
            _ = try ItemAnalysis([paper, paper + [(2, true)]], of: 3)
        }
    }
}
