/// A knowledge test in which everybody had a paper of their own, drawn from a pool of items (SV-70, SV-72).
///
/// Where all papers hold the same items, every figure is that of ``TestReliability``.
package struct ItemAnalysis: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        /// On how many papers it stood.
        package let papers: Int
        /// Share of right answers, p: the lower, the harder.
        package let difficulty: Double
        /// Correlation with the right answers to the other items of the same papers; nil where either does not vary.
        package let discrimination: Double?
    }

    /// By the number of the item; nil for one that stood on no paper.
    package let items: [Item?]
    /// k/(k − 1)·(1 − Σp(1 − p)/s²), the sum taken over the items of each paper and averaged over papers, s² of all who sat the test; nil
    /// where all have the same sum.
    package let kr20: Double?
    /// In right answers: s·√(1 − KR-20).
    package let standardErrorOfMeasurement: Double?
    package let respondents: Int

    /// An answer that was not given is a wrong one.
    ///
    /// `papers` holds for each person the items by number, 0 ..< `count`, and whether each was answered rightly; all papers are as long.
    package init(_ papers: [[(item: Int, isRight: Bool)]], of count: Int) throws(StatisticsError) {
        guard papers.count > 1 else { throw .tooFewAnswers(papers.count, needed: 2) }
        let length = papers[0].count
        guard length > 1 else { throw .tooFewAnswers(length, needed: 2) }
        for paper in papers where paper.count != length { throw .lengthsDiffer("paper", paper.count, expected: length) }
        var tallies = [Tally](repeating: Tally(), count: count)
        let sums = papers.map { paper in Double(paper.count { $0.isRight }) }
        for (paper, sum) in zip(papers, sums) {
            for answer in paper { tallies[answer.item].add(answer.isRight, others: sum - (answer.isRight ? 1 : 0)) }
        }
        items = tallies.map(\.item)
        respondents = papers.count

        let n = Double(papers.count)
        let mean = sums.reduce(0, +) / n
        let spread = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
        guard spread > 1e-12 else { (kr20, standardErrorOfMeasurement) = (nil, nil); return }
        let within = tallies.reduce(0) { $0 + $1.count * $1.share * (1 - $1.share) } / n
        let k = Double(length)
        let kr20 = k / (k - 1) * (1 - within / spread)
        self.kr20 = kr20
        standardErrorOfMeasurement = (spread * max(1 - kr20, 0)).squareRoot()
    }

    /// Sums over the papers with one item: x is 1 for a right answer, y the right answers to the other items.
    private struct Tally {
        var count = 0.0, right = 0.0, others = 0.0, squares = 0.0, products = 0.0

        mutating func add(_ isRight: Bool, others sum: Double) {
            count += 1
            others += sum
            squares += sum * sum
            if isRight {
                right += 1
                products += sum
            }
        }

        var share: Double { count > 0 ? right / count : 0 }

        var item: Item? {
            guard count > 0 else { return nil }
            let own = share * (1 - share)
            let spread = squares / count - (others / count) * (others / count)
            let shared = products / count - share * (others / count)
            let varies = own > 1e-12 && spread > 1e-9
            return Item(papers: Int(count), difficulty: share, discrimination: varies ? shared / (own * spread).squareRoot() : nil)
        }
    }
}
