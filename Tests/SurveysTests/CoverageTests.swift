import Kernel
import Statistics
import Surveys
import Testing

/// Three generated populations whose truth is known: how often the figures of a thousand campaigns hold it.
///
/// A nominal 95 % of 1,000 campaigns is 950 ± 14 by chance; all counts are those of fixed seeds.
@Suite struct `Of a thousand campaigns` {
    private static let campaigns = 1000
    private static let nominal = 93.0...97.0

    @Test func `intervals hold what is true of households, drawn by stages, in 93 to 97 of a hundred (SV-30…32)`() async throws {
        // Of a unit only its five communes count for what is known of its error (SV-31), though some of it comes from villages and
        // households, of which there are more: its intervals hold 97 to 98 of a hundred, and rank sets, which go by them, 99.
        let wide: Set = ["index of units", "item/q1 of units", "satisfied/q1 of units", "ranks"]
        try await expect("households", units: 7, wide: wide, SamplePopulation.households)
    }

    @Test func `so they do of users at each one-stop shop, and rank sets with them (SV-30…32, SV-37)`() async throws {
        try await expect("users", units: 6, SamplePopulation.users)
    }

    @Test func `so they do of officials, of whose small offices more than half are asked (SV-30…32, SV-37)`() async throws {
        // A share of ten answers takes eleven values, and Wilson's interval is wide enough for what lies between them: 98 of a hundred.
        try await expect("officials", units: 6, wide: ["satisfied/q1 of units"], SamplePopulation.officials)
    }

    /// How many of how many intervals held what is true.
    private struct Held {
        var held = 0
        var all = 0

        var percent: Double { 100 * Double(held) / Double(all) }

        mutating func count(_ holds: Bool) {
            all += 1
            if holds { held += 1 }
        }
    }

    /// Intervals of all people together and of each unit, and the rank sets of all units at once; `wide` ones may hold more often.
    private func expect(
        _ name: String, units: Int, wide: Set<String> = [],
        _ populate: @escaping @Sendable (Instrument, _ order: UInt64) throws -> SamplePopulation
    ) async throws {
        try await SurveysHouse.open { house in
            let instrument = try #require(try await ShowInstrument(house.bureau)(house.keep(SamplePopulation.instrument)))
            let populations = try (0..<20).map { try populate(instrument, $0) }
            var held: [String: Held] = [:]
            for seed in 0..<Self.campaigns {
                let population = populations[seed % populations.count]
                let lines = try population.campaign(UInt64(seed))
                for line in lines {
                    guard let truth = population.truth(of: line), let low = line.low, let high = line.high else { continue }
                    let figure = line.unit.isEmpty ? line.figure : "\(line.figure) of units"
                    held[figure, default: Held()].count(low.binary <= truth && truth <= high.binary)
                }
                let places = try #require(population.ranks(lines)).places
                held["ranks", default: Held()].count(places.count == units && places.allSatisfy(population.isHeld))
            }
            let shown = held.sorted { $0.key < $1.key }.map { "\($0) \(($1.percent * 10).rounded() / 10)" }
            print("coverage of \(name), in percent: \(shown.joined(separator: ", "))")
            for (figure, held) in held {
                let bound = Self.nominal.lowerBound...(wide.contains(figure) ? 100 : Self.nominal.upperBound)
                #expect(bound.contains(held.percent), "\(figure) of \(name)")
                #expect(held.all == Self.campaigns * (figure.hasSuffix("of units") ? units : 1), "\(figure) of \(name) has an interval")
            }
        }
    }
}
