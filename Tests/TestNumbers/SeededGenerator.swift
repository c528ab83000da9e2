import Foundation

/// Random numbers that a seed repeats: SplitMix64.
///
/// Each case of a property or a fuzz has a seed of its own, which a failure names; a run with `CCHC_FUZZ_SEED` set to it tries
/// that case first.
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// Whether something that happens once in `times` happens.
    package mutating func once(in times: Int) -> Bool { below(times) == 0 }

    /// One of some items, each as likely as the next.
    package mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element {
        items[items.index(items.startIndex, offsetBy: below(items.count))]
    }

    /// A whole number whose size is spread over all sizes, the extremes and their neighbours among them.
    package mutating func whole<Whole: FixedWidthInteger & SignedInteger>(_ type: Whole.Type = Whole.self) -> Whole {
        if once(in: 8) {
            let edges: [Whole] = [0, 1, -1, .max, .max - 1, -.max, -.max + 1, .max / 2, .max / 2 + 1, 10, 1000]
            return pick(edges)
        }
        var bits = Whole.zero
        for _ in 0..<(Whole.bitWidth / 64) { bits = ((bits << 32) << 32) | Whole(truncatingIfNeeded: next()) }
        let shifted = bits >> Whole(below(Whole.bitWidth))
        return shifted == .min ? -.max : shifted
    }
}

/// The seeds of a property's cases, from `CCHC_FUZZ_SEED` on.
package func seeds(_ count: Int) -> Range<UInt64> {
    let first = ProcessInfo.processInfo.environment["CCHC_FUZZ_SEED"].flatMap(UInt64.init) ?? 766
    return first..<first + UInt64(count)
}

/// The seeds of a fuzz's cases: `standard` of them in the suites, as many as `CCHC_FUZZ_CASES` says in the stage of its own.
package func fuzzSeeds(_ standard: Int) -> Range<UInt64> {
    seeds(ProcessInfo.processInfo.environment["CCHC_FUZZ_CASES"].flatMap(Int.init) ?? standard)
}
