/// `successes` of `trials` independent ones, as in a census of presses or a check of fields, where no design stands behind.
package struct CountShare: Hashable, Sendable {
    package let successes: Int
    package let trials: Int

    package init(_ successes: Int, of trials: Int) throws(StatisticsError) {
        guard trials > 0 else { throw .nobodyInDomain }
        guard (0...trials).contains(successes) else { throw .drawnMoreThanThere(successes, there: trials) }
        (self.successes, self.trials) = (successes, trials)
    }

    private var share: Double { Double(successes) / Double(trials) }

    /// The score interval (Wilson 1927).
    package func wilson(_ level: Level = .standard) -> Interval {
        Proportion.wilson(share, size: Double(trials), critical: Normal.quantile(level.upperProbability))
    }

    /// The score interval with Yates's correction, by half a trial towards one half.
    package func wilsonCorrected(_ level: Level = .standard) -> Interval {
        let (n, z) = (Double(trials), Normal.quantile(level.upperProbability))
        let correction = min(0.5, abs(Double(successes) - n / 2)) / n
        func bound(_ p: Double, _ sign: Double) -> Double {
            let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
            return (p + z * z / (2 * n) + sign * half) / (1 + z * z / n)
        }
        let (low, high) = (share - correction, share + correction)
        return Interval(lower: low <= 0 ? 0 : max(bound(low, -1), 0), upper: high >= 1 ? 1 : min(bound(high, 1), 1))
    }

    /// The exact interval (Clopper and Pearson 1934): never covers less often than it says.
    package func clopperPearson(_ level: Level = .standard) -> Interval {
        let (x, n) = (Double(successes), Double(trials))
        return Interval(
            lower: successes == 0 ? 0 : BetaDistribution(x, n - x + 1).quantile(level.tail),
            upper: successes == trials ? 1 : BetaDistribution(x + 1, n - x).quantile(level.upperProbability))
    }
}
