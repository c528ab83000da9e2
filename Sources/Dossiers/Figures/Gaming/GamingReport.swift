import Kernel

/// Where the record of deadlines looks better than work does: for people to look into.
///
/// It changes no score (PE-N9, PE-N12).
///
/// A unit is compared with its peers of the same period. What is usual is the pooled rate of the middle half of them, so up to a
/// quarter may be odd without making it usual; a unit is named when it lies far outside the spread of the peers and chance alone
/// would not take it there.
package struct GamingReport: Hashable, Sendable {
    /// One unit's count of one sign.
    package struct Line: Hashable, Sendable {
        package let unit: Int
        package let sign: GamingSign
        package let observed: Int
        package let cases: Int
        /// What an honest unit would show with as many cases, to one decimal.
        package let expected: Number
        /// Whether it is odd.
        package let isNamed: Bool
        /// The dossiers that show the sign.
        package let rows: [Int]
    }

    /// Every unit with enough cases, sign by sign.
    package let lines: [Line]
    /// Signs for which there were too few peers to compare.
    package let incomparable: [GamingSign]

    package var named: [Line] { lines.filter(\.isNamed) }

    package init(_ columns: DossierColumns, _ period: Period, events: [RecordedEvent], limits: GamingLimits = GamingLimits()) {
        var lines: [Line] = []
        var incomparable: [GamingSign] = []
        for counts in columns.signs(period, events, limits) {
            let judged = counts.cases.indices.filter { counts.cases[$0] >= limits.leastCases }
            let peers = judged.map { (observed: counts.observed[$0], cases: counts.cases[$0]) }
            guard let usual = Usual(peers, limits) else {
                incomparable.append(counts.sign)
                continue
            }
            for unit in judged {
                let (observed, cases) = (counts.observed[unit], counts.cases[unit])
                let rate =
                    switch counts.sign {
                    case .tooPerfect: max(usual.better, limits.leastLateRate)
                    case .lateRestart, .lastDay: max(usual.rate, limits.leastBump)
                    case .bulkClosing, .backDating, .withoutLetter: max(usual.rate, limits.leastRate)
                    }
                let isNamed =
                    counts.sign == .tooPerfect
                    ? observed * 2000 < cases && cases * rate >= limits.expectedLate * Usual.million
                    : usual.isExceeded(by: observed, of: cases, at: rate)
                lines.append(
                    Line(
                        unit: unit, sign: counts.sign, observed: observed, cases: cases,
                        expected: Ratio(Int64(cases * rate), Int64(Usual.million)).number(scale: 1) ?? .zero, isNamed: isNamed,
                        rows: isNamed ? counts.rows[unit] : []))
            }
        }
        self.lines = lines
        self.incomparable = incomparable
    }
}

/// What peers show, in millionths.
private struct Usual {
    static let million = 1_000_000

    /// Pooled over the middle half of the peers.
    let rate: Int
    /// At the lower quarter.
    let better: Int
    /// Beyond it a unit is far out.
    private let fence: Int
    private let deviations: Int

    /// Nil when there are too few peers.
    init?(_ peers: [(observed: Int, cases: Int)], _ limits: GamingLimits) {
        guard peers.count >= limits.leastPeers else { return nil }
        let sorted = peers.sorted { $0.observed * $1.cases < $1.observed * $0.cases }
        let (lower, upper) = (sorted.count / 4, sorted.count - 1 - sorted.count / 4)
        let middle = sorted[lower...upper]
        rate = middle.reduce(0) { $0 + $1.observed } * Self.million / middle.reduce(0) { $0 + $1.cases }
        better = sorted[lower].observed * Self.million / sorted[lower].cases
        let worse = sorted[upper].observed * Self.million / sorted[upper].cases
        fence = worse + limits.fences * (worse - better)
        deviations = limits.deviations
    }

    /// Far outside the peers' spread, and by more than chance, whose variance is the expected number itself.
    func isExceeded(by observed: Int, of cases: Int, at rate: Int) -> Bool {
        let excess = observed * Self.million - cases * rate
        guard excess > 0, observed * Self.million > fence * cases else { return false }
        return Int128(excess) * Int128(excess) > Int128(deviations * deviations * Self.million) * Int128(cases * rate)
    }
}
