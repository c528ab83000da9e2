import Statistics
import TestNumbers
import Testing

/// A thousand campaigns over one generated province whose truth is known: how often intervals hold it.
///
/// A nominal 95 % of 1,000 campaigns is 950 ± 14 by chance; all figures are those of fixed seeds.
@Suite struct `Of a thousand campaigns` {
    /// Households in villages of communes of regions; satisfaction 0…100 in steps of 25, alike within villages.
    private struct Province {
        var region: [Int] = []
        var commune: [Int] = []
        var village: [Int] = []
        var score: [Double] = []

        init(seed: UInt64) {
            var normal = NormalSource(seed: seed)
            var random = SeededGenerator(seed: seed)
            var village = 0
            for commune in 0..<600 {
                let local = 0.35 * normal.next()
                for _ in 0..<(6 + random.below(5)) {
                    village += 1
                    let mood = 2.9 + 0.1 * Double(commune / 200) + local + 0.3 * normal.next()
                    for _ in 0..<(40 + random.below(40)) {
                        region.append(commune / 200)
                        self.commune.append(commune)
                        self.village.append(village)
                        score.append(25 * min(max((mood + normal.next()).rounded(), 0), 4))
                    }
                }
            }
        }

        var mean: Double { score.reduce(0, +) / Double(score.count) }
        var satisfied: Double { Double(score.count { $0 >= 75 }) / Double(score.count) }
    }

    private static let campaigns = 1000
    private static let nominal = 930...970

    @Test func `over communes, villages and households intervals of means and shares hold the truth in 93 to 97 of a hundred`() throws {
        let province = Province(seed: 2026)
        let (mean, satisfied) = (province.mean, province.satisfied)
        let plan = ThreeStageDraw.Plan(communes: [0: 14, 1: 14, 2: 14], villages: 3, households: 10)
        let frame = try HouseholdFrame(strata: province.region, communes: province.commune, villages: province.village)
        var held = (mean: 0, wilson: 0, beta: 0, region: 0)
        let region = zip(province.region, province.score).filter { $0.0 == 1 }.map(\.1)
        let regional = region.reduce(0, +) / Double(region.count)
        for seed in 0..<UInt64(Self.campaigns) {
            let draw = try ThreeStageDraw(frame, plan: plan, seed: seed)
            let rows = draw.sample.map(\.row)
            // Drawn by size without replacement and computed as if with: the share drawn is small.
            let design = try SurveyDesign(
                rows: rows.count, weights: draw.sample.map(\.weight), strata: rows.map { province.region[$0] },
                clusters: rows.map { province.commune[$0] })
            let scores = rows.map { province.score[$0] }
            let share = try design.proportion(scores.map { $0 >= 75 ? 1 : 0 })
            if try design.mean(scores).interval()?.contains(mean) == true { held.mean += 1 }
            if share.interval(.wilson)?.contains(satisfied) == true { held.wilson += 1 }
            if share.interval(.beta)?.contains(satisfied) == true { held.beta += 1 }
            let members = rows.map { province.region[$0] == 1 }
            if try design.mean(scores, in: members).interval()?.contains(regional) == true { held.region += 1 }
        }
        print("coverage: mean \(held.mean), Wilson \(held.wilson), beta \(held.beta), a region's mean \(held.region) of \(Self.campaigns)")
        for count in [held.mean, held.wilson, held.region] { #expect(Self.nominal.contains(count)) }
        #expect(held.beta >= Self.nominal.lowerBound)
    }

    @Test func `among one-stop users drawn simply, by office, so do means and shares with the finite population`() throws {
        var random = SeededGenerator(seed: 7)
        let offices = (0..<6).map { office in (0..<(300 + 100 * office)).map { _ in random.below(100) < 70 + 4 * office ? 1.0 : 0 } }
        let all = offices.joined()
        let truth = all.reduce(0, +) / Double(all.count)
        var held = (wald: 0, wilson: 0)
        for seed in 0..<UInt64(Self.campaigns) {
            var source = RandomSource(seed: seed)
            var (values, strata, populations): ([Double], [Int], [Double]) = ([], [], [])
            for (office, users) in offices.enumerated() {
                for unit in try Draw.simple(80, of: users.count, using: &source).sample {
                    values.append(users[unit.index])
                    strata.append(office)
                    populations.append(Double(users.count))
                }
            }
            let share = try SurveyDesign(rows: values.count, strata: strata, populations: populations).proportion(values)
            if share.estimate.interval()?.contains(truth) == true { held.wald += 1 }
            if share.interval()?.contains(truth) == true { held.wilson += 1 }
        }
        print("coverage: one-stop mean \(held.wald), Wilson \(held.wilson) of \(Self.campaigns)")
        for count in [held.wald, held.wilson] { #expect(Self.nominal.contains(count)) }
    }

    @Test func `all rank sets at once hold all true ranks in 93 to 97 of a hundred, where some units are truly equal`() throws {
        // Nine provinces, all alike; nine in three groups that lie apart.
        for (name, truth) in [("alike", [Double](repeating: 80, count: 9)), ("in groups", [90, 90, 90, 80, 80, 80, 70, 70, 70])] {
            var held = 0
            for seed in 0..<UInt64(Self.campaigns) {
                var normal = NormalSource(seed: 1_000_000 + seed)
                let figures = truth.map { value in
                    // 120 answers with a deviation of 15; the error is estimated, too.
                    let answers = (0..<120).map { _ in value + 15 * normal.next() }
                    let mean = answers.reduce(0, +) / 120
                    let variance = answers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 119 / 120
                    return RankSets.Figure(value: mean, standardError: variance.squareRoot())
                }
                let sets = try RankSets(figures, seed: seed)
                let isHeld = truth.indices.allSatisfy { unit in
                    let (above, ties) = (truth.count { $0 > truth[unit] }, truth.count { $0 == truth[unit] })
                    return sets.joint[unit].contains(above + 1) && sets.joint[unit].contains(above + ties)
                }
                if isHeld { held += 1 }
            }
            print("coverage: rank sets of units \(name) \(held) of \(Self.campaigns)")
            #expect(Self.nominal.contains(held))
        }
    }
}
